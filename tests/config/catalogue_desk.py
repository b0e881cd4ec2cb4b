"""Bringing catalogues to `import_catalogue`, and looking at what became of them."""

import csv
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from films.models import Film

Lines = Sequence[Mapping[str, Any] | str]
GENERAL: dict[str, Any] = {"title": "The General", "year": 1926}
NAMES = ("added", "changed", "unchanged", "kept", "refused")


class Desk:
    """Where catalogues are brought: each import replaces the file of the one before."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "catalogue.jsonl"

    def write(self, *lines: Mapping[str, Any] | str) -> Path:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        self.path.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return self.path

    def run(self, *lines: Mapping[str, Any] | str, **options: Any) -> dict[str, int]:
        """Import the lines; return the counts that aren't 0."""
        out = StringIO()
        with suppress(SystemExit):
            call_command("import_catalogue", self.write(*lines), stdout=out, **options)
        said = out.getvalue().splitlines()[0].removeprefix("dry run, nothing saved: ")
        counts = dict(part.split() for part in said.split(", "))
        assert tuple(counts) == NAMES
        return {name: int(count) for name, count in counts.items() if count != "0"}

    def refused(self) -> list[tuple[int, str]]:
        """Return the refused lines of the last import with their reasons."""
        with open(f"{self.path}.refused.csv", encoding="utf-8", newline="") as file:
            return [(int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def the_film() -> Film:
    return Film.objects.get()


def titles_of(film: Film) -> list[str]:
    return list(film.titles.values_list("title", flat=True))


def genres_of(film: Film) -> list[str]:
    return list(film.film_genres.values_list("genre__name", flat=True))


def ids_of(film: Film) -> dict[str, str]:
    return dict(film.external_ids.values_list("site", "value"))


def cast_of(film: Film) -> list[tuple[str, str]]:
    billing = film.credits.order_by("position", "pk")
    return list(billing.values_list("person__name", "role"))


WHOLE: dict[str, Any] = GENERAL | {
    "original_title": "Der General",
    "runtime": 67,
    "synopsis": "A train.",
    "genres": ["Comedy"],
    "countries": ["US"],
    "languages": ["en"],
    "alternative_titles": ["Keaton's General"],
    "credits": [{"person": "Buster Keaton", "role": "director"}],
    "ids": {"imdb": "tt0017925"},
    "scores": [{"aggregator": "A", "percent": 92}, {"aggregator": "B", "value": 7.5, "scale": 10}],
    "offers": [{"provider": "Archive", "country": "US", "kind": "free", "url": "https://a.org/"}],
}
