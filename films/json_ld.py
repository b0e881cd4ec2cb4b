"""A film in schema.org's words, for search engines."""

import json
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from films.models import Film


def movie(film: Film, origin: str) -> dict[str, Any]:
    """The film, fetched by `for_page()`, as a schema.org Movie; absent facts are left out."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "@id": origin + film.get_absolute_url(),
        "url": origin + film.get_absolute_url(),
        "name": film.title,
        "dateCreated": str(film.year),
        "datePublished": film.release_date.isoformat() if film.release_date else "",
        "alternateName": [title for title in (film.original_title, *film.other_titles) if title],
        "description": film.synopsis,
        "duration": f"PT{film.runtime}M" if film.runtime else "",
        "genre": film.genre_names,
        "inLanguage": film.languages,
        "countryOfOrigin": [{"@type": "Country", "name": code} for code in film.countries],
        "image": urljoin(origin, film.poster_url),
        "director": [_person(credit.person, origin) for credit in film.credited("director")],
        "author": [_person(credit.person, origin) for credit in film.credited("writer")],
        "musicBy": [_person(credit.person, origin) for credit in film.credited("composer")],
        "actor": [_person(credit.person, origin) for credit in film.credited("cast")[:10]],
        "sameAs": [url for _name, url in film.links_elsewhere],
    }
    return {name: value for name, value in described.items() if value}


def data_block(data: dict[str, Any]) -> SafeString:
    """JSON that can stand in a `<script>`: no text in it can close the element."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - what could end the element is escaped above


def _person(person: Any, origin: str) -> dict[str, str]:
    return {"@type": "Person", "name": person.name, "url": origin + person.get_absolute_url()}
