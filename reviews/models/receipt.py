"""What the receipt of a film tells of its reviews: who entered them, and their own scores."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Self, TypeVar

from django.db import models
from django.db.models.functions import Coalesce

from reviews.models.versions import PUBLISHED, WITHDRAWN

Row = TypeVar("Row", bound=models.Model)


class Entry(NamedTuple):
    """How many reviews of a status someone entered, and when the last of them; "" by import."""

    status: str
    who: str
    number: int
    last: datetime


class OwnScore(NamedTuple):
    """A way in which critics wrote their score, what it converts to, and how many wrote it so."""

    written: str
    percent: Decimal | None
    number: int


class Ways(NamedTuple):
    """How critics wrote their own scores: the most frequent ways, and how many `rarer` ones."""

    shown: list[OwnScore]
    rarer: int


class TellsReceipts(models.QuerySet[Row]):
    """Reviews as receipts count them."""

    def entries(self) -> list[Entry]:
        """Who entered those that are published or withdrawn, who entered most first."""
        who = Coalesce("entered_by__username", "entered_by_name")
        rows = (
            self.filter(status__in=[PUBLISHED, WITHDRAWN])
            .values_list("status", who)
            .annotate(number=models.Count("pk"), last=models.Max("entered_at"))
            .order_by("status", "-number", "-last")
        )
        return [Entry(*row) for row in rows]

    def own_scores(self) -> Self:
        """The published ones that have a score of their critic's own."""
        return self.filter(status=PUBLISHED).exclude(original_score="")

    def ways_to_score(self, most: int) -> Ways:
        """How critics wrote their own scores: best first, then those that don't convert.

        Of more than `most` ways the rarest are left out, and counted.
        """
        ways = self.own_scores().values_list("original_score", "own_percent")
        rows = ways.annotate(number=models.Count("pk")).order_by("-number", "original_score")
        shown = [OwnScore(*row) for row in rows[:most]]
        best_first = sorted(shown, key=lambda one: (one.percent is None, -(one.percent or 0)))
        return Ways(best_first, rarer=rows.count() - most if len(shown) == most else 0)
