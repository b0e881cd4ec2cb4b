"""Since when the links of reviews are dead, and which of them are to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

import pgtrigger
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models.functions import Coalesce

from reviews.links.asking import State

Row = TypeVar("Row", bound=models.Model)
DEAD_AFTER = 14
"""Days without an answer after which a link is dead."""
#: A corrected link is a new one, of which nobody knows anything yet.
LINK_IS_NEW = pgtrigger.Trigger(
    name="link_is_new",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("url"),
    condition=pgtrigger.Condition(
        "NEW.url IS DISTINCT FROM OLD.url"
        " AND NEW.link_checked_on IS NOT DISTINCT FROM OLD.link_checked_on"
        " AND NEW.link_dead_since IS NOT DISTINCT FROM OLD.link_dead_since"
    ),
    func="""
        NEW.link_checked_on := NULL;
        NEW.link_dead_since := NULL;
        NEW.link_unanswered_since := NULL;
        RETURN NEW;
    """,
)


class Link(NamedTuple):
    """A link, and the reviews that have it."""

    url: str
    reviews: Sequence[int]


class ChecksLinks(models.QuerySet[Row]):
    """Reviews by what is known of their links."""

    def links_to_check(self, most: int, on: date, days: int) -> list[Link]:
        """So many links that nobody checked for so many days, those that waited longest first.

        Those that didn't answer, but aren't dead yet, are asked about each day. Each stands once,
        however many reviews have it; withdrawn ones aren't asked for.
        """
        due = models.Q(link_checked_on__isnull=True) | models.Q(
            link_checked_on__lt=on - timedelta(days=days)
        )
        again = models.Q(link_unanswered_since__isnull=False, link_dead_since__isnull=True)
        waiting = self.exclude(url="").exclude(status="withdrawn")
        rows = (
            waiting.filter(due | again & models.Q(link_checked_on__lt=on))
            .order_by()
            .values("url")
            .annotate(
                waited=models.Min(Coalesce("link_checked_on", models.Value(date.min))),
                reviews=ArrayAgg("pk"),
            )
            .order_by("waited", "url")
        )
        return [Link(row["url"], row["reviews"]) for row in rows[:most]]

    def note_link(self, link: Link, on: date, state: State) -> int:
        """Note what a link was found to be.

        A review that has another link by now is left alone. Says how many were noted.
        """
        rows = self.filter(pk__in=list(link.reviews), url=link.url)
        return rows.update(link_checked_on=on, **_noted(state, on))


def _noted(state: State, on: date) -> dict[str, Any]:
    """What a state says of a link: since when it is dead, and since when it doesn't answer."""
    unanswered = models.F("link_unanswered_since")
    long_ago = models.Q(link_unanswered_since__lte=on - timedelta(days=DEAD_AFTER))
    dead_by_now = models.Case(models.When(long_ago, then=unanswered))
    match state:
        case State.WORKS:
            return {"link_dead_since": None, "link_unanswered_since": None}
        case State.DEAD | State.LOST:
            since = Coalesce("link_dead_since", models.Value(on))
            return {"link_dead_since": since, "link_unanswered_since": None}
        case State.SILENT:
            return {
                "link_dead_since": Coalesce("link_dead_since", dead_by_now),
                "link_unanswered_since": Coalesce(unanswered, models.Value(on)),
            }
        case State.UNCLEAR:
            return {"link_unanswered_since": None}
        case State.UNASKED:
            return {}
