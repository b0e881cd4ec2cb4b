"""Rows as plain values of JSON, of which the same rows can be made again."""

from typing import Any, TypeVar

from django.db import models

Record = dict[str, Any]
Row = TypeVar("Row", bound=models.Model)
PLAIN = (str, int, float, bool, list, dict, type(None))


def _columns(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or getattr(field, "generated", False))
    ]


def as_record(row: models.Model) -> Record:
    """What the row holds, by field; `id` is its own. Moments keep their microseconds."""
    record: Record = {"id": row.pk}
    for field in _columns(type(row)):
        value = field.value_from_object(row)
        record[field.name] = value if isinstance(value, PLAIN) else field.value_to_string(row)
    return record


def from_record(model: type[Row], record: Record) -> Row:
    """The row of a record, not saved. What the model didn't have then takes its default."""
    row = model(pk=record["id"])
    for field in _columns(model):
        if field.name in record:
            setattr(row, field.attname, field.to_python(record[field.name]))
    return row
