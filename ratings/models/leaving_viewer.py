"""What goes with an account, whoever deletes it."""

import pgtrigger
from django.contrib.auth import get_user_model

#: The viewer's row is locked when this begins; then come the tallies, as everywhere.
_LOCK = """
    PERFORM 1 FROM ratings_filmtally WHERE film_id IN (
        SELECT film_id FROM ratings_rating WHERE user_id = OLD.id
        UNION SELECT film_id FROM ratings_flag WHERE user_id = OLD.id
    ) ORDER BY film_id FOR NO KEY UPDATE;
"""
_SAID = ("ratings_rating", "ratings_flag", "ratings_setaside")
_DELETED = " ".join(f"DELETE FROM {table} WHERE user_id = OLD.id;" for table in _SAID)  # noqa: S608 - our own tables


class LeavingViewer(get_user_model()):  # type: ignore[misc] # the plugin knows no bases by setting
    """Viewers as this app sees them: all that they said goes with them.

    The database deletes it, and not Django before it, as the viewer's row must be locked first. A
    rating that is being saved meanwhile waits for the viewer's row, or the deletion waits for
    it: whichever comes second finds what the first one did.
    """

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="takes_along_what_was_said",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"{_LOCK} {_DELETED} RETURN OLD;",
            ),
            # What merges of films left behind, the record of who rated both, isn't kept either.
            pgtrigger.Trigger(
                name="leaves_nothing_behind",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="old_rows"),
                func="""
                    UPDATE films_merge a SET left_behind = (
                        SELECT coalesce(jsonb_object_agg(kind, kept), '{}')
                        FROM jsonb_each(a.left_behind) AS every(kind, rows), LATERAL (
                            SELECT jsonb_agg(said ORDER BY place) AS kept
                            FROM jsonb_array_elements(rows) WITH ORDINALITY AS one(said, place)
                            WHERE said->'user' IS NULL
                                OR said->'user' NOT IN (SELECT to_jsonb(id) FROM old_rows)
                        ) staying
                        WHERE kept IS NOT NULL
                    )
                    WHERE left_behind <> '{}' AND EXISTS (
                        SELECT FROM jsonb_path_query(a.left_behind, '$.*[*].user') AS whose
                        WHERE whose IN (SELECT to_jsonb(id) FROM old_rows)
                    );
                    RETURN NULL;
                """,
            ),
        ]
