"""A form that was left open writes nothing over what somebody else has saved meanwhile."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from films.desk import KnowingForm

LOADED = "loaded"
"""The name of the field that says what the form was filled with."""


class Unseen(forms.CharField):
    """A field of the form's own: it never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class AsLoadedForm(KnowingForm):
    """Refuses once what was opened before the thing was changed to what it is now.

    What was typed stays in the form, and is saved when it is sent again.
    """

    loaded = Unseen(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = json.dumps(self.initial, cls=DjangoJSONEncoder, sort_keys=True)
        #: What stands for all that is stored now of the form's fields.
        self.stored = hashlib.sha256(stored.encode()).hexdigest() if self.instance.pk else ""
        self.initial[LOADED] = self.stored

    def clean(self) -> dict[str, Any] | None:
        """Refused where the form was filled with something else than is stored."""
        facts = super().clean()
        sent = self.cleaned_data.get(LOADED)
        if self.stored and sent and sent != self.stored:
            self.add_error(None, ValidationError(self._said_of_the_change(), code="changed"))
            seen: Any = self.data.copy()  # type: ignore[attr-defined] # a form's data is a QueryDict
            seen[self.add_prefix(LOADED)] = self.stored
            self.data = seen
        return facts

    def _said_of_the_change(self) -> str:
        opts = self.instance._meta
        history = reverse(
            f"admin:{opts.app_label}_{opts.model_name}_history", args=[self.instance.pk]
        )
        labels = [str(self.fields[name].label or name) for name in self.changed_data]
        return format_html(
            _(
                "Nothing is saved: it was changed after you opened this form."
                ' <a href="{history}" target="_blank">See its history</a>.'
                " What you typed still stands here, and is saved if you save again;"
                " it differs from what is stored in: {fields}."
            )
            if labels
            else _(
                "Nothing is saved: it was changed after you opened this form, to what stands here."
                ' <a href="{history}" target="_blank">See its history</a>.'
            ),
            history=history,
            fields=get_text_list(labels, _("and")),
        )
