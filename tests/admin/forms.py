"""Filling in a form of the admin as a browser does."""

from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.test import Client


def filled(form: Any) -> dict[str, Any]:
    """What a browser would send of a form on a page that nobody touched."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list):
            value = ",".join(map(str, value)) or None
        if not (value is None or value is False or isinstance(value, FieldFile)):
            sent[bound.html_name] = value
    return sent


def save(browser: Client, address: str, **changes: Any) -> HttpResponse:
    """Open the page of a form, change some fields, and press Save; gives the answer to that."""
    context = browser.get(address).context
    sent = filled(context["adminform"].form)
    for formset in context["inline_admin_formsets"]:
        sent |= filled(formset.formset.management_form)
        for form in formset.formset:
            sent |= filled(form)
    return browser.post(address, {**sent, **changes})  # type: ignore[return-value]


def errors(answer: HttpResponse) -> str:
    """What the form says is wrong; the page must be the form again."""
    assert answer.status_code == 200, answer
    context: Any = answer.context  # type: ignore[attr-defined]
    return " ".join(str(error) for error in context["errors"])
