"""What viewers say of a film: posted, and confirmed by those who signed in meanwhile."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from films.models import Film
from ratings.saying import Saying, UnclearError
from ratings.yours import Yours


class SeeOther(HttpResponseRedirect):
    """303: what was posted is dealt with; look there."""

    status_code = 303


def posted(request: HttpRequest, slug: str, field: str) -> HttpResponseBase:
    """Save what was posted in `field`; someone signed out is led to sign in and asked then.

    What they post changes nothing, so they need no token. Someone signed in does, as ever.
    """
    if request.user.is_authenticated:
        return csrf_protect(say)(request, slug, field)
    return sign_in_to_say(request, slug, field)


def sign_in_to_say(request: HttpRequest, slug: str, *fields: str) -> HttpResponseBase:
    """303 to sign-in, and from there to the page that asks whether to save what was posted."""
    film = Film.objects.at(slug)
    try:
        saying = Saying.posted(request.POST, *fields)
    except UnclearError as error:
        return unclear(request, film, error)
    sign_in = redirect_to_login(saying.asked_at(film)).url
    # A script would follow 303 by itself and put the sign-in page where the panel is.
    return HttpResponseClientRedirect(sign_in) if _is_htmx(request) else SeeOther(sign_in)


@csrf_exempt
@require_POST
def set_rating(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Rate the film with `half_stars`, "1" … "10"; an empty value clears the rating."""
    return posted(request, slug, "half_stars")


@csrf_exempt
@require_POST
def set_flag(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Set `flag` to a kind; the one that is on, or an empty value, takes it back."""
    return posted(request, slug, "flag")


def say(request: HttpRequest, slug: str, field: str) -> HttpResponseBase:
    """Save what was posted in `field`; show it on the page it came from, or as a fragment."""
    film = Film.objects.at(slug)
    try:
        said = Saying.posted(request.POST, field).save(request.user, film, press=True)
    except UnclearError as error:
        return unclear(request, film, error)
    if _is_htmx(request):
        context = {"film": film, "yours": Yours.of(request.user, film), "said": said}
        return render(request, "ratings/_your_rating.html", context)
    messages.success(request, said)
    return SeeOther(f"{came_from(request, film)}#{field.replace('_', '-')}")


def _is_htmx(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def came_from(request: HttpRequest, film: Film) -> str:
    """The page of this site that a form was on; the film's where that isn't known."""
    page = request.headers.get("Referer", "").partition("#")[0]
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return page
    return film.get_absolute_url()


def unclear(request: HttpRequest, film: Film, error: UnclearError) -> HttpResponse:
    """400, with a sentence that says what can be posted."""
    context = {"film": film, "sentence": str(error)}
    return render(request, "ratings/unclear.html", context, status=400)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask someone who has just signed in whether to save what they pressed before."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            return sign_in_to_say(request, slug)
        return redirect_to_login(request.get_full_path())
    film = Film.objects.at(slug)
    try:
        saying = Saying.posted(request.POST if request.method == "POST" else request.GET)
    except UnclearError as error:
        return unclear(request, film, error)
    if request.method == "POST":
        messages.success(request, saying.save(request.user, film))
        return SeeOther(film.get_absolute_url())
    context = {"film": film, "saying": saying, "question": saying.question(film)}
    return render(request, "ratings/confirm.html", context)
