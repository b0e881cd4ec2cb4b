"""What viewers say of a film: posted, undone, and confirmed by those who signed in meanwhile."""

import re
from collections.abc import Callable

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
from ratings.reader import panel
from ratings.said import Said
from ratings.saying import Saying, UnclearError
from ratings.undo import Change, TooLateError, token
from ratings.undo import undo as take_back

#: What a card's forms call the place it stands in: with the film's address it is the card's id.
PLACE = re.compile(r"[a-z][a-z0-9]{0,30}")


class SeeOther(HttpResponseRedirect):
    """303: what was posted is dealt with; look there."""

    status_code = 303


def posted(
    say: Callable[..., HttpResponseBase], request: HttpRequest, slug: str, field: str
) -> HttpResponseBase:
    """Let a viewer `say` what was posted in `field`; others are led to sign in and asked then.

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
    return to_sign_in(request, saying.asked_at(film))


def to_sign_in(request: HttpRequest, then: str) -> HttpResponse:
    """303 to sign-in, and from there to the address `then`."""
    sign_in = redirect_to_login(then).url
    # A script would follow 303 by itself and put the sign-in page where the panel is.
    return HttpResponseClientRedirect(sign_in) if _is_htmx(request) else SeeOther(sign_in)


@csrf_exempt
@require_POST
def set_rating(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Rate the film with `half_stars`, "1" … "10"; an empty value clears the rating."""
    return posted(say, request, slug, "half_stars")


@csrf_exempt
@require_POST
def set_flag(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Set `flag` to a kind; the one that is on, or an empty value, takes it back."""
    return posted(say, request, slug, "flag")


@csrf_exempt
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take back the change that `token` carries; it was signed for this viewer and film."""
    if request.user.is_authenticated:
        return csrf_protect(undone)(request, slug)
    return to_sign_in(request, Film.objects.at(slug).get_absolute_url())


def say(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Save what was posted in `field`; show it on the page it came from, or as a fragment."""
    film = Film.objects.at(slug)
    try:
        saved = Saying.posted(request.POST, field).save(request.user, film, press=True)
    except UnclearError as error:
        return unclear(request, film, error)
    return answer(request, film, saved.sentence, saved.change, control=field.replace("_", "-"))


def undone(request: HttpRequest, slug: str) -> HttpResponse:
    """Undo; where it's too late for that, say so and change nothing."""
    film = Film.objects.at(slug)
    try:
        sentence = take_back(request.user, request.POST.get("token", ""), film)
    except TooLateError as error:
        return answer(request, film, str(error), level=messages.WARNING)
    return answer(request, film, sentence)


def answer(
    request: HttpRequest,
    film: Film,
    sentence: str,
    change: Change | None = None,
    *,
    control: str = "yours",
    level: int = messages.SUCCESS,
) -> HttpResponse:
    """The panel as it is now, or 303 to the `control` that was used, with the sentence.

    A change that a person sees is offered to be undone.
    """
    place = request.POST.get("place", "")
    place = place if PLACE.fullmatch(place) else ""
    if _is_htmx(request):
        context = panel(request.user, film, place) | {"sentence": sentence, "in_answer": True}
        context["undo"] = token(request.user, [change]) if change else ""
        return render(request, "ratings/_answer.html", context)
    tell(request, film, sentence, change, level)
    return SeeOther(f"{came_from(request, film)}#{f'{place}-{film.slug}' if place else control}")


def tell(
    request: HttpRequest, film: Film, sentence: str, change: Change | None, level: int
) -> None:
    """Say the sentence on the next page, with a button that takes back a change."""
    carried = token(request.user, [change]) if change else ""
    tags = f"undo {film.slug} {carried}" if carried else ""
    messages.add_message(request, level, sentence, extra_tags=tags)


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
    if _is_htmx(request):
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
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
        saved = saying.save(request.user, film)
        tell(request, film, saved.sentence, saved.change, messages.SUCCESS)
        return SeeOther(film.get_absolute_url())
    said = Said.of(request.user, film)
    context = {"film": film, "saying": saying, "question": saying.question(film), "said": said}
    return render(request, "ratings/confirm.html", context)
