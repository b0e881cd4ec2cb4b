"""Where viewers take with them what they said: a page that explains the files, and the files."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ratings.exports import document, tables
from ratings.exports.packing import packed
from ratings.imports.reading import MOST_BYTES

for_yourself = cache_control(private=True, no_store=True)


class Export(NamedTuple):
    """A file that a viewer can take: its name, what it is for, and who writes it."""

    name: str
    title: str | Promise
    about: str | Promise
    write: Callable[[Any], Iterator[str] | Iterator[bytes]]

    @property
    def content_type(self) -> str:
        """The media type, which its ending tells."""
        return _TYPES[self.name.rpartition(".")[2]]


_TYPES = {
    "json": "application/json",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
}


def _everything_zipped(user: Any) -> Iterator[bytes]:
    return packed("halfstar.json", document.everything(user))


EXPORTS = (
    Export(
        "halfstar.json",
        _("Everything"),
        _(
            "Your profile and settings, your email addresses, the usernames you had before, your "
            "sessions and the names of your passkeys and second factors; your ratings, Want to "
            "See and Not Interested, each with its moment; and your imports with all that they "
            "held. Import it here or at another site of this kind: your ratings, Want to See "
            "and Not Interested are back as they were, and so is what was kept of your imports "
            "or wasn’t placed. Nothing of your account itself comes back with it: neither your "
            "profile and settings nor how you sign in."
        ),
        document.everything,
    ),
    Export(
        "halfstar.zip",
        _("Everything, zipped"),
        format_lazy(
            _("The same, much smaller. Above {most} MB, Everything can be imported zipped only."),
            most=MOST_BYTES // 1_000_000,
        ),
        _everything_zipped,
    ),
    Export(
        "halfstar.csv",
        _("A table of what you said"),
        _(
            "Your ratings, Want to See and Not Interested, and what is kept of your imports, "
            "for a spreadsheet. It can be imported again as well."
        ),
        tables.everything,
    ),
    Export(
        "letterboxd-ratings.csv",
        _("Ratings for Letterboxd"),
        _("Your ratings as Letterboxd imports them, without dates of watching."),
        tables.letterboxd_ratings,
    ),
    Export(
        "letterboxd-watchlist.csv",
        _("Watchlist for Letterboxd"),
        _("Your Want to See, as Letterboxd imports it into a watchlist."),
        tables.letterboxd_watchlist,
    ),
    Export(
        "imdb-ratings.csv",
        _("Ratings like IMDb’s"),
        _("Your ratings of ten points, in the columns that IMDb writes and many services read."),
        tables.imdb_ratings,
    ),
)


@require_safe
@for_yourself
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Say which files the viewer can take with them."""
    return render(request, "ratings/export.html", {"exports": EXPORTS})


@require_safe
@for_yourself
@login_required
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one of the viewer's files while it is being written."""
    wanted = next((each for each in EXPORTS if each.name == name), None)
    if wanted is None:
        raise Http404(name)
    response = StreamingHttpResponse(wanted.write(request.user), content_type=wanted.content_type)
    file_name = f"{request.user.get_username()}-{timezone.now().date()}-{wanted.name}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
