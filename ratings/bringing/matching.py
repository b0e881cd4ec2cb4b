"""Which film a line of a viewer's file means: by its ids, else by its titles and year."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from films import naming
from films.importing.films import Titled, films_at, films_of_pairs, films_titled, sites_that_know
from films.models import Film

#: The site whose ids are addresses of films here.
OURS = "halfstar"
NAMED_AT_MOST = 3
#: As English ones are left out most often, and each is one more title to look up.
ARTICLES = ("The", "A", "An")


class Named(Protocol):
    """What names a film: a line just brought, or one kept with its import."""

    @property
    def title(self) -> str:
        """The title; empty where there is none."""

    @property
    def other_titles(self) -> Sequence[str]:
        """What else the film is called."""

    @property
    def year(self) -> int | None:
        """The year, if it's known."""

    @property
    def ids(self) -> Mapping[str, str]:
        """Ids of sites."""


class Match(NamedTuple):
    """The film that a line means, and why that may be wrong; or why there is none.

    Of a line that found none, `possible` are the films that it could mean.
    """

    film: int | None
    reason: str = ""
    possible: tuple[int, ...] = ()


def matches(lines: Sequence[Named]) -> list[Match]:
    """Return what each of the lines means, in a handful of queries however many there are."""
    return list(_Catalogue(lines).matches(lines))


class _Catalogue:
    """The films that some lines could mean."""

    def __init__(self, lines: Sequence[Named]) -> None:
        pairs = {pair for line in lines for pair in line.ids.items()}
        self.of_id = _with_ids(pairs)
        self.of_title = films_titled({title for line in lines for title in _titles(line)})
        self.without_article = _with_articles(self._not_found(lines))
        found = (*self.of_title.values(), *self.without_article.values())
        titled = {film.film for films in found for film in films}
        self.known_at = sites_that_know(titled, {site for site, _id in pairs})

    def _not_found(self, lines: Sequence[Named]) -> set[str]:
        """Titles that no film of the line's year has."""
        return {
            title
            for line in lines
            for title in _titles(line)
            if line.year and all(f.year != line.year for f in self.of_title.get(title, ()))
        }

    def matches(self, lines: Sequence[Named]) -> Iterator[Match]:
        for line in lines:
            yield self._match(line)

    def _match(self, line: Named) -> Match:
        by_ids = {self.of_id[pair] for pair in line.ids.items() if pair in self.of_id}
        titled = {film for title in _titles(line) for film in self.of_title.get(title, ())}
        exact = {film for film in titled if film.year == line.year}
        if len(by_ids) > 1:
            return _several(_("Its ids belong to different films: %s."), by_ids)
        if by_ids:
            [film] = by_ids
            if exact and film not in exact:
                apart = _("Its id and its title belong to different films: %s.")
                return _several(apart, [film, *exact])
            return Match(film.film)
        return self._by_title(line, exact, titled)

    def _by_title(self, line: Named, exact: set[Titled], titled: set[Titled]) -> Match:
        near = {film for film in titled if line.year and abs(film.year - line.year) == 1}
        fitting = exact or near | self._but_for_article(line)
        if line.year is None:
            fitting = titled
        possible = {film for film in fitting if not self._has_another_id(film, line)}
        if len(possible) == 1:
            [film] = possible
            return Match(film.film, "" if film in exact else _doubt(line, film))
        if possible:
            return _several(_("It could be several films: %s."), possible)
        if fitting:
            return _several(_("%s has another id there."), fitting)
        return Match(None, _not_found(line), tuple(sorted(film.film for film in titled)))

    def _but_for_article(self, line: Named) -> set[Titled]:
        titled = (film for t in _titles(line) for film in self.without_article.get(t, ()))
        return {film for film in titled if film.year == line.year}

    def _has_another_id(self, film: Titled, line: Named) -> bool:
        return any((film.film, site) in self.known_at for site in line.ids)


def _with_ids(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], Titled]:
    found = films_of_pairs(pairs)
    slugs = {value for site, value in pairs if site == OURS}
    if slugs:
        led = films_at(slugs)
        rows = Film.objects.filter(pk__in=led.values()).values_list("pk", "title", "year")
        films = {pk: Titled(pk, title, year) for pk, title, year in rows}
        found |= {(OURS, slug): films[pk] for slug, pk in led.items() if pk in films}
    return found


def _with_articles(titles: set[str]) -> dict[str, set[Titled]]:
    """The films that have one of the titles with an English article in front, by the title."""
    named = {f"{article} {title}": title for title in titles for article in ARTICLES}
    found: dict[str, set[Titled]] = {}
    for longer, films in films_titled(named).items() if named else ():
        found.setdefault(named[longer], set()).update(films)
    return found


def _titles(line: Named) -> set[str]:
    titles = (naming.tidy(title.replace("\0", "")) for title in (line.title, *line.other_titles))
    return {title for title in titles if title}


def _several(sentence: str, films: Collection[Titled]) -> Match:
    named = sorted(set(films))
    names = ", ".join(f"“{film.title}” ({film.year})" for film in named[:NAMED_AT_MOST])
    return Match(None, sentence % names, tuple(film.film for film in named))


def _doubt(line: Named, film: Titled) -> str:
    """Why a film that was found by a title may be the wrong one."""
    if line.year is None:
        return _("Matched by title alone, as your file names no year.")
    if line.year == film.year:
        return _("Matched by title; the film here is called “%s”.") % film.title
    years = {"theirs": line.year, "ours": film.year}
    return _("Matched by title; your file says %(theirs)d, the film here is %(ours)d.") % years


def _not_found(line: Named) -> str:
    if not line.title:
        return _("No film here has its id.") if line.ids else _("It names no film.")
    if line.year is None:
        return _("No film here has this title.")
    return _("No film here has this title and year.")
