"""What one viewer said of one film: the newer stays when two films become one."""

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any, ClassVar, LiteralString

from django.db import connection, models, transaction
from psycopg import sql

from films.models.merging import MovableQuerySet, Row
from ratings.models.doors import hold_films

Latest = dict[int, tuple[Any, datetime]]


def latest(said: Iterable[tuple[int, Any, datetime]]) -> Latest:
    """What was said last of each film, and when, of (film id, what, when); of equals the later."""
    return {film_id: (what, at) for film_id, what, at in sorted(said, key=itemgetter(2))}


class ByViewerQuerySet(MovableQuerySet[Row]):
    """Rows of which there is one a viewer and film.

    `content` names the field that says what, with its type in SQL, and `moment` that of when.
    """

    content: ClassVar[str]
    content_type: ClassVar[LiteralString]
    moment: ClassVar[str]

    def hold(self, old: models.Model, new: models.Model) -> None:
        """Their viewers and both tallies."""
        hold_films(old, new)

    def losers(self, field: str, old: models.Model, new: models.Model) -> models.QuerySet[Row]:
        """Of a viewer's two the older, and of two of one moment that of `old`."""
        olds, news = self.filter(film=old), self.filter(film=new)
        theirs = {"user": models.OuterRef("user")}
        newer = {f"{self.moment}__gte": models.OuterRef(self.moment)}
        later = {f"{self.moment}__gt": models.OuterRef(self.moment)}
        return self.filter(
            models.Q(models.Exists(news.filter(**theirs, **newer)), film=old)
            | models.Q(models.Exists(olds.filter(**theirs, **later)), film=new)
        )

    def unsaid(self, rows: models.QuerySet[Row], since: datetime) -> models.QuerySet[Row]:
        """Those of the rows that their viewers didn't say anew since then."""
        return rows.filter(**{f"{self.moment}__lte": since})

    @transaction.atomic
    def delete_of(self, user: models.Model, film_ids: Collection[int]) -> int:
        """Delete the viewer's rows of the films; says how many there were."""
        return self._written(
            "DELETE FROM {table} WHERE user_id = %s AND film_id = ANY(%s::bigint[])",
            [user.pk, list(film_ids)],
        )

    @transaction.atomic
    def upsert_of(self, user: models.Model, said: Latest) -> int:
        """Write what the viewer said, by film, and when; says how many rows are new or changed."""
        films = sorted(said)
        contents, moments = ([said[film][part] for film in films] for part in (0, 1))
        return self._written(_UPSERT, [user.pk, films, contents, moments])

    def _written(self, statement: LiteralString, values: list[Any]) -> int:
        """Run the statement on the model's table; says how many rows it wrote."""
        names = {
            "table": sql.Identifier(self.model._meta.db_table),
            "content": sql.Identifier(self.content),
            "content_type": sql.SQL(self.content_type),
            "moment": sql.Identifier(self.moment),
        }
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(**names), values)
            written: int = cursor.rowcount
        return written


_UPSERT = """
    INSERT INTO {table} AS t (user_id, film_id, {content}, {moment})
    SELECT %s, * FROM unnest(%s::bigint[], %s::{content_type}[], %s::timestamptz[])
    ON CONFLICT (user_id, film_id) DO UPDATE
    SET {content} = excluded.{content}, {moment} = excluded.{moment}
    WHERE (t.{content}, t.{moment}) IS DISTINCT FROM (excluded.{content}, excluded.{moment})
"""
