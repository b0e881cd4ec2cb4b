"""What the demo shows: its films, their reviews, and what viewers say of them."""

from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from config.demo import people
from config.demo.database import once
from config.demo.ratings import receptions
from films.models import Film

Say = Callable[[str], None]

HERE = Path(__file__).parent
CATALOGUE = HERE / "catalogue.jsonl"
REVIEWS = HERE / "reviews.csv"
RECEPTION = HERE / "reception.csv"


def version() -> str:
    """The name of the step that brings this content: another content is another step."""
    digest = sha256()
    for path in (CATALOGUE, REVIEWS, RECEPTION):
        digest.update(path.read_bytes())
    return f"content {digest.hexdigest()[:16]}"


def bring(say: Say) -> None:
    """Bring films, reviews and ratings, once.

    Once, because what people deleted since must not come back. The next release's content is
    brought as well: imports keep what people changed, and only new films are rated.
    """
    once(version(), lambda: _bring(say))


def make_accounts() -> None:
    """Make the accounts to sign in with, once: a password that was changed stays changed."""
    once("accounts", lambda: people.make_accounts(receptions(RECEPTION)))


def _bring(say: Say) -> None:
    before = _films()
    say(_("Bringing eighty films and their reviews"))
    _import("import_catalogue", CATALOGUE, say)
    _import("import_reviews", REVIEWS, say)
    say(_("Letting four hundred viewers rate them"))
    people.rate(receptions(RECEPTION), _films() - before)


def _films() -> set[int]:
    return set(Film.objects.values_list("pk", flat=True))


def _import(command: str, file: Path, say: Say) -> None:
    """Import a file; hand its last words on if lines were refused.

    They can be when people have made films of their own in the demo that contradict its next
    content: no reason not to start.
    """
    words = StringIO()
    refused = settings.HALFSTAR_HOME / f"demo-{file.name}.refused.csv"
    try:
        call_command(command, file, refused=refused, stdout=words)
    except SystemExit:
        say(words.getvalue().strip())
