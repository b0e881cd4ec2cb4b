"""What a line without a film is called: what its file is known to hold. Pure."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OF_LETTERBOXD: dict[str, str | Promise] = {
    "profile.csv": gettext_lazy("Your profile"),
    "comments.csv": gettext_lazy("A comment of yours"),
    "likes/lists.csv": gettext_lazy("A list that you liked"),
    "likes/reviews.csv": gettext_lazy("A review that you liked"),
}
"""What the files of its zip are that are about no film."""


def heading(service: str, file: str, own_name: str | None) -> str:
    """Return what a line without a title is called.

    `file` is its name inside a zip, if any; `own_name` is what the line held as "Name".
    """
    if service == "letterboxd":
        if file in OF_LETTERBOXD:
            return str(OF_LETTERBOXD[file])
        if own_name:
            return _("The list “%s”") % own_name
    name = PurePosixPath(file).name
    return _("From %s") % name if name else _("Without a title")
