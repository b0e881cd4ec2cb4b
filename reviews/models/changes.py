"""Every version of what staff curate, kept by the database whoever changes it and however."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.db import models
from pghistory.models import Context, Event

from films.models.merge import Merge
from films.models.versions import IS_EMPTIED_WITH_ALL_FILMS
from reviews.models.aggregator import Aggregator, AggregatorScore
from reviews.models.correction import Correction
from reviews.models.critic import Critic, OtherName, Publication
from reviews.models.review import CriticReview

#: What a version doesn't hold, generated columns aside: what imports and checks note for their own
#: use, and what follows from a name.
UNRECORDED = frozenset({"imported", "link_checked_on", "link_unanswered_since", "sort_name"})
#: What alone makes no version: an account that goes takes its number out of all that it entered.
PASSING = frozenset({"entered_by", "made_by"})
#: What is a part of something else, whose history shows it, too.
PARTS = frozenset({OtherName})
#: The label of the versions of rows that were there before there was a history.
BEGINNING = "beginning"


class ChangeQuerySet(models.QuerySet["Change"]):
    """How versions are asked for."""

    def of(self, pk: int) -> Self:
        """Those of one row, the newest first, with who made them."""
        return self.filter(pgh_obj=pk).select_related("pgh_context").order_by("-pgh_id")

    def parts_of(self, kind: str, pk: int) -> Self:
        """Those of the parts of a thing of some kind, the newest first, with who made them."""
        return self.filter(**{kind: pk}).select_related("pgh_context").order_by("-pgh_id")

    def before(self, pk: int) -> Self:
        """Those that were made before another one."""
        return self.filter(pgh_id__lt=pk)

    def deletions(self) -> Self:
        """The last versions of the rows that are gone, those that went last first.

        Not of what was merged or gave way in a merge: that goes on in another, and comes back by
        undoing the merge.
        """
        kind = self.model.tracked._meta.label_lower
        standing = Merge.objects.standing()
        merged = standing.filter(kind=kind, former_id=models.OuterRef("pgh_obj"))
        later = self.model._default_manager.filter(
            pgh_obj=models.OuterRef("pgh_obj"), pgh_id__gt=models.OuterRef("pgh_id")
        )
        gone = self.filter(pgh_label="delete").exclude(models.Exists(later))
        gone = gone.exclude(models.Exists(merged)).exclude(pgh_obj__in=standing.left(kind))
        return gone.select_related("pgh_context").order_by("-pgh_id")

    def names(self, pks: set[int]) -> dict[int, str]:
        """What rows, that may be gone, were last called, by their ids."""
        latest = self.filter(pgh_obj__in=pks).order_by("pgh_obj_id", "-pgh_id")
        return {change.pgh_obj_id: change.name for change in latest.distinct("pgh_obj_id")}


class Change(Event):
    """A row as an insert or an update left it, or as it was when it was deleted.

    `pgh_obj` is the row, which may be gone; `pgh_label` what happened; `pgh_context` says who did
    it, where that is known (`reviews.history`).
    """

    pgh_id = models.BigAutoField(primary_key=True)

    #: In each kind of version it is a key to that kind's rows.
    pgh_obj = models.BigIntegerField()
    pgh_obj_id: int
    pgh_context = models.ForeignKey(
        Context,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    tracked: ClassVar[type[models.Model]]
    name: str

    objects: ClassVar[Any] = ChangeQuerySet.as_manager()  # type: ignore[assignment] # instead of its

    class Meta:
        abstract = True

    @property
    def is_deletion(self) -> bool:
        """Whether the row went with this."""
        return self.pgh_label == "delete"

    @property
    def about(self) -> dict[str, Any]:
        """What is known of who made the change: `user`, `name`, `url`, `import`."""
        return dict(self.pgh_context.metadata) if self.pgh_context else {}

    @classmethod
    def recorded(cls) -> list[models.Field[Any, Any]]:
        """The fields that a version holds, as the model of the row has them."""
        mine = {field.name for field in cls._meta.fields}
        return [
            field
            for field in cls.tracked._meta.concrete_fields
            if field.name in mine and not field.primary_key
        ]


def _records(model: type[models.Model]) -> type[Change]:
    """Have all changes of the model's rows recorded, also by bulk and raw SQL, and TRUNCATE."""
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.name not in UNRECORDED and not isinstance(field, models.GeneratedField)
    ]
    telling = [field.name for field in fields if field.name not in PASSING]
    name = f"{model.__name__}Change"
    change: Any = pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        # Row by row: the plan that joins a statement's rows is kept from a connection's first one.
        pghistory.UpdateEvent(condition=pgtrigger.AnyChange(*telling), level=pgtrigger.Row),
        pghistory.DeleteEvent(),
        fields=[field.name for field in fields],
        base_model=Change,
        obj_field=pghistory.ObjForeignKey(related_name="+", db_index=False),
        context_field=None,  # type: ignore[arg-type] # it may be, as its documentation says
        append_only=True,
        model_name=name,
        abstract=False,
        attrs={
            field.name: _unbound(field, is_asked_for=model in PARTS)
            for field in fields
            if isinstance(field, models.ForeignKey)
        },
        meta={
            "default_permissions": (),
            "indexes": _indexes(name.lower()),
            "triggers": [IS_EMPTIED_WITH_ALL_FILMS],
        },
        level=pgtrigger.Statement,
    )
    change.tracked = model
    pgtrigger.register(_when_emptied(change))(model)
    return change  # type: ignore[no-any-return] # made of `Change`, as told above


def _indexes(name: str) -> list[models.Index]:
    """By what versions are asked for: those of one row, and those of rows that are gone."""
    gone = models.Q(pgh_label="delete")
    return [
        models.Index(fields=["pgh_obj", "pgh_id"], name=f"{name}_of_one"),
        models.Index(fields=["-pgh_id"], name=f"{name}_gone", condition=gone),
    ]


def _unbound(
    field: models.ForeignKey[Any, Any], *, is_asked_for: bool
) -> models.ForeignKey[Any, Any]:
    """What the field named at that time, whatever has become of it since."""
    return models.ForeignKey(
        field.remote_field.model,
        models.DO_NOTHING,
        null=field.null,
        related_name="+",
        db_constraint=False,
        db_index=is_asked_for,
        verbose_name=field.verbose_name,
    )


def _when_emptied(change: type[Change]) -> pgtrigger.Trigger:
    """A deletion of each row when the whole table is emptied, which no other trigger sees."""
    listed = ", ".join(["id", *(str(field.column) for field in change.recorded())])
    return pgtrigger.Trigger(
        name="truncate_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=f"""
            WITH attached AS (SELECT _pgh_attach_context() AS context)
            INSERT INTO {change._meta.db_table}
                ({listed}, pgh_obj_id, pgh_created_at, pgh_label, pgh_context_id)
            SELECT {listed}, id, now(), 'delete', attached.context
            FROM {change.tracked._meta.db_table}, attached;
            RETURN NULL;
        """,
    )


#: The versions of each model.
CHANGES: dict[type[models.Model], type[Change]] = {
    model: _records(model)
    for model in (
        *(CriticReview, Critic, Publication, OtherName),
        *(Aggregator, AggregatorScore, Correction),
    )
}


#: What imports had given of each review that is gone, by which they know it when it comes back.
Given: Any = pghistory.create_event_model(
    CriticReview,
    pghistory.DeleteEvent("given"),
    fields=["imported"],
    obj_field=pghistory.ObjForeignKey(related_name="+"),
    context_field=None,  # type: ignore[arg-type] # it may be, as its documentation says
    append_only=True,
    model_name="CriticReviewGiven",
    abstract=False,
    meta={"default_permissions": (), "triggers": [IS_EMPTIED_WITH_ALL_FILMS]},
    level=pgtrigger.Statement,
)


class Authorship(Context):
    """Who made changes, as the database keeps it: nobody rewrites it but its own transaction."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            IS_EMPTIED_WITH_ALL_FILMS,
            pgtrigger.Trigger(
                name="is_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id
                        AND OLD.id::text = current_setting('pghistory.context_id', true)
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE restrict_violation USING MESSAGE = 'who changed what is kept';
                """,
            ),
        ]
