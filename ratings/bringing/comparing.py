"""What would become of an import's lines: set beside each other, and beside what the viewer says.

By the database, for all lines of an import at once.
"""

from django.db import connection
from django.utils.translation import gettext as _

from ratings.models import ImportBatch

#: Of what lines say about one film the latest counts, by their dates; else what stands later.
#: Also of lines that were settled before another one found the same film.
_REPEATED = """
    UPDATE ratings_importline line SET outcome = 'repeated', reason = left(replace(replace(
        CASE latest_file WHEN '' THEN %(line)s ELSE %(line_of_file)s END,
        '{line}', latest_number::text), '{file}', latest_file), 500)
    FROM (
        SELECT id, row_number() OVER latest AS place,
            first_value(number) OVER latest AS latest_number,
            first_value(file) OVER latest AS latest_file
        FROM ratings_importline
        WHERE batch_id = %(batch)s AND film_id IS NOT NULL
            AND outcome IN ('matched', 'differs', 'unchanged', 'placed', 'yours')
        WINDOW latest AS (
            PARTITION BY film_id, half_stars IS NULL ORDER BY at DESC NULLS LAST, id DESC
        )
    ) ranked
    WHERE ranked.place > 1 AND line.id = ranked.id
"""
_RATED = """
    UPDATE ratings_importline line SET outcome = CASE
        WHEN rating.half_stars = line.half_stars THEN 'unchanged' ELSE 'differs' END
    FROM ratings_rating rating
    WHERE line.batch_id = %(batch)s AND line.outcome = 'matched' AND line.half_stars IS NOT NULL
        AND rating.user_id = %(user)s AND rating.film_id = line.film_id
"""
_FLAGGED = """
    UPDATE ratings_importline line SET outcome = CASE
        WHEN flag.kind = line.flag THEN 'unchanged' ELSE 'differs' END
    FROM ratings_flag flag
    WHERE line.batch_id = %(batch)s AND line.outcome = 'matched' AND line.flag <> ''
        AND flag.user_id = %(user)s AND flag.film_id = line.film_id
"""


def compare(batch: ImportBatch) -> None:
    """Tell which of the lines that have a film are said again later, say the same, or differ."""
    values: dict[str, int | str] = {
        "batch": batch.pk,
        "user": batch.user_id,
        "line": _("Line {line} counts instead."),
        "line_of_file": _("Line {line} of {file} counts instead."),
    }
    with connection.cursor() as cursor:
        for statement in (_REPEATED, _RATED, _FLAGGED):
            cursor.execute(statement, values)
