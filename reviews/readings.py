"""Another site's score as a series: what it was on which day, and the line that this draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reviews.models import Aggregator, AggregatorScore

WIDTH, HEIGHT, MARGIN, LEFT = 240, 48, 6, 30
"""Of the drawing, in its own units; a whole score reaches from margin to margin. What the lowest
and the highest line are stands to the left of them."""
EDGES = ((MARGIN, 100), (HEIGHT - MARGIN, 0))
"""How far down the lines are, and of how many per cent."""


@dataclass(frozen=True)
class Series:
    """What an aggregator said of a film, the critics' or the audience's: newest reading first.

    `number` is how many readings there are; the oldest may be left out.
    """

    aggregator: Aggregator
    audience: bool
    readings: list[AggregatorScore]

    @property
    def key(self) -> str:
        """The id of its caption."""
        return f"series-{self.aggregator.pk}-{'viewers' if self.audience else 'critics'}"

    @property
    def latest(self) -> AggregatorScore:
        """The reading that the film's page shows."""
        return self.readings[0]

    @property
    def number(self) -> int:
        """How many readings there are, those left out too."""
        return self.latest.number

    @property
    def in_words(self) -> str:
        """The way it went: "from 90% on 1 January 2025 to 92% on 31 January 2026"; between them
        the lowest and the highest."""
        said = _("from %(first)s to %(last)s; lowest %(least)s, highest %(most)s")
        least, most = (choose(self.readings, key=attrgetter("share")) for choose in (min, max))
        ends = {"first": self.readings[-1], "last": self.latest, "least": least, "most": most}
        return said % {name: _on_its_day(one) for name, one in ends.items()}

    @property
    def points(self) -> list[tuple[str, str]]:
        """Where the line goes, oldest first: days across, the share of the best score upwards.

        As SVG writes numbers, whatever the reader's language does.
        """
        first, last = self.readings[-1].as_of, self.latest.as_of
        days = max(1, (last - first).days)
        return [
            (
                _svg(LEFT + (one.as_of - first).days * (WIDTH - LEFT - MARGIN) / days),
                _svg(HEIGHT - MARGIN - float(one.share) * (HEIGHT - 2 * MARGIN)),
            )
            for one in reversed(self.readings)
        ]

    @property
    def line(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


def _svg(number: float) -> str:
    return f"{round(number, 1):g}"


def _on_its_day(reading: AggregatorScore) -> str:
    said = _("%(score)s on %(day)s")
    return said % {"score": reading.shown, "day": date_format(reading.as_of)}


def series_of(readings: Iterable[AggregatorScore]) -> list[Series]:
    """The series of a film, from what `AggregatorScore.objects.series()` gives."""
    alike = groupby(readings, key=lambda one: (one.aggregator, one.audience))
    return [Series(site, audience, list(rows)) for (site, audience), rows in alike]
