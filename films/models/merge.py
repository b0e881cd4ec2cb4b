"""That two things were one: the record of it, and the way back."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models.functions import Cast, Now
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from films.models.address import Addressed, FormerAddress, free_addresses
from films.models.merging import movable
from films.models.records import Record, as_record, from_record
from films.models.retrying import STILL_NAMED, TAKEN, retried
from films.models.versions import IS_EMPTIED_WITH_ALL_FILMS

NAME_LENGTH = 30
"""The longest username."""


class CantBeUndone(ValueError):  # noqa: N818 - a sentence, no fault
    """Why a merge can't be undone, in a sentence."""


class Preview(NamedTuple):
    """How many rows of a kind would go over, and how many would be left in the log.

    The latter apart for those of the one that goes, `own`, and those of the one that stays.
    """

    moves: int
    own: int
    others: int

    @property
    def clashes(self) -> int:
        """How many of both would be left."""
        return self.own + self.others


def _each(column: str, label: str, rest: str) -> Cast:
    """Each id that the log names in a column under the label of a model."""
    path = models.Value(f'$."{label}"[*]{rest}')
    ids: Any = models.Func(column, path, function="jsonb_path_query")
    return Cast(ids, models.BigIntegerField())


class MergeQuerySet(models.QuerySet["Merge"]):
    """How merges are asked for and made."""

    def of(self, thing: Addressed) -> Self:
        """Those by which others became this thing, or it became another; the newest first."""
        kind = thing._meta.label_lower
        concerned = models.Q(former_id=thing.pk) | models.Q(into_id=thing.pk)
        return self.filter(concerned, kind=kind).order_by("-merged_at", "-pk")

    def among(self, pks: Collection[int], former: Mapping[str, Collection[int]]) -> Self:
        """Those with one of the ids, and those by which things went, given by kind and id."""
        concerned = models.Q(pk__in=pks)
        for kind, ids in former.items():
            concerned |= models.Q(kind=kind, former_id__in=ids)
        return self.filter(concerned).order_by("pk")

    def for_list(self) -> Self:
        """Without what may be long."""
        return self.defer("former_row", "moved", "added", "changed", "left_behind", "addresses")

    def left(self, kind: str) -> "models.QuerySet[Merge, int]":
        """The ids of the rows of a kind that are left in their logs."""
        return self.values_list(_each("left_behind", kind, ".id"), flat=True)

    def with_rows(self, column: str, rows: Mapping[str, Collection[int]]) -> Self:
        """Those that name one of the rows, given by label and id, in `moved` or `left_behind`."""
        found: set[int] = set()
        for label, ids in rows.items():
            each = _each(column, label, ".id" if column == "left_behind" else "")
            named, wanted = self.order_by().values_list("pk", each), set(ids)
            found.update(pk for pk, row in named.iterator() if row in wanted)
        return self.filter(pk__in=found)

    def standing(self) -> Self:
        """Those that weren't undone."""
        return self.filter(undone_at__isnull=True)

    def make(
        self, old: Addressed, new: Addressed, by: AbstractBaseUser | None = None, **how: Any
    ) -> "Merge":
        """Move all that `old` has to `new`, delete `old`, and let its addresses lead to `new`.

        What both had is kept in the log. Done anew when someone writes to `old` meanwhile. `how` is
        for the model's `pass_on`. Raises ValueError for a thing with itself or with one of another
        kind, and DoesNotExist when one of them is gone.
        """
        if old._meta.concrete_model is not new._meta.concrete_model:
            raise ValueError("only things of one kind can be merged")
        if old.pk == new.pk:
            raise ValueError(f"a {old._meta.model_name} can't be merged into itself")
        return _merge(self.model, (old, new), by, how)


class Merge(models.Model):
    """That one film, critic or publication was merged into another one, and all that it takes to
    undo that.

    `kind` is the model's label (`films.film`). `former_row` is what the one that is gone held;
    `moved` are the ids of the rows that went over, `added` the rows that were made for it (its name
    as another name), `left_behind` those that were taken out because both had them, each by the
    label of their model. `changed` is what the model itself noted, and `addresses` are those that
    lead elsewhere since. `stayed` says, once undone, what didn't go back, by model and reason. Of
    merges before there was a log only what was left behind is known.
    """

    kind = models.CharField(_("kind"), max_length=60)
    former_id = models.BigIntegerField(_("id of the one that is gone"), null=True)
    former_name = models.TextField(_("merged"), db_default="")
    former_row = models.JSONField(default=dict, db_default={}, encoder=DjangoJSONEncoder)
    into_id = models.BigIntegerField(_("id of the one that stayed"))
    into_name = models.TextField(_("into"), db_default="")
    moved = models.JSONField(default=dict, db_default={})
    added = models.JSONField(default=dict, db_default={}, encoder=DjangoJSONEncoder)
    changed = models.JSONField(default=dict, db_default={})
    left_behind = models.JSONField(default=dict, db_default={}, encoder=DjangoJSONEncoder)
    addresses = models.JSONField(default=list, db_default=[])
    stayed = models.JSONField(default=dict, db_default={})
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now, db_default=Now())
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("merged by"),
    )
    merged_by_name = models.CharField(_("merged by"), max_length=NAME_LENGTH, db_default="")
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_by_name = models.CharField(_("undone by"), max_length=NAME_LENGTH, db_default="")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "former_id"], name="merge_by_former"),
            models.Index(fields=["kind", "into_id"], name="merge_by_into"),
            models.Index(fields=["-merged_at", "-id"], name="merge_newest_first"),
        ]
        triggers = [IS_EMPTIED_WITH_ALL_FILMS]

    def __str__(self) -> str:
        return _now("“%(former)s” into “%(into)s”") % {
            "former": self.former_name,
            "into": self.into_name,
        }

    @property
    def model(self) -> type[Addressed]:
        """The kind of things that were merged."""
        found: type[Addressed] = apps.get_model(self.kind)
        return found

    @property
    def comes_first(self) -> "Merge | None":
        """The merge that has to be undone before this one, so that each row finds its owner.

        That is one by which something went on into yet another thing: what this one made, or what
        a row that it left names; or a later one that took up what this one moved or left.
        """
        standing = Merge.objects.standing().for_list().exclude(pk=self.pk)
        ways_on = models.Q(kind=self.kind, former_id=self.into_id)
        for kind, ids in self._named().items():
            ways_on |= models.Q(kind=kind, former_id__in=ids)
        later = standing.filter(pk__gt=self.pk)
        touched = {label: set(ids) for label, ids in self.moved.items()}
        for label, records in self.left_behind.items():
            touched.setdefault(label, set()).update(record["id"] for record in records)
        took_out = later.with_rows("left_behind", touched)
        moved_on = later.filter(kind=self.kind, into_id=self.into_id).with_rows("moved", touched)
        return (standing.filter(ways_on) | took_out | moved_on).order_by("pk").last()

    def _named(self) -> dict[str, set[int]]:
        """The films, critics and publications that rows which it left name, by kind."""
        found: dict[str, set[int]] = {}
        for label, records in self.left_behind.items():
            for field in apps.get_model(label)._meta.concrete_fields:
                if field.is_relation and issubclass(field.related_model, Addressed):
                    ids = {record[field.name] for record in records if record.get(field.name)}
                    found.setdefault(field.related_model._meta.label_lower, set()).update(ids)
        return found

    def check_undoable(self) -> None:
        """Raise CantBeUndone, with the reason, if it can't be undone as things are."""
        if self.undone_at:
            raise CantBeUndone(_now("It was undone already."))
        if not self.former_row:
            raise CantBeUndone(_now("It was made before merges were logged in full."))
        if self.model._base_manager.filter(pk=self.former_id).exists():
            raise CantBeUndone(_now("“%s” is here already.") % self.former_name)
        if first := self.comes_first:
            raise CantBeUndone(
                _now("“%(other)s” was merged into “%(into)s” since. Undo that first.")
                % {"other": first.former_name, "into": first.into_name}
            )

    def undo(self, by: AbstractBaseUser | None = None) -> "Merge":
        """Make the one that is gone again, and give it what was its own; returns the merge, fresh.

        What was changed since stays as it is: rows go back as they are now, unless they are gone or
        with something else, or a viewer said them anew since; `stayed` counts those. What gave way
        to a review that was withdrawn or deleted since comes back withdrawn, and is counted, too.
        Raises CantBeUndone with the reason.
        """
        return _undo(self.pk, by)


@retried(STILL_NAMED, TAKEN)
@transaction.atomic
def _merge(
    log: type[Merge],
    pair: tuple[Addressed, Addressed],
    by: AbstractBaseUser | None,
    how: dict[str, Any],
) -> Merge:
    old, new = locked(*pair)
    merge = log(
        kind=old._meta.label_lower,
        former_id=old.pk,
        former_name=str(old),
        former_row=as_record(old),
        into_id=new.pk,
        into_name=str(new),
        merged_by_id=by.pk if by else None,
        merged_by_name=by.get_username() if by else "",
    )
    for rows, field in movable(type(old)):
        label = rows.model._meta.label_lower
        moved = rows.go_over(field, old, new)
        merge.moved |= {label: moved.ids} if moved.ids else {}
        merge.left_behind |= {label: moved.left} if moved.left else {}
    old.pass_on(new, merge, **how)
    type(old)._base_manager.filter(pk=old.pk).delete()
    former = FormerAddress.objects.filter(kind=merge.kind, target_id=old.pk)
    merge.addresses = sorted(former.values_list("slug", flat=True))
    former.update(target_id=new.pk)
    merge.merged_at = timezone.now()
    merge.save()
    connection.check_constraints()
    return merge


def locked(old: Addressed, new: Addressed) -> tuple[Addressed, Addressed]:
    """Both as they are now. Not locked against those who name them: they are waited for later.

    Raises DoesNotExist when one of them is gone.
    """
    model = type(old)._meta.concrete_model or type(old)
    both = model._base_manager.select_for_update(no_key=True).filter(pk__in=[old.pk, new.pk])
    found: dict[int, Any] = {thing.pk: thing for thing in both.order_by("pk")}
    if len(found) != 2:
        raise type(old).DoesNotExist(f"one of the {model._meta.verbose_name_plural} is gone")
    return found[old.pk], found[new.pk]


@retried(STILL_NAMED, TAKEN)
@transaction.atomic
def _undo(pk: int, by: AbstractBaseUser | None) -> Merge:
    merge = Merge.objects.select_for_update().get(pk=pk)
    new = merge.model._base_manager.select_for_update(no_key=True).filter(pk=merge.into_id).first()
    merge.check_undoable()  # now that nothing else is merged into it meanwhile
    old = _made_again(merge)
    stayed: dict[str, dict[str, int]] = {}
    if new:
        stayed = _given_back(merge, new, old)
        old.take_back(new, merge)
    merge.left_behind = _made_again_of_both(merge, old, stayed)
    merge.stayed = stayed
    merge.undone_at = timezone.now()
    merge.undone_by_id, merge.undone_by_name = (by.pk, by.get_username()) if by else (None, "")
    merge.save()
    connection.check_constraints()
    return merge


def _made_again(merge: Merge) -> Addressed:
    """The thing that is gone, at its address unless something else has it by now."""
    model, addresses = merge.model, merge.addresses
    old = from_record(model, merge.former_row)
    if hasattr(old, "version"):
        old.version += 1  # so that no page of it that was kept before is taken for one of now
    leading = FormerAddress.objects.filter(kind=merge.kind, slug__in=addresses)
    leading.filter(target_id=merge.into_id).update(target_id=old.pk)
    [old.slug] = free_addresses(model, [old.slug], owner=old.pk)
    old.save_base(raw=True, force_insert=True)
    return old


def _given_back(merge: Merge, new: Addressed, old: Addressed) -> dict[str, dict[str, int]]:
    """Take back what was made for it, and give back what was its own; says what stayed and why."""
    stayed: dict[str, dict[str, int]] = {}
    for rows, field in movable(merge.model):
        label = rows.model._meta.label_lower
        # With those that gave way and were brought back by other means since.
        left = {one["id"] for one in merge.left_behind.get(label, []) if one[field] == old.pk}
        here = rows.among(left).values_list("pk", flat=True)
        if ids := [*merge.moved.get(label, []), *here]:
            why = rows.come_back(field, ids, new, old, merge.merged_at)
            stayed[label] = {reason: n for reason, n in why._asdict().items() if n}
        if changed := _taken_back(rows, merge.added.get(label, [])):
            stayed.setdefault(label, {})["changed"] = changed
    return {label: why for label, why in stayed.items() if why}


def _made_again_of_both(
    merge: Merge, old: Addressed, stayed: dict[str, dict[str, int]]
) -> dict[str, list[Record]]:
    """Make what gave way again; gives what can't be, and adds to `stayed` what isn't as it was."""
    left = {}
    for rows, field in movable(merge.model):
        label = rows.model._meta.label_lower
        records = merge.left_behind.get(label, [])
        ids = {record["id"] for record in records}
        gone = ids.difference(rows.among(ids).values_list("pk", flat=True))
        if records and (rest := rows.restore(records)):
            left[label] = rest
            stayed.setdefault(label, {})["taken"] = len(rest)
        if gone and (many := rows.follow(gone, field, (old.pk, merge.into_id))):
            stayed.setdefault(label, {})["withdrawn"] = many
    return left


def _taken_back(rows: Any, records: list[Record]) -> int:
    """Delete what was made for the merge; says how many of them were changed since, and stay."""
    found = {row.pk: row for row in rows.among(record["id"] for record in records)}
    present = [record for record in records if record["id"] in found]
    same = [record["id"] for record in present if as_record(found[record["id"]]) == record]
    rows.among(same).delete()
    return len(present) - len(same)


def preview_merge(old: Addressed, new: Addressed) -> dict[str, Preview]:
    """What merging `old` into `new` would do now, by the label of each kind of rows."""
    found = {}
    for rows, field in movable(type(old)):
        if coming := rows.filter(**{field: old}).count():
            leaving = rows.losers(field, old, new).aggregate(
                clashes=models.Count("pk"), own=models.Count("pk", filter=models.Q(**{field: old}))
            )
            label = rows.model._meta.label_lower
            found[label] = Preview(
                coming - leaving["own"], leaving["own"], leaving["clashes"] - leaving["own"]
            )
    return found
