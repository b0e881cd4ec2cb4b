"""Since when the links of reviews are dead, and which of them are to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import pgtrigger
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models.functions import Coalesce

from reviews.models.receipt import TellsReceipts

Row = TypeVar("Row", bound=models.Model)
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
    func="NEW.link_checked_on := NULL; NEW.link_dead_since := NULL; RETURN NEW;",
)


class Link(NamedTuple):
    """A link, and the reviews that have it."""

    url: str
    reviews: Sequence[int]


class ChecksLinks(TellsReceipts[Row]):
    """Reviews by what is known of their links."""

    def links_to_check(self, most: int, before: date) -> list[Link]:
        """So many links that nobody checked since that day, those that waited longest first.

        Each once, however many reviews have it; withdrawn ones aren't asked for.
        """
        waiting = self.exclude(url="").exclude(status="withdrawn")
        rows = (
            waiting.filter(
                models.Q(link_checked_on__isnull=True) | models.Q(link_checked_on__lt=before)
            )
            .order_by()
            .values("url")
            .annotate(
                waited=models.Min(Coalesce("link_checked_on", models.Value(date.min))),
                reviews=ArrayAgg("pk"),
            )
            .order_by("waited", "url")
        )
        return [Link(row["url"], row["reviews"]) for row in rows[:most]]

    def note_link(self, link: Link, on: date, *, is_dead: bool | None) -> int:
        """Note that a link was checked: that it works, is dead, or (None) that nobody can tell.

        A review that has another link by now is left alone. Says how many were noted.
        """
        rows = self.filter(pk__in=list(link.reviews), url=link.url)
        if is_dead is None:
            return rows.update(link_checked_on=on)
        since = Coalesce("link_dead_since", models.Value(on)) if is_dead else None
        return rows.update(link_checked_on=on, link_dead_since=since)
