"""The critics' score as a formula, and when another site's score is stale. Pure: no database."""

from datetime import date

from django.conf import settings


def critics_percent(favourable: int, stated: int) -> int:
    """The share of favourable verdicts among those stated, 0–100, halves rounded up.

    `floor(100 × favourable ÷ stated + ½)`, in integers so that no half is lost to floating point.
    """
    return (200 * favourable + stated) // (2 * stated)


def is_stale(read_on: date, today: date) -> bool:
    """Whether a score that was read on a day may have changed since, by the site's setting."""
    return (today - read_on).days > settings.AGGREGATOR_STALE_AFTER
