"""The way back to what a row once said, also when it is gone."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from films.models.merge import Merge
from reviews.differences import UNSHOWN, Names
from reviews.models import Change, CriticReview
from reviews.models.changes import Given
from reviews.models.review import is_short_enough

#: What the row itself makes of its name.
OWN = frozenset({"slug"})


class Followed(NamedTuple):
    """What a version named and is gone, and what it was merged into, by name."""

    then: str
    now: str


class Back(NamedTuple):
    """A row as it is now; whether that is a change; what it names instead of what was merged."""

    row: models.Model
    is_changed: bool
    followed: list[Followed]


def as_it_was(change: Change) -> Back:
    """The row with what the version says, not saved; made anew where it is gone.

    What it named and what was merged since is named by what it went into. Raises ValidationError,
    with a sentence, when it names something that is gone, when it was merged itself, and when its
    quotation is longer than the site takes now.
    """
    rows = change.tracked._base_manager.select_for_update(of=("self",))
    there = rows.filter(pk=change.pgh_obj_id).first()
    back = Back(there or _made_anew(change), there is None, [])
    is_changed = there is None
    for field in change.recorded():
        if field.name in OWN:
            continue
        value, then = _still_there(change, field), getattr(change, field.attname)
        is_told = field.name not in UNSHOWN and value != getattr(back.row, field.attname)
        is_changed = is_changed or is_told
        if is_told and field.name == "quote":
            is_short_enough(value)
        setattr(back.row, field.attname, value)
        if value is not None and value != then:
            model: Any = field.related_model
            names = (Names([change]).of(model, then), str(model._base_manager.get(pk=value)))
            back.followed.append(Followed(*names))
    return back._replace(is_changed=is_changed)


def _made_anew(change: Change) -> models.Model:
    merges = Merge.objects.standing().filter(kind=change.tracked._meta.label_lower)
    if merge := merges.filter(former_id=change.pgh_obj_id).order_by("-pk").first():
        into = {"into": merge.into_name}
        raise ValidationError(_("It was merged into “%(into)s”. Undo that merge instead.") % into)
    made = change.tracked(pk=change.pgh_obj_id)
    if isinstance(made, CriticReview):
        given = Given.objects.filter(pgh_obj=made.pk).order_by("-pgh_id").first()
        made.imported = given.imported if given else {}
    return made


def bring_back(change: Change) -> Back:
    """Save the row as the version has it, and give it. Raises ValidationError, with sentences.

    In a transaction; nothing is changed when it raises, and when the row says that already.
    """
    back = as_it_was(change)
    if not back.is_changed:
        return back
    row = back.row
    unchecked = OWN | {"sort_name", "imported", "entered_by", "made_by"}
    try:
        with transaction.atomic():
            row.full_clean(exclude=unchecked)
            row.save()
    except IntegrityError as error:
        raise ValidationError(_("Something else stands in its place by now.")) from error
    return back


def _still_there(change: Change, field: models.Field[Any, Any]) -> Any:
    """What the version says in a field, as far as it names what is there."""
    value = getattr(change, field.attname)
    if value is None or not isinstance(field, models.ForeignKey):
        return value
    model = field.related_model
    if model._base_manager.filter(pk=value).exists():
        return value
    if model in (get_user_model(), CriticReview):
        return None
    into = _went_into(model, value)
    if into is None:
        gone = {"kind": model._meta.verbose_name, "name": Names([change]).of(model, value)}
        raise ValidationError(_("The %(kind)s of that version is gone: %(name)s.") % gone)
    return into


def _went_into(model: type[models.Model], pk: int) -> int | None:
    """What something was merged into, and that into something else, and is there now."""
    merges = Merge.objects.standing().filter(kind=model._meta.label_lower)
    followed: set[int] = set()
    while pk not in followed:
        followed.add(pk)
        later = merges.filter(former_id=pk).order_by("-pk").values_list("into_id", flat=True)
        pk = later.first() or pk
    return pk if model._base_manager.filter(pk=pk).exists() else None
