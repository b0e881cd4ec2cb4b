"""Which film a line means: by its ids, else by one of its titles and its year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _

from films import naming
from films.catalogue.line import CatalogueLine
from films.importing.refusal import Refusal
from films.models import AlternativeTitle, ExternalId, Film

TitleAndYear = tuple[str, int]


@dataclass
class Candidates:
    """The films that some lines could mean, locked, with all that decides which line means which.

    Titles stand as keys, in which case and spaces are left aside.
    """

    keys: dict[str, str]
    films: dict[int, Film] = field(default_factory=dict)
    titles: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    ids: dict[int, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    by_id: dict[tuple[str, str], int] = field(default_factory=dict)
    by_title: dict[TitleAndYear, set[int]] = field(default_factory=lambda: defaultdict(set))

    def titles_of(self, line: CatalogueLine) -> set[str]:
        """Every title of the line."""
        return {self.keys[title] for title in line.titles}

    def of_ids(self, line: CatalogueLine) -> set[int]:
        """The films that have one of the line's ids."""
        return {self.by_id[pair] for pair in line.ids.items() if pair in self.by_id}

    def of_titles(self, line: CatalogueLine) -> set[int]:
        """The films of the line's year that have one of its titles."""
        found = (self.by_title.get((key, line.year), set()) for key in self.titles_of(line))
        return set().union(*found)

    def find(self, line: CatalogueLine) -> Film | None:
        """Return the film that the line means, None for a new one; Refusal if nobody can tell."""
        by_ids = self.of_ids(line)
        by_titles = self.of_titles(line)
        if len(by_ids) > 1:
            raise Refusal(_("Its ids belong to different films: %s.") % self._names(by_ids))
        if by_ids:
            return self._checked(line, self.films[by_ids.pop()], by_titles)
        possible = [film for film in by_titles if not self._has_another_id(film, line)]
        if len(possible) == 1:
            return self.films[possible[0]]
        if by_titles and not line.ids:
            raise Refusal(_("Several films have this title and year: %s.") % self._names(by_titles))
        return None

    def may_rename(self, line: CatalogueLine, film: Film) -> bool:
        """Whether a line may give its film another title or year.

        Not where it was found only by another of its titles, or by one that it had, unless the line
        keeps the main one as well: a line that knows the film by it would not find it again.
        """
        is_of_year = film.year == line.year
        return bool(self.of_ids(line)) or (
            is_of_year and self.keys[film.title] in self.titles_of(line)
        )

    def name(self, line: CatalogueLine) -> str:
        """What a film remembers to be found again by the same line: title and year."""
        return _name(self.keys[line.title], line.year)

    def footprint(self, line: CatalogueLine, film: Film | None) -> set[Hashable]:
        """All on which the fate of a line depends, or what it may change for other lines.

        Lines that share nothing can be taken together. The address that a film may want belongs to
        it, so that of two films that spell alike the first line's gets it.
        """
        keys, years = self.titles_of(line), {line.year}
        if film:
            keys, years = keys | self.titles[film.pk], years | {film.year}
        return {
            wanted_address(line),
            *self.of_ids(line),
            *self.of_titles(line),
            *line.ids.items(),
            *((key, year) for key in keys for year in years),
        }

    def _checked(self, line: CatalogueLine, film: Film, by_titles: set[int]) -> Film:
        """Return the film that an id found, unless the title and the year speak against it."""
        if by_titles and film.pk not in by_titles:
            raise Refusal(
                _("Its id belongs to %(film)s, its title and year to %(other)s.")
                % {"film": self._names({film.pk}), "other": self._names(by_titles)}
            )
        if film.year != line.year and not self.titles[film.pk] & self.titles_of(line):
            raise Refusal(
                _("Its id belongs to %s, whose title and year are both different.")
                % self._names({film.pk})
            )
        return film

    def _has_another_id(self, film: int, line: CatalogueLine) -> bool:
        return any(site in self.ids[film] for site in line.ids)

    def _names(self, films: Collection[int]) -> str:
        return ", ".join(f"“{self.films[film].slug}”" for film in sorted(films)[:3])


def wanted_address(line: CatalogueLine) -> str:
    """The address that a new film of this line would like."""
    return naming.address(
        line.title, *line.alternative_titles, fallback="film", ending=str(line.year)
    )


def candidates(lines: Sequence[CatalogueLine]) -> Candidates:
    """Look up what the lines could mean, in a few queries, and lock it in order of id.

    What decides is read once the films are locked, so that nobody changes it meanwhile.
    """
    found = Candidates(keys=title_keys(title for line in lines for title in line.titles))
    titles = {(key, line.year) for line in lines for key in found.titles_of(line)}
    possible = _with_ids(lines) | _with_titles(titles)
    locked = Film.objects.filter(pk__in=possible).order_by("pk").select_for_update(no_key=True)
    found.films = {film.pk: film for film in locked}
    _read_titles(found)
    rows = ExternalId.objects.filter(film__in=found.films).values_list("film_id", "site", "value")
    for film, site, value in rows:
        found.ids[film][site].add(value)
        found.by_id[site, value] = film
    return found


def _name(key: str, year: int) -> str:
    return f"{key} {year}"


def title_keys(titles: Iterable[str]) -> dict[str, str]:
    """Return each title with its key; the database knows best what it takes for the same letter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title, halfstar_title_key(title) FROM unnest(%s::text[]) AS of(title)",
            [list(titles)],
        )
        return dict(cursor.fetchall())


def _with_ids(lines: Iterable[CatalogueLine]) -> set[int]:
    pairs = [pair for line in lines for pair in line.ids.items()]
    return _films(
        "SELECT film_id FROM unnest(%s::text[], %s::text[]) AS wanted(site, value),"
        " LATERAL (SELECT film_id FROM films_externalid AS known"
        "  WHERE known.site = wanted.site AND known.value = wanted.value OFFSET 0) AS found",
        [[site for site, _value in pairs], [value for _site, value in pairs]],
    )


def _with_titles(titles: set[TitleAndYear]) -> set[int]:
    """Find the films that have, or once had, one of the titles and its year.

    Each is looked up by an index: OFFSET 0 keeps the planner, which knows nothing yet of tables
    that the import itself is filling, from reading all films for each batch.
    """
    keys = [key for key, _year in titles]
    years = [year for _key, year in titles]
    names = [_name(key, year) for key, year in titles]
    return _films(
        "WITH wanted AS (SELECT * FROM unnest(%s::text[], %s::int[]) AS of(key, year))"
        " SELECT id FROM wanted, LATERAL (SELECT id FROM films_film AS film"
        "  WHERE halfstar_title_key(title) = key AND film.year = wanted.year OFFSET 0) AS found"
        " UNION SELECT id FROM wanted, LATERAL (SELECT id FROM films_film AS film"
        "  WHERE halfstar_title_key(original_title) = key AND original_title <> ''"
        "  AND film.year = wanted.year OFFSET 0) AS found"
        " UNION SELECT film_id FROM wanted, LATERAL (SELECT film_id FROM films_alternativetitle"
        "  WHERE halfstar_title_key(title) = key OFFSET 0) AS found"
        " UNION SELECT id FROM films_film WHERE imported -> 'names' ?| %s",
        [keys, years, names],
    )


def _films(query: str, values: list[list[str] | list[int]]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return {film for (film,) in cursor.fetchall()}


def _read_titles(found: Candidates) -> None:
    """Read the films' titles; those by which imports knew them stay theirs when they change."""
    titles = {film.pk: [film.title, film.original_title] for film in found.films.values()}
    rows = AlternativeTitle.objects.filter(film__in=found.films).values_list("film_id", "title")
    for pk, title in rows:
        titles[pk].append(title)
    imported = {film.pk: film.imported.get("title", "") for film in found.films.values()}
    every = [*imported.values(), *(title for some in titles.values() for title in some)]
    found.keys |= title_keys(every)
    for film in found.films.values():
        current = {found.keys[title] for title in titles[film.pk] if title}
        found.titles[film.pk] = current | {found.keys[imported[film.pk]]} - {""}
        for key in current:
            found.by_title[key, film.year].add(film.pk)
        for name in film.imported.get("names", ()):
            key, year = name.rsplit(" ", 1)
            found.by_title[key, int(year)].add(film.pk)
