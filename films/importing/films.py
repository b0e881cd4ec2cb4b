"""The films that lines name: by an address, present or former, or by another site's id."""

from __future__ import annotations

from collections.abc import Collection

from films.models import ExternalId, Film, FormerAddress


def films_at(addresses: Collection[str]) -> dict[str, int]:
    """Return the ids of the films that are, or once were, at these addresses."""
    kind = Film._meta.label_lower
    former = FormerAddress.objects.filter(kind=kind, slug__in=addresses)
    led = dict(former.values_list("slug", "target_id"))
    there = set(Film.objects.filter(pk__in=led.values()).values_list("pk", flat=True))
    here = Film.objects.filter(slug__in=addresses).values_list("slug", "pk")
    return {address: film for address, film in led.items() if film in there} | dict(here)


def films_of_ids(site: str, values: Collection[str]) -> dict[str, int]:
    """Return the ids of the films to which a site gave these ids of its own."""
    found = ExternalId.objects.filter(site=site, value__in=values)
    return dict(found.values_list("value", "film_id"))
