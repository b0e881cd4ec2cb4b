"""MovieLens' lists of films as catalogues: titles as they are written there, put right."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ARTICLES = (
    *("The", "A", "An", "Le", "La", "Les", "L'", "Un", "Une", "Der", "Die", "Das", "Ein", "Eine"),
    *("El", "Los", "Las", "Una", "Il", "Lo", "I", "Gli", "Uno", "O", "Os", "As", "Um", "Uma"),
    *("De", "Het", "Een", "Den", "Det", "En", "Ett"),
)
_INVERTED = re.compile(rf"(.+), ({'|'.join(ARTICLES)})", re.IGNORECASE)
_YEAR = re.compile(r"(.*?)\s*\((\d{4})\)")
_IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]*)\)")
_ALSO = re.compile(r"(a\.?k\.?a\.?\s+)?(.+)", re.IGNORECASE)
NO_GENRES = "(no genres listed)"


def catalogue_lines(folder: Path) -> Iterator[dict[str, Any]]:
    """The films of `movies.csv` with the ids of `links.csv`, as lines of a catalogue.

    A film whose title ends with no year gets none, and will be refused.
    """
    ids = {row["movieId"]: row for row in _rows(folder / "links.csv")}
    for row in _rows(folder / "movies.csv"):
        line = titles_and_year(row["title"]) | {"ids": _ids(ids[row["movieId"]])}
        if row["genres"] != NO_GENRES:
            line["genres"] = row["genres"].split("|")
        yield line


def titles_and_year(written: str) -> dict[str, Any]:
    """What a title as MovieLens writes it says: "Lost Children, The (Enfants, Les) (1995)"."""
    found: dict[str, Any] = {}
    rest = written.strip()
    if dated := _YEAR.fullmatch(rest):
        rest, found["year"] = dated[1], int(dated[2])
    others: list[str] = []
    while bracketed := _IN_BRACKETS.fullmatch(rest):
        rest = bracketed[1]
        others.insert(0, _upright(_without_also(bracketed[2])))
    found["title"] = _upright(rest)
    if others := [other for other in others if other]:
        found["alternative_titles"] = others
    return found


def _without_also(title: str) -> str:
    match = _ALSO.fullmatch(title.strip())
    return match[2] if match else ""


def _upright(title: str) -> str:
    """Put an article that was moved behind in front again."""
    match = _INVERTED.fullmatch(title.strip())
    if not match:
        return title.strip()
    return f"{match[2]}{match[1]}" if match[2].endswith("'") else f"{match[2]} {match[1]}"


def _ids(row: dict[str, str]) -> dict[str, str]:
    ids = {"movielens": row["movieId"], "imdb": f"tt{row['imdbId']}"}
    return ids | {"tmdb": row["tmdbId"]} if row["tmdbId"] else ids


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
