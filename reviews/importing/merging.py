"""What a line may change of the review that it means: nothing that a person changed. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from films.catalogue.merge import NEVER, merge_value
from films.importing.report import Difference
from reviews.importing.known import KNOWN_AS, Sought, names_of
from reviews.models import Aggregator, Critic, CriticReview, Publication
from reviews.models.merging import TEXTS, said
from reviews.models.versions import PUBLISHED, WITHDRAWN


@dataclass
class Change:
    """What becomes of a review: its new values by field, and whether something of it was kept."""

    values: dict[str, Any]
    imported: dict[str, Any]
    kept: bool = False

    def differences(self, review: CriticReview) -> tuple[Difference, ...]:
        """What it changes of a review that is as it was before."""
        return tuple(
            Difference(column, said(review, column), str(value))
            for column, value in self.values.items()
        )


@dataclass
class Named:
    """Whom a line names."""

    critic: Critic | None
    publication: Publication | None
    aggregator: Aggregator | None = None


def new_review(sought: Sought, named: Named) -> CriticReview:
    """A review as a line gives it, not saved."""
    line = sought.line
    given = _given(sought, named) | {"status": line.status or PUBLISHED}
    texts = {column: given.get(column, "") for column in (*TEXTS, "status")}
    return CriticReview(
        film_id=sought.film,
        critic=named.critic,
        publication=named.publication,
        aggregator=named.aggregator,
        imported=given | {KNOWN_AS: [sought.known_as]},
        **texts,
    )


def merged(
    review: CriticReview, sought: Sought, named: Named, overruled: Set[str] = frozenset()
) -> Change:
    """What a line changes of a known review; what it doesn't say is left alone.

    So are the columns `overruled`: a later line speaks of them, or other lines before it did.
    """
    names = list(dict.fromkeys([*names_of(review), sought.known_as]))
    change = Change(values={}, imported=review.imported | {KNOWN_AS: names})
    for column, value in _given(sought, named).items():
        if column in overruled:
            continue
        current = said(review, column)
        result = merge_value(current, review.imported.get(column, NEVER), value)
        if result.kept:
            change.kept = True
            continue
        change.imported[column] = value
        if result.value != current:
            change.values[column] = getattr(named, column, None) or value
    if "status" not in overruled:
        _merge_status(change, review, sought.line.status)
    return change


def stated(review: CriticReview) -> frozenset[str]:
    """The columns of which a review says something already."""
    columns = (*TEXTS, "critic", "publication", "aggregator")
    return frozenset({"status", *(column for column in columns if said(review, column))})


def _merge_status(change: Change, review: CriticReview, given: str) -> None:
    """Change the status if a line gives one; what a person took off the page stays off it.

    A line that gives none means a published review, but changes nothing. That a line says of a
    review what a person did to it doesn't make it the import's to undo. What is withdrawn stays so
    even if an import did it: staff may have published it since, and withdrawn it again.
    """
    imported = review.imported.get("status", NEVER)
    if not given:
        change.kept |= review.status not in (PUBLISHED, imported)
        return
    if review.status == WITHDRAWN != given:
        change.kept = True
        return
    result = merge_value(review.status, imported, given)
    change.kept |= result.kept
    if result.value != review.status:
        change.values["status"] = given
    if not result.kept and (given == PUBLISHED or result.value != review.status):
        change.imported["status"] = given


def _given(sought: Sought, named: Named) -> dict[str, str]:
    """What a line says, by column, in the names that things have here."""
    found = {column: getattr(sought.line, column) for column in TEXTS}
    for column in ("critic", "publication", "aggregator"):
        thing = getattr(named, column)
        found[column] = thing.name if thing else ""
    return {column: value for column, value in found.items() if value}
