"""Addresses and forms that no page of the desks makes: each is answered, none is a failure."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from films.models import Film

DESKS = sorted(admin.site._registry, key=lambda model: model._meta.label)
HUGE = "9" * 5000
"""A number that Python refuses to read."""
LISTS = [
    *("p=abc", f"p={HUGE}", "o=99.x", f"o={HUGE}", "q=%00", "q=²", "all=x&_popup=x&_to_field=x"),
    *("e=1", "_changelist_filters=%00", "pk=x", f"id={HUGE}", "%00=x"),
]
PAGES = ["?_to_field=x&_popup=1&before=x", "?_changelist_filters=%00"]
ROWS = ["9" * 20, "_5F", "a_00"]
CHOSEN = ["9" * 20, "²", "\0"]


def name(model: type[models.Model]) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}"


def filters(desk: Any) -> Iterator[str]:
    """What the list of a desk offers to narrow by, and every column besides, each asked oddly."""
    for each in desk.list_filter:
        first = each[0] if isinstance(each, tuple) else each
        offered = str(getattr(first, "parameter_name", first))
        yield from (f"{offered}{sign}={HUGE}" for sign in ("", "__id__exact"))
        yield f"{offered}__isempty=x%00"
    for column in desk.opts.concrete_fields:
        yield (
            f"{column.name}__year=10000" if "Date" in type(column).__name__ else f"{column.name}=x"
        )
    if desk.date_hierarchy:
        yield from (f"{desk.date_hierarchy}__{odd}" for odd in ("gte=x", "year=10000", "day=32"))


def addresses(model: type[models.Model], there: models.Model | None) -> Iterator[str]:
    """The addresses of a desk, asked oddly."""
    desk = admin.site._registry[model]
    rows = reverse(f"{name(model)}_changelist")
    yield from (f"{rows}?{asked}" for asked in [*LISTS, *filters(desk)])
    for page in ("change", "history", "delete"):
        yield from (f"{rows}{row}/{page}/" for row in ROWS)
        if there:
            yield from (f"{rows}{there.pk}/{page}/{asked}" for asked in PAGES)
    first = model._meta.fields[-1].name
    yield from (f"{rows}add/{asked}" for asked in (*PAGES, f"?{first}=x", f"?{first}={HUGE}"))
    of_it = f"/admin/autocomplete/?app_label={model._meta.app_label}"
    for field in model._meta.get_fields():
        if field.is_relation:
            yield f"{of_it}&model_name={model._meta.model_name}&field_name={field.name}&term=x&p=x"


@pytest.fixture
def full(more: Callable[[], Film], desk: Client) -> Client:
    """The curator's browser, with a row at every desk; it gets the page of what fails."""
    more()
    desk.raise_request_exception = False
    return desk


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label_lower)
def test_no_address_of_a_desk_is_a_failure(model: type[models.Model], full: Client) -> None:
    there = model._default_manager.order_by("pk").first()
    failing = [
        address[:120]
        for address in addresses(model, there)
        if full.get(address).status_code not in {200, 302, 400, 403, 404}
    ]
    assert failing == []


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label_lower)
def test_no_action_and_no_form_of_a_desk_is_a_failure(
    model: type[models.Model], full: Client
) -> None:
    rows = reverse(f"{name(model)}_changelist")
    actions = [each if isinstance(each, str) else each.__name__ for each in _actions(model)]
    sent = [
        {"action": action, "_selected_action": chosen, "index": "0", "post": "yes"}
        for action in actions
        for chosen in CHOSEN
    ]
    columns = [field.name for field in model._meta.fields]
    forms = [dict.fromkeys(columns, odd) for odd in ("x", HUGE, "\0")]
    failing = [
        (address, odd)
        for address, all_odd in ((rows, sent), (f"{rows}add/", [{}, *forms]))
        for odd in all_odd
        if full.post(address, odd).status_code not in {200, 302, 400, 403, 404}
    ]
    assert failing == []


def _actions(model: type[models.Model]) -> list[Any]:
    return ["delete_selected", *(admin.site._registry[model].actions or ())]
