"""Critics' own scores as percentages, by a written table and never by a guess.

A score counts only where it states its scale, or is a letter of the table. The database does the
converting (`FUNCTION`, behind the column `CriticReview.own_percent`), so that a score entered by
whatever way counts at once; this file is where the table stands. Who changes it writes a migration
that replaces the function and sets the column anew: a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What letters are worth, in twelfths of the best.
LETTERS: Mapping[str, int] = dict(
    zip(
        ("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"),
        (12, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0),
        strict=True,
    )
)
#: Whole numbers out of which a score may be. Out of 2 it may not: "1/2" is half a star, of how many
#: is not said.
SCALES = range(3, 101)
#: Decimal places to which a converted score, and the mean of several, is exact.
PLACES = 6


class Shape(NamedTuple):
    """A way to write a score that converts, with examples of it as critics write them."""

    name: str | Promise
    examples: tuple[str, ...]


#: Every way to write a score that converts; of letters the whole table is printed.
SHAPES = (
    Shape(_("points out of a scale"), ("3.5/4", "3 / 5", "7 of 10", "3 out of 5 stars", ".5/4")),
    Shape(_("halves and quarters"), ("3½/5", "2 1/2 out of 4")),
    Shape(_("a percentage"), ("85%", "85/100")),
    Shape(_("stars, the empty ones drawn too"), ("★★★½☆", "★★☆☆")),
    Shape(_("letters, the signs as words too"), ("B minus", "A -")),
)
#: What doesn't convert, and why not.
UNCONVERTED = (
    Shape(_("no scale is stated"), ("8", "7.5", "***", "★★★★", "3 stars", "1/2")),
    Shape(_("more than its own scale has"), ("5/4", "8/5")),
    Shape(_("no number of points"), ("-1/10", "1-5", "3.5.5")),
    Shape(_("a second slash, as in dates"), ("1/2/10", "2 1/2/4")),
    Shape(_("a word, or a letter without a place in the table"), ("Recommended", "F+", "R")),
)

_POINTS = r"(?:[0-9]{1,3}(?:[.,][0-9]{0,4})?|[.,][0-9]{1,4})"
_FRACTION = r"(?:1/2|1/4|3/4|[½¼¾])"
_WORTH = "CASE letter {} END"

#: The body of the function `reviews_own_percent(written text)`: null where nothing converts. It
#: says `[0-9]`, as `\d` also means digits that don't cast to a number.
FUNCTION = rf"""
DECLARE
    plain text := lower(btrim(regexp_replace(written, '[\s\u00a0\u2000-\u200a\u202f]+', ' ', 'g'),
        ' ''"`‘’“”'));
    letter text := translate(plain, '−–—', '---');
    part text[];
    points numeric;
    scale numeric;
BEGIN
    letter := regexp_replace(letter, '[\s-]*minus$', '-');
    letter := regexp_replace(letter, '[\s-]*plus$', '+');
    letter := regexp_replace(letter, '\s', '', 'g');
    points := {_WORTH.format(" ".join(f"WHEN '{a.lower()}' THEN {n}" for a, n in LETTERS.items()))};
    IF points IS NOT NULL THEN
        RETURN round(points * 100 / 12, {PLACES});
    END IF;

    IF plain ~ '^[★☆½\s]+$' AND plain ~ '^(★\s*)*(½\s*)?(☆\s*)+$' THEN
        plain := regexp_replace(plain, '\s', '', 'g');
        points := length(plain) - length(replace(plain, '★', ''))
            + (length(plain) - length(replace(plain, '½', ''))) / 2.0;
        scale := length(plain);
    ELSE
        part := regexp_match(plain, '^({_POINTS})\s*(?:%|per ?cent)$');
        IF part IS NOT NULL THEN
            points := replace(part[1], ',', '.')::numeric;
            scale := 100;
        ELSE
            part := regexp_match(plain,
                '^(?!.*/.*/)(?:'
                || '({_POINTS})|(?:([0-9]{{1,3}})(?=[½¼¾\s-])[\s-]*)?({_FRACTION}))(?:\s*stars?)?'
                || '(?:\s*/\s*|\s+(?:out\s+)?of\s+)([0-9]{{1,3}})(?:[.,]0{{1,2}})?(?:\s*stars?)?$');
            IF part IS NULL OR (part[2] IS NULL AND part[3] IN ('1/4', '3/4')) THEN
                RETURN NULL;
            END IF;
            points := coalesce(replace(part[1], ',', '.'), part[2], '0')::numeric
                + CASE WHEN part[3] IN ('1/2', '½') THEN 0.5
                    WHEN part[3] IN ('1/4', '¼') THEN 0.25
                    WHEN part[3] IN ('3/4', '¾') THEN 0.75 ELSE 0 END;
            scale := part[4]::numeric;
        END IF;
    END IF;
    IF scale BETWEEN {SCALES[0]} AND {SCALES[-1]} AND points BETWEEN 0 AND scale THEN
        RETURN round(points * 100 / scale, {PLACES});
    END IF;
    RETURN NULL;
END
"""


def letter_percent(letter: str) -> Fraction:
    """What a letter of the table is worth, in per cent, exactly."""
    return Fraction(100 * LETTERS[letter], 12)


def converted(written: Iterable[str]) -> dict[str, Decimal | None]:
    """What these scores convert to, in per cent; None where they don't. One query, any number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT each, reviews_own_percent(each) FROM unnest(%s::text[]) AS of(each)",
            [list(written)],
        )
        return dict(cursor.fetchall())


def mean_percent(total: Decimal, number: int) -> tuple[Decimal, int]:
    """The mean of `number` own scores whose sum is `total`: raw to six decimals, and whole.

    The raw one is rounded first, as the scores it is made of are exact to so many places only; so
    two thirds and a third make a half. Halves are rounded up.
    """
    raw = (total / number).quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_UP)
    return raw, int(raw.quantize(Decimal(1), ROUND_HALF_UP))
