"""What an import may change: merges of what is there, what imports gave, what a line gives.

What is there but isn't what imports gave was changed by a person, and stays. Pure.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
Element = TypeVar("Element", bound=Hashable)

NEVER: Any = object()
"""What imports gave of something that no import has given yet."""


class Value(NamedTuple, Generic[T]):
    """What a value becomes; `kept` when a person's stays against the line."""

    value: T
    kept: bool = False


class Elements(NamedTuple, Generic[Element]):
    """What a list gains and loses; `kept` when something that a person took out stays out."""

    add: list[Element]
    remove: list[Element]
    kept: bool


def merge_value(current: T, imported: T, given: T) -> Value[T]:
    """Take the given value where the current one is what imports gave, or is empty and none did."""
    if current == given:
        return Value(current)
    is_ours = not current if imported is NEVER else current == imported
    return Value(given) if is_ours else Value(current, kept=True)


def merge_elements(
    current: Sequence[Element], imported: Sequence[Element], given: Sequence[Element]
) -> Elements[Element]:
    """Replace what imports gave by what is given, and leave what people added or took out."""
    here, before, now = set(current), set(imported), set(given)
    return Elements(
        add=[element for element in given if element not in here | before],
        remove=[element for element in imported if element in here - now],
        kept=bool((now & before) - here),
    )


def merge_list(
    current: list[Element], imported: list[Element], given: list[Element]
) -> Value[list[Element]]:
    """Merge a list whose order means something; the order stays where a person changed the list."""
    if current in (given, imported):
        return Value(given)
    elements = merge_elements(current, imported, given)
    merged = [element for element in current if element not in elements.remove] + elements.add
    is_in_order = [e for e in merged if e in given] == [e for e in given if e in merged]
    return Value(merged, kept=elements.kept or not is_in_order)


def merge_id(current: set[str], imported: str | None, given: str) -> tuple[str | None, bool, bool]:
    """Merge the id of one site: return the id to remove, whether to add the given one, and `kept`.

    A site that a line doesn't name isn't asked about: an id is never lost for want of repeating it.
    """
    if given in current:
        return None, False, False
    if imported is None:
        return None, not current, bool(current)
    if imported in current:
        return imported, True, False
    return None, False, True
