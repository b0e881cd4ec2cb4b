"""A form that was left open writes nothing over what somebody else has saved meanwhile."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from films.desk import KnowingForm
from reviews.differences import Names, in_words

LOADED = "loaded"
"""The name of the field that says what the form was filled with."""


class Unseen(forms.CharField):
    """A field of the form's own: it never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class AsLoadedForm(KnowingForm):
    """Keeps what somebody else saved since it was opened, where it wasn't changed here as well.

    What was changed in both places is asked about once: what was typed stays in the form, and is
    saved when it is sent again.
    """

    loaded = Unseen(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = {name: self._as_sent(name) for name in self.initial if name in self.fields}
        #: The fields that only somebody else has changed since the form was opened.
        self.kept: list[str] = []
        #: Those that were changed here, too.
        self.changed_by_both: list[str] = []
        if not self.instance.pk:
            return
        self.initial[LOADED] = json.dumps(stored)
        if self.is_bound and (sent := self.data.get(self.add_prefix(LOADED))):
            self._bring_together(_read(sent), stored)

    def clean(self) -> dict[str, Any] | None:
        """Refused where a field was changed here and elsewhere, each to something else."""
        facts = super().clean()
        for name in self.changed_by_both:
            stands = self._stored_in_words(name)
            said = (
                _("Meanwhile it was changed to: %s") % stands
                if stands
                else _("Meanwhile it was emptied.")
            )
            self.add_error(name, ValidationError(said, code="changed"))
        if self.changed_by_both:
            self.add_error(None, ValidationError(self._said_of_the_change(), code="changed"))
        return facts

    def labels_of(self, names: list[str]) -> str:
        """The fields as the page calls them, one after the other."""
        return get_text_list([str(self.fields[name].label or name) for name in names], _("and"))

    def _bring_together(self, opened: dict[str, Any], stored: dict[str, str]) -> None:
        """Put what is stored now into the fields that stand as they were when it was opened."""
        seen: Any = self.data.copy()  # type: ignore[attr-defined] # a form's data is a QueryDict
        for name, now in stored.items():
            field, key = self.fields[name], self.add_prefix(name)
            typed = _text(field.widget.value_from_datadict(self.data, self.files, key))
            if now in (typed, opened.get(name)):
                continue
            if typed != opened.get(name):
                self.changed_by_both.append(name)
                continue
            self.kept.append(name)
            seen.pop(key, None)
            if now != str(False):
                seen[key] = now
        seen[self.add_prefix(LOADED)] = self.initial[LOADED]
        self.data = seen

    def _as_sent(self, name: str) -> str:
        """What a browser sends of a field that nobody touches."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        return _text(value if isinstance(value, bool) else field.widget.format_value(value))

    def _stored_in_words(self, name: str) -> str:
        field: Any = self.instance._meta.get_field(name)
        value = getattr(self.instance, name)
        if isinstance(field, models.ForeignKey):
            return str(value or "")
        return in_words(field, value, Names([]))

    def _said_of_the_change(self) -> str:
        opts = self.instance._meta
        history = reverse(
            f"admin:{opts.app_label}_{opts.model_name}_history", args=[self.instance.pk]
        )
        return format_html(
            _(
                "Nothing is saved yet: since you opened this form, this was changed elsewhere,"
                ' too: {fields}. <a href="{history}" target="_blank">See its history</a>.'
                " What you typed still stands here, and is saved if you save again."
            ),
            history=history,
            fields=self.labels_of(self.changed_by_both),
        )


def _read(sent: str) -> dict[str, Any]:
    """What the form was filled with; nothing where that can't be read, so that it is asked."""
    try:
        opened = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    return opened if isinstance(opened, dict) else {}


def _text(value: Any) -> str:
    """A value as text, whichever way a widget holds it and browsers end lines."""
    first = value[0] if isinstance(value, list) else value
    return "" if first is None else str(first).replace("\r\n", "\n")
