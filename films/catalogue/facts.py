"""The facts that stand in the film's own row."""

from __future__ import annotations

from films.catalogue.entry import Entry
from films.catalogue.merge import merge_list, merge_value

NAME = ("title", "year", "original_title")
VALUES = (*NAME, "runtime", "synopsis", "synopsis_language")
LISTS = ("countries", "languages")


def merge_facts(entry: Entry) -> None:
    """Merge the line's values and short lists into its film, which is saved later."""
    entry.remember_name()
    for key in VALUES:
        if key in entry.line.given:
            _merge_value(entry, key)
    for key in LISTS:
        if key in entry.line.given:
            _merge_list(entry, key)


def _merge_value(entry: Entry, key: str) -> None:
    given, current = getattr(entry.line, key), getattr(entry.film, key)
    merged = merge_value(current, entry.remembered(key), given)
    if merged.value != current:
        if key in NAME and not entry.may_rename:
            return
        if key == "synopsis_language" and _is_a_persons(entry, "synopsis"):
            entry.note(kept=True)
            return
    setattr(entry.film, key, merged.value)
    entry.note(changed=merged.value != current, kept=merged.kept)
    entry.remember(key, given)


def _is_a_persons(entry: Entry, key: str) -> bool:
    """Whether a person wrote what stands there: then its language is that person's as well."""
    current = getattr(entry.film, key)
    return bool(current) and current != entry.remembered(key)


def _merge_list(entry: Entry, key: str) -> None:
    given, current = list(getattr(entry.line, key)), list(getattr(entry.film, key))
    merged = merge_list(current, entry.remembered(key, []), given)
    setattr(entry.film, key, merged.value)
    entry.note(changed=merged.value != current, kept=merged.kept)
    entry.remember(key, given)
