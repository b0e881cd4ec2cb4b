"""What somebody means who types the name of a film, a critic or anything else that is here."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.http.request import split_domain_port, validate_host

from films import naming
from films.importing.films import Titled, films_titled
from films.models import Film

MOST = 5
"""So many of one name are told apart at most."""
YEARS_APART = 2
"""So far apart, sources give the year of a film differently, or somebody mistypes it."""
_TITLE_AND_YEAR = re.compile(r"^(?P<title>.+) \((?P<year>[0-9]{4})\)$")
_TITLE_THEN_YEAR = re.compile(r"^(?P<title>.+?),? \(?(?P<year>[0-9]{4})\)?$")
_PAGE = re.compile(
    r"(?:(?:https?://)?(?P<host>[^/\s]+))?"
    r"/(?P<kinds>films|people|critics|publications)/(?P<slug>[^/?#\s]+)(?:[/?#]\S*)?",
    re.IGNORECASE,
)
"""The address of a page or of one below it, as it stands in a browser."""
_OF_KINDS = {"people": "person"}
_ELSEWHERE = re.compile(r"://|^//|^[\w-]+(\.[\w-]+)+/\S")


class Typed(NamedTuple):
    """The rows that are called so, a few of them if there are many; and, where there is none, one
    of that name that isn't saved, or None for what nothing new can be called."""

    rows: list[Any]
    new: models.Model | None


def typed(model: Any, name: str) -> Typed:
    """What is meant by a name, also another one, or by the address of a page.

    A title may stand without its year where the film is here; a new film needs it.
    """
    name = naming.tidy(name)
    rows = _films_called(name) if model is Film else list(_called(model, name)[:MOST])
    if rows:
        return Typed(rows, None)
    if is_address(name):
        return Typed(_at(model, name), None)
    if model is not Film:
        return Typed([], model(**{_named_by(model): name}))
    is_new = _TITLE_AND_YEAR.match(name)
    return Typed([], is_new and Film(title=is_new["title"], year=int(is_new["year"])))


def is_address(name: str) -> bool:
    """Whether it is the address of a page, here or elsewhere: nothing new is called so."""
    return bool(_PAGE.fullmatch(name) or _ELSEWHERE.search(name))


def films_near(film: Film) -> list[Titled]:
    """The films of nearly the same title and year as one that isn't saved: it may be a slip."""
    named: set[Titled] = set().union(*films_titled(with_articles(film.title)).values())
    near = [each for each in named if abs(each.year - film.year) <= YEARS_APART]
    return sorted(near, key=lambda each: abs(each.year - film.year))


def _at(model: Any, address: str) -> list[Any]:
    page = _PAGE.fullmatch(address)
    if not page or not _is_of_this_site(page["host"]):
        return []
    kind = _OF_KINDS.get(page["kinds"], page["kinds"].removesuffix("s"))
    if kind != model._meta.model_name:
        return []
    return list(model.objects.filter(pk__in=model.objects.ids_at([page["slug"]]).values()))


def _is_of_this_site(host: str | None) -> bool:
    return not host or validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def _called(model: Any, name: str) -> models.QuerySet[Any]:
    """Those of a name, as the model itself asks for them, or else but for its case."""
    rows = model._default_manager.all()
    if hasattr(rows, "called"):
        return rows.called(name)  # type: ignore[no-any-return] # any model's
    return rows.filter(**{f"{_named_by(model)}__iexact": name})  # type: ignore[no-any-return] # any model's


def _named_by(model: Any) -> str:
    return getattr(model, "USERNAME_FIELD", "name")


def with_articles(name: str) -> list[str]:
    """A name without the English article that it may begin with, and with each of them."""
    first, _space, rest = name.partition(" ")
    bare = rest if rest and first.lower() in naming.ARTICLES["en"] else name
    return [bare, *(f"{article} {bare}" for article in naming.ARTICLES["en"])]


def _films_called(name: str) -> list[Film]:
    return next(filter(None, _films(name)), [])


def _films(name: str) -> Iterator[list[Film]]:
    """The films of a title and year, of a title, and of a title but for an article."""
    if dated := _TITLE_THEN_YEAR.match(name):
        yield _titled([dated["title"]], int(dated["year"]))
    yield _titled([name])
    yield _titled(with_articles(name))


def _titled(titles: list[str], year: int | None = None) -> list[Film]:
    """Those of a year, if it is given; of several that one alone whose own title is just so."""
    found = [
        each
        for films in films_titled(titles).values()
        for each in films
        if year in (None, each.year)
    ]
    same = {naming.folded(title) for title in titles}
    exact = [each for each in found if naming.folded(each.title) in same]
    ids = {each.film for each in (exact if len(exact) == 1 else found)}
    return list(Film.objects.filter(pk__in=ids).order_by("year", "pk")[:MOST]) if ids else []
