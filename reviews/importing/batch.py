"""A batch of lines in one transaction."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import DatabaseError, DataError, IntegrityError, InternalError
from django.utils.translation import gettext as _

from films.importing.films import addresses_of, films_at, films_of_ids, films_titled
from films.importing.refusal import Refusal, shown
from films.importing.report import Outcome
from films.importing.turns import in_turn
from reviews.history import with_import
from reviews.importing.line import Numbered
from reviews.importing.taking import Giver, Link, Taking

#: How many films a reason names that have the title which a line gives.
MEANT_AT_MOST = 5
_YEAR = re.compile(r"\s*[(,]?\s*[0-9]{4}\)?$")
Done = list[Outcome | Refusal]


@dataclass
class Run:
    """One import of a file: which line gave a link, and what it gave by the ids of reviews."""

    name: str
    linked: dict[Link, Giver] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)
    owners: dict[int, int] = field(default_factory=dict)


def take_lines(lines: Sequence[Numbered], run: Run) -> Done:
    """Write the lines, and return what became of each; note what they gave in `run`.

    A line that the database refuses doesn't take others along: then they are taken one by one.
    """
    try:
        done, taking = in_turn("reviews", partial(_take, lines, run))
    except (IntegrityError, DataError, InternalError) as fault:
        if len(lines) == 1:
            return [_refused_by_database(fault)]
        return [outcome for line in lines for outcome in take_lines([line], run)]
    run.linked |= taking.linked
    run.added |= taking.added_ids()
    run.owners |= taking.owners_by_id()
    return done


def _take(lines: Sequence[Numbered], run: Run) -> tuple[Done, Taking]:
    films = films_called({numbered.line.film for numbered in lines})
    unknown = _unknown({numbered.line.film for numbered in lines} - films.keys())
    placed = [numbered for numbered in lines if numbered.line.film in films]
    taking = Taking(placed, films, run.linked, run.added, run.owners)
    with with_import(run.name):
        done: Done = [
            taking.take(numbered)
            if numbered.line.film in films
            else Refusal(unknown[numbered.line.film])
            for numbered in lines
        ]
        taking.writing.flush()
    return done, taking


def films_called(names: Collection[str]) -> dict[str, int]:
    """Return the ids of films by what lines call them: an IMDb id, or an address."""
    ids = films_of_ids("imdb", [name for name in names if name.startswith("tt")])
    return ids | films_at([name for name in names if name not in ids])


def _unknown(names: Collection[str]) -> dict[str, str]:
    """Say of each name that no film has it as its address, and which films are titled so."""
    titles = {name: _YEAR.sub("", name) for name in names}
    titled = films_titled(titles.values()) if titles else {}
    slugs = addresses_of({film.film for films in titled.values() for film in films})
    return {
        name: _not_here(name, sorted(slugs[film.film] for film in titled.get(title, ())))
        for name, title in titles.items()
    }


def _not_here(name: str, meant: Sequence[str]) -> str:
    if not meant:
        return _("No film here has the address or the IMDb id %s.") % shown(name)
    return _("No film here has the address or the IMDb id %(name)s. Did you mean %(meant)s?") % {
        "name": shown(name),
        "meant": ", ".join(meant[:MEANT_AT_MOST]),
    }


def _refused_by_database(fault: DatabaseError) -> Refusal:
    why = (str(fault).splitlines() or [type(fault).__name__])[0]
    return Refusal(_("The database refused the line: %s.") % why.rstrip("."))
