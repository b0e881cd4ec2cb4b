"""Where viewers bring what they said elsewhere: files, what is read of them, what became of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from films.models import Film
from films.views import page_of
from ratings.bringing.choosing import choose, could_be, leave_out
from ratings.bringing.run import OvertakenError
from ratings.bringing.showing import beside_yours, shown
from ratings.bringing.summing_up import sum_up
from ratings.bringing.unplaced import unplaced_csv
from ratings.imports.brought import LABELS
from ratings.imports.reading import MOST_BYTES
from ratings.models import ImportBatch, ImportLine, TooManyError
from ratings.views.posting import SeeOther

for_yourself = cache_control(private=True, no_store=True)
FORM_BYTES = 100_000
"""What a form may be larger than the file in it."""
LET_PASS = 200
"""Megabytes of a file that is too large which are waited for, so that its sender hears so."""
SCALES = {"": None, "10": 10, "100": 100}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_yourself
@login_required
def imports(request: HttpRequest) -> HttpResponseBase:
    """Ask for a file, and take one; below, what was brought before."""
    if request.method != "POST":
        return _ask(request)
    # Before anything of it is read, the token too.
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + FORM_BYTES:
        _let_pass(request)
        return _ask(request, _too_large(), status=413)
    return csrf_protect(_bring)(request)


def _let_pass(request: HttpRequest) -> None:
    """Take what is sent and throw it away: who is still sending doesn't hear an answer."""
    for _megabyte in range(LET_PASS):
        if not request.read(1_000_000):
            return


def _bring(request: HttpRequest) -> HttpResponse:
    file, scale = request.FILES.get("file"), request.POST.get("scale", "")
    if file is None or not file.size:
        sentence = _("Choose a file first.") if file is None else _("This file is empty.")
        return _ask(request, sentence, status=400)
    if file.size > MOST_BYTES:
        return _ask(request, _too_large(), status=413)
    if scale not in SCALES:
        return _ask(request, _("The scale is 10 or 100, or isn’t stated."), status=400)
    file.seek(0)
    viewer: Any = request.user
    try:
        batch = ImportBatch.objects.bring(viewer, file.read(), file.name or "", scale=SCALES[scale])
    except TooManyError as error:
        return _ask(request, str(error), status=429)
    return SeeOther(batch.get_absolute_url())


def _too_large() -> str:
    too_large = _(
        "A file may have %d MB at most; nothing was taken in. Packed as a zip it may be small "
        "enough."
    )
    return too_large % (MOST_BYTES // 1_000_000)


def _ask(request: HttpRequest, error: str = "", *, status: int = 200) -> HttpResponse:
    page = page_of(request, ImportBatch.objects.of(request.user))
    counts = ImportLine.objects.counts_of(page)
    context = {
        "page": page,
        "rows": [(batch, counts[batch.pk]) for batch in page],
        "services": list(LABELS.values()),
        "most": MOST_BYTES // 1_000_000,
        "error": error,
    }
    return render(request, "ratings/imports.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_yourself
@login_required
def import_batch(request: HttpRequest, batch: int) -> HttpResponse:
    """One import: how far it is, what would become of its lines, and what became of them.

    A POST says in `do` what is to be done with it: `place`, `undo`, `retry` or `discard`.
    """
    found = get_object_or_404(ImportBatch.objects.of(request.user), pk=batch)
    if request.method == "POST":
        return _do(request, found)
    is_part = bool(request.headers.get("HX-Request"))
    template = "ratings/_import.html" if is_part else "ratings/import.html"
    context = {"batch": found} if found.is_under_way else _lists(request, found)
    return render(request, template, context | {"is_part": is_part})


def _lists(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    lists = shown(batch, request.GET.get("show", ""))
    counts = {each.outcome.value: each.number for each in lists}
    context = {
        "batch": batch,
        "lists": lists,
        "counts": counts,
        "summary": sum_up(batch, counts),
        "policies": ImportBatch.Policy.choices,
    }
    for chosen in lists:
        if chosen.is_chosen:
            page = page_of(request, chosen.lines())
            rows = beside_yours(batch, page)
            context |= {"chosen": chosen, "page": page, "rows": rows}
    return context


def _do(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    doing, policy = request.POST.get("do", ""), request.POST.get("policy", "newest")
    if policy not in ImportBatch.Policy.values:
        return _unclear(
            request,
            _("Choose what stays: the newer of the two, always yours, or always the file’s."),
        )
    verbs = {
        "place": lambda: batch.start(policy),
        "undo": batch.undo,
        "retry": batch.retry,
        "discard": batch.discard,
    }
    if doing not in verbs:
        return _unclear(request, _("That can’t be done with an import."))
    try:
        done = verbs[doing]()
    except TooManyError as error:
        messages.error(request, str(error))
        return SeeOther(batch.get_absolute_url())
    if not done:
        messages.warning(request, _("Nothing was done, as the import has moved on since."))
    elif doing == "discard":
        messages.success(request, _("The import is deleted."))
        return SeeOther(reverse("import"))
    return SeeOther(batch.get_absolute_url())


def _unclear(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "ratings/unclear.html", {"sentence": sentence}, status=400)


@require_safe
@for_yourself
@login_required
def import_unplaced(request: HttpRequest, batch: int) -> StreamingHttpResponse:
    """The lines that weren't placed, as a file."""
    found = get_object_or_404(ImportBatch.objects.of(request.user), pk=batch)
    name = f"import-{found.pk}-not-placed.csv"
    return StreamingHttpResponse(
        unplaced_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_yourself
@login_required
def import_line(request: HttpRequest, batch: int, line: int) -> HttpResponse:
    """One line: its viewer looks for the film, says which it is, or leaves the line out."""
    theirs = ImportLine.objects.of(request.user).for_list()
    found = get_object_or_404(theirs, batch=batch, pk=line)
    if request.method == "POST":
        return _settle(request, found)
    words = request.GET.get("title", "").strip()[:200]
    films = could_be(found, words)
    context = {"line": found, "batch": found.batch, "films": films, "words": words}
    return render(request, "ratings/import_line.html", context)


def _settle(request: HttpRequest, line: ImportLine) -> HttpResponse:
    list_before = line.outcome
    try:
        if request.POST.get("do") == "leave-out":
            done = leave_out(line)
        else:
            done = choose(line, _film(request))
    except OvertakenError:
        done = False
    if done:
        messages.add_message(request, *_said_of(line))
    else:
        messages.warning(request, _("Nothing was done, as the import has moved on since."))
    return SeeOther(f"{line.batch.get_absolute_url()}?show={list_before}")


def _film(request: HttpRequest) -> Film:
    address = request.POST.get("film", "")
    if "\0" in address:
        raise Http404
    return Film.objects.at(address)


def _said_of(line: ImportLine) -> tuple[int, str]:
    """What is said of a line that was just settled, and how loudly."""
    words = {"line": line.number, "film": line.film}
    match line.outcome:
        case "left_out":
            return messages.SUCCESS, _("Line %(line)d is left out.") % words
        case "yours" | "unchanged":
            said = _("You have %(film)s like this already.") % words
            return messages.INFO, line.reason or said
        case "repeated":
            said = _("Line %(line)d is %(film)s; another entry about it is newer, and counts.")
            return messages.INFO, said % words
        case "placed":
            return messages.SUCCESS, _("Saved: line %(line)d is %(film)s.") % words
    return messages.SUCCESS, _("Line %(line)d will be imported as %(film)s.") % words
