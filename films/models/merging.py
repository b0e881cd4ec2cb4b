"""Two films that are one: everything of the one goes over to the other."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.core import serializers
from django.db import IntegrityError, models, transaction

from films.models.address import FormerAddress
from films.models.retrying import STILL_NAMED, retried

if TYPE_CHECKING:
    from films.models.film import Film

Row = TypeVar("Row", bound=models.Model)


class OfFilmQuerySet(models.QuerySet[Row]):
    """Rows that belong to a film by their field `film`, and move when it is merged."""

    def move(self, old: "Film", new: "Film") -> list[dict[str, Any]]:
        """Give the rows of `old` to `new`.

        Those that `new` has already, by a constraint of the model, are deleted and returned.
        """
        left = []
        for row in self.filter(film=old).order_by("pk"):
            try:
                with transaction.atomic():
                    self.filter(pk=row.pk).update(film=new)
            except IntegrityError:
                left += self.take_out(self.filter(pk=row.pk))
        return left

    def take_out(self, rows: models.QuerySet[Row]) -> list[dict[str, Any]]:
        """Delete the rows, and give what they said as plain values.

        They are locked first, so that nothing is kept of an account that is going.
        """
        taken = list(rows.select_for_update(of=("self",)))
        self.filter(pk__in=[row.pk for row in taken]).delete()
        return [row["fields"] for row in serializers.serialize("python", taken)]


def merge(old: "Film", new: "Film") -> None:
    """Move all that `old` has to `new`, delete `old`, and let its addresses lead to `new`.

    What `new` had already is kept as the record in `FormerAddress.left_behind`. Done anew when
    someone writes to `old` meanwhile. Raises ValueError for a film with itself, and
    Film.DoesNotExist when one of them is gone.
    """
    if old.pk == new.pk:
        raise ValueError("a film can't be merged into itself")
    _merge(old, new)


@retried(STILL_NAMED)
def _merge(old: "Film", new: "Film") -> None:
    slug, pk, films = old.slug, old.pk, type(old)._default_manager
    with transaction.atomic():
        # Not against those who are just rating one of them: they are waited for, viewer by viewer.
        both = films.select_for_update(no_key=True).filter(pk__in=[pk, new.pk])
        if len(both.order_by("pk")) != 2:
            raise type(old).DoesNotExist("one of the films is gone")
        left_behind = {}
        for relation in type(old)._meta.related_objects:
            rows = relation.related_model._default_manager.all()
            if isinstance(rows, OfFilmQuerySet) and (left := rows.move(old, new)):
                left_behind[rows.model._meta.label_lower] = left
        for title in dict.fromkeys([old.title, old.original_title]):
            if title and title not in {new.title, new.original_title}:
                new.titles.get_or_create(title=title)
        _pass_on_names(old, new)
        films.filter(pk=pk).delete()
        former = FormerAddress.objects.filter(kind=new._meta.label_lower)
        former.filter(target_id=pk).update(target_id=new.pk)
        former.filter(slug=slug).update(left_behind=left_behind)


def _pass_on_names(old: "Film", new: "Film") -> None:
    """Let imports that knew `old` by a title and year, and have no ids, find `new` by them."""
    for film in (old, new):
        film.refresh_from_db(fields=["imported"])
    if names := old.imported.get("names"):
        new.imported["names"] = names | new.imported.get("names", {})
        new.save(update_fields=["imported"])
