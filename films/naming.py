"""Names as lists sort them and addresses spell them. Pure: no database."""

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii
from django.utils.text import slugify

#: Articles that lists move behind, by the language of the film. English ones are always moved.
ARTICLES = {
    "en": ("the", "a", "an"),
    "fr": ("le", "la", "les", "l'", "un", "une"),
    "de": ("der", "die", "das", "ein", "eine"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l'", "un", "uno", "una", "un'"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
    "nl": ("de", "het", "een"),
    "sv": ("en", "ett"),
    "da": ("en", "et"),
}
SLUG_LENGTH = 120
#: Lists sort by so many characters: one sign may fold to forty ("🫰"), and columns end somewhere.
SORT_LENGTH = 800


def tidy(text: str) -> str:
    """The text in Unicode's composed form, with single spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """The text in lower-case ASCII letters: accents dropped, other scripts transliterated."""
    return anyascii(text).lower()


def sort_title(title: str, languages: Sequence[str] = ()) -> str:
    """What lists sort a title by: "The Général" is "general, the".

    `languages` are the film's, as codes; the first one says which articles are moved behind.
    """
    plain = " ".join(re.sub(r"[^\w', ]+", " ", folded(title)).split()) or title.lower()
    plain = plain[:SORT_LENGTH]
    language = languages[0][:2] if languages else "en"
    for article in sorted({*ARTICLES["en"], *ARTICLES.get(language, ())}, key=len, reverse=True):
        start = article if article.endswith("'") else f"{article} "
        rest = plain.removeprefix(start).lstrip()
        if rest and rest != plain:
            return f"{rest[: SORT_LENGTH - 5]}, {article}"
    return plain


def sort_name(name: str) -> str:
    """What lists sort a person's name by: the last word first ("dulac, germaine")."""
    words = folded(name).split() or [name.lower()]
    sorted_by = f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else words[0]
    return sorted_by[:SORT_LENGTH]


def address(*texts: str, fallback: str, ending: str = "") -> str:
    """The first of the texts that can be spelt in ASCII letters as an address, then the ending.

    `address("Étoile", fallback="film", ending="1928")` is "etoile-1928"; where no text gives
    anything, the fallback stands in its place. At most `SLUG_LENGTH` characters before the ending.
    """
    spelt = next((slug for text in texts if (slug := slugify(anyascii(text)))), fallback)
    if len(spelt) > SLUG_LENGTH:
        spelt = spelt[: SLUG_LENGTH + 1].rpartition("-")[0] or spelt[:SLUG_LENGTH]
    return f"{spelt}-{ending}" if ending else spelt
