"""The critics' score as a formula. Pure: no database."""


def critics_percent(favourable: int, stated: int) -> int:
    """The share of favourable verdicts among those stated, 0–100, halves rounded up.

    `floor(100 × favourable ÷ stated + ½)`, in integers so that no half is lost to floating point.
    """
    return (200 * favourable + stated) // (2 * stated)
