"""A batch of lines, taken at once and yet as if one after the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from django.db import DatabaseError, DataError, IntegrityError, InternalError
from django.utils.translation import gettext as _

from films import naming
from films.catalogue.copying import reserve_ids
from films.catalogue.entry import Entry, Part
from films.catalogue.facts import merge_facts
from films.catalogue.line import CatalogueLine
from films.catalogue.matching import Candidates, candidates, wanted_address
from films.catalogue.rows import CreditRows, GenreRows, IdRows, OfferRows, TitleRows
from films.importing.refusal import Refusal
from films.importing.report import Outcome
from films.importing.turns import in_turn
from films.models import Film
from films.models.address import free_addresses

Parts = Callable[[], Sequence[Part]]
"""Makes what other rooms keep of lines: one set of parts a batch."""


def take_lines(lines: Sequence[CatalogueLine], others: Parts) -> list[Outcome | Refusal]:
    """Write lines, and return what became of each.

    Each transaction holds as many lines as can't interfere with each other. A line that the
    database refuses doesn't take others along: those of its transaction are then taken one by one.
    """
    done: list[Outcome | Refusal] = []
    at_once = len(lines)
    while len(done) < len(lines):
        some = lines[len(done) : len(done) + at_once]
        try:
            taken = in_turn("catalogue", partial(_take_independent, some, others))
        except (IntegrityError, DataError, InternalError) as fault:
            if len(some) == 1:
                done.append(_refused_by_database(fault))
            else:
                done += [outcome for line in some for outcome in take_lines([line], others)]
            continue
        done += taken
        # Lines that interfere tend to stand together: take few after a clash, then more again.
        at_once = 2 * len(taken)
    return done


def _refused_by_database(fault: DatabaseError) -> Refusal:
    why = (str(fault).splitlines() or [type(fault).__name__])[0]
    return Refusal(_("The database refused the line: %s.") % why.rstrip("."))


def _take_independent(lines: Sequence[CatalogueLine], others: Parts) -> list[Outcome | Refusal]:
    """Write the lines up to the first that depends on one before it, in the current transaction."""
    known = candidates(lines)
    found: list[Entry | Refusal] = []
    touched: set[Hashable] = set()
    for line in lines:
        try:
            film = known.find(line)
        except Refusal as refusal:
            if not touched.isdisjoint(known.footprint(line, None)):
                break
            found.append(refusal)
            continue
        footprint = known.footprint(line, film)
        if not touched.isdisjoint(footprint):
            break
        touched |= footprint
        found.append(_entry(line, film, known))
    _write([entry for entry in found if isinstance(entry, Entry)], others)
    return [one.outcome if isinstance(one, Entry) else one for one in found]


def _entry(line: CatalogueLine, film: Film | None, known: Candidates) -> Entry:
    if film:
        return Entry(line, film, known.name(line), may_rename=known.may_rename(line, film))
    # Texts that Film() leaves to the database would not compare as empty before it is saved.
    texts = {"original_title": "", "synopsis": "", "synopsis_language": ""}
    film = Film(title=line.title, year=line.year, **texts)
    return Entry(line, film, known.name(line), is_new=True)


def _write(entries: Sequence[Entry], others: Parts) -> None:
    """Merge the lines into their films: compare everything, save the films, then write the rest."""
    before = {entry: _state(entry.film) for entry in entries}
    own: list[Part] = [TitleRows(), GenreRows(), CreditRows(), OfferRows(), IdRows()]
    parts = [*own, *others()]
    for entry in entries:
        merge_facts(entry)
    for part in parts:
        part.plan(entries)
    for entry in entries:
        if not entry.is_new:
            _save_film(entry.film, before[entry])
    new = [entry for entry in entries if entry.is_new]
    _prepare_films(new)
    for part in parts:
        part.write()
    # Last, though the rows before point to them: the triggers that raise the version of a film
    # with each kind of row then find none to raise, which is most of the time that an import takes.
    Film.objects.bulk_create([entry.film for entry in new])


FIELDS = (
    *("title", "year", "original_title", "runtime", "synopsis", "synopsis_language"),
    *("countries", "languages", "imported"),
)


def _state(film: Film) -> dict[str, object]:
    return {field: _copy(getattr(film, field)) for field in FIELDS}


def _copy(value: object) -> object:
    return dict(value) if isinstance(value, dict) else value


def _save_film(film: Film, before: dict[str, object]) -> None:
    changed = {field for field in FIELDS if getattr(film, field) != before[field]}
    if changed:
        film.save(update_fields=changed)


def _prepare_films(entries: Sequence[Entry]) -> None:
    """Give new films all that they need to be saved, and their ids already now."""
    addresses = free_addresses(Film, [wanted_address(entry.line) for entry in entries])
    ids = reserve_ids(Film, len(entries))
    for entry, address, pk in zip(entries, addresses, ids, strict=True):
        entry.film.pk = pk
        entry.film.slug = address
        entry.film.sort_title = naming.sort_title(entry.film.title, entry.film.languages)
