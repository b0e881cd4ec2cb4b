"""Lines that nothing is done with, and that an earlier import of the viewer's holds already."""

from django.db import connection
from django.utils.translation import gettext as _

from ratings.models import ImportBatch

#: The origin is what a line was where it first stood: our own exports hold that for lines of other
#: services' files. Entries of our own have no number that stays from one export to the next.
_KNOWN = """
    WITH held AS MATERIALIZED (
        SELECT line.id, line.half_stars, line.flag, line.outcome = 'kept' AS kept,
            batch.id = %(batch)s AS is_new,
            CASE WHEN batch.service <> 'halfstar' THEN jsonb_build_array(
                    batch.service, line.file, line.number::text, line.content)
                WHEN line.content ?& ARRAY['service', 'file', 'number', 'content'] THEN
                    jsonb_build_array(line.content->>'service', line.content->>'file',
                        line.content->>'number', line.content->'content')
                ELSE jsonb_build_array(batch.service, '', '', line.content)
            END AS origin
        FROM ratings_importline line JOIN ratings_importbatch batch ON batch.id = line.batch_id
        WHERE line.outcome IN ('kept', 'unplaced', 'refused') AND batch.user_id = %(user)s
            AND (batch.id = %(batch)s OR batch.state = 'done')
    )
    UPDATE ratings_importline line
    SET outcome = 'unchanged', reason = %(reason)s, settled_at = now()
    FROM held AS new WHERE line.id = new.id AND new.is_new AND EXISTS (
        SELECT FROM held AS old WHERE NOT old.is_new AND old.origin = new.origin
            AND old.kept = new.kept AND old.flag = new.flag
            AND coalesce(old.half_stars, 0) = coalesce(new.half_stars, 0)
    )
"""


def pass_over_known(batch: ImportBatch) -> None:
    """Count lines as unchanged that stand in an earlier import, so that they don't double."""
    reason = _("An earlier import has this entry already.")
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"batch": batch.pk, "user": batch.user_id, "reason": reason})
