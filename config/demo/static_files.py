"""Style sheets, scripts and pictures, collected where the demo's server takes them from."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _

MANIFEST = "staticfiles.json"


def collect(say: Callable[[str], None]) -> None:
    """Collect them unless just these were. Raises CommandError, with one sentence."""
    root = Path(settings.STATIC_ROOT)
    mark = root.with_name(f"{root.name}.collected")
    wanted = fingerprint()
    try:
        if _is_collected(root, mark, wanted):
            return
        _check_that_it_is_ours(root, mark)
        say(_("Making style sheets and scripts ready"))
        mark.write_text("unfinished", encoding="ascii")
        # All go first: a file that a killed run left half is newer than its source, and would
        # pass for whole.
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        mark.write_text(wanted, encoding="ascii")
    except OSError as error:
        raise CommandError(
            _("%(place)s can't be written (%(why)s): see to it, or set HALFSTAR_HOME elsewhere.")
            % {"place": error.filename or root, "why": error.strerror}
        ) from error


def fingerprint() -> str:
    """What changes with any file to collect: its name, size or age, or who makes it ready."""
    digest = sha256(django.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"\n{name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()


def _is_collected(root: Path, mark: Path, wanted: str) -> bool:
    if not mark.exists() or not (root / MANIFEST).exists():
        return False
    return mark.read_text(encoding="ascii") == wanted


def _check_that_it_is_ours(root: Path, mark: Path) -> None:
    """Refuse to clear a folder that a person has filled."""
    if mark.exists() or (root / MANIFEST).exists():
        return
    if root.exists() and any(root.iterdir()):
        raise CommandError(
            _(
                "%s holds files that Halfstar hasn't put there: move them away, or set"
                " HALFSTAR_HOME to another folder."
            )
            % root
        )
