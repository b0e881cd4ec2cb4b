"""Single values as other services write them: scores, years, ids, titles. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from films.importing.refusal import Refusal, shown
from films.naming import ARTICLES
from ratings.imports import scales

Score = Decimal
NOTHING = Decimal(0)
LONGEST_TITLE = 500
MOST_OTHER_TITLES = 5
"""Titles in brackets behind a title that are looked at; no film is listed with as many."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_YEAR = re.compile(r"(?:1[89]|2[01])[0-9]{2}(?![0-9])")
_NO_YEAR = re.compile(r"[\W_]*|0+(?:\.0+)?|none|null|nan|n/a|unknown|tba|tbd", re.I)
_TITLE_WITH_YEAR = re.compile(r"(.*\S)\s*\(((?:1[89]|2[01])[0-9]{2})(?:[-–][0-9]{0,4})?\)", re.S)
_ARTICLE_BEHIND = re.compile(r"(.+), ([A-Z][a-z]{0,3}|[A-Z][a-z]?')", re.S)
_ARTICLES = {"den", "det", "az"}.union(*ARTICLES.values())
_ALSO_CALLED = re.compile(r"(.*\S)\s+\((?:a\.k\.a\. )?([^()]+)\)", re.S)
_IMDB = re.compile(r"(?:tt)?([0-9]{1,10})")
_IMDB_IN_LINK = re.compile(r"imdb\.com/(?:[a-z]{2}(?:-[a-z]{2})?/)?title/(tt[0-9]{1,10})", re.I)


def score(value: object) -> Decimal | None:
    """Return a score, with a point or a comma; None where there is none. Refusal for a text."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise Refusal(_("The score %s can't be read.") % shown(text))
    return Decimal(text.replace(",", "."))


def half_stars(value: object, scale: int) -> int | None:
    """Return a score of `scale` as half stars; None for none or 0. Refusal where it isn't one."""
    found = score(value)
    if found is None:
        return None
    try:
        return scales.half_stars(found, scale)
    except scales.OutOfScaleError:
        raise Refusal(
            _("The score %(score)s is not between 0 and %(scale)d.")
            % {"score": shown(str(value).strip()), "scale": scale}
        ) from None


def year(value: object) -> int | None:
    """Return the year with which a value begins, of a date too; None where it doesn't."""
    found = _YEAR.match(str(value).strip()) if value is not None else None
    return int(found[0]) if found else None


def is_unreadable_year(value: object) -> bool:
    """Tell whether a value is meant as a year, or as a word for none, and is neither."""
    text = "" if value is None else str(value).strip()
    return year(text) is None and not _NO_YEAR.fullmatch(text)


def titled(text: str) -> tuple[str, int | None]:
    """Part "Solaris (1972)" into title and year."""
    found = _TITLE_WITH_YEAR.fullmatch(text.strip())
    return (found[1], int(found[2])) if found else (text.strip(), None)


def with_article_in_front(title: str) -> str:
    """Return "General, The" as "The General"; any other title as it is."""
    found = _ARTICLE_BEHIND.fullmatch(title)
    if not found or found[2].lower() not in _ARTICLES:
        return title
    space = "" if found[2].endswith("'") else " "
    return f"{found[2]}{space}{found[1]}"


def catalogued(title: str) -> tuple[str, tuple[str, ...]]:
    """Read a title as MovieLens lists it, "Seventh Seal, The (Sjunde inseglet, Det)".

    Return the title as it is said, and the others under which the film may be known; one that is
    longer than `LONGEST_TITLE` as it is.
    """
    own, others = title, list[str]()
    if len(title) > LONGEST_TITLE:
        return title, ()
    while len(others) < 2 * MOST_OTHER_TITLES and (found := _ALSO_CALLED.fullmatch(own)):
        others += [found[2], own]
        own = found[1]
    said = with_article_in_front(own)
    also = [own, *others, *(with_article_in_front(other) for other in others)]
    return said, tuple(dict.fromkeys(other for other in also if other != said))


def imdb_id(value: object) -> str:
    """Return "tt0114709" for that, its digits, or a link to it; else nothing."""
    text = _whole(value)
    if link := _IMDB_IN_LINK.search(text):
        text = link[1].lower()
    found = _IMDB.fullmatch(text)
    return f"tt{int(found[1]):07d}" if found and int(found[1]) else ""


def number_id(value: object) -> str:
    """Return an id that is a whole number from 1 on, without leading zeros; else nothing."""
    text = _whole(value)
    return text.lstrip("0") if re.fullmatch(r"[0-9]{1,12}", text) else ""


def ids(**found: str) -> dict[str, str]:
    """Return ids by site, without those that a line doesn't give."""
    return {site: value for site, value in found.items() if value}


def _whole(value: object) -> str:
    """Return an id as text; spreadsheets and data frames write 862 as 862.0."""
    text = "" if value is None or isinstance(value, bool) else str(value).strip()
    return text.removesuffix(".0")
