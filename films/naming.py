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

#: Signs that nobody sees and that only tell programs something: where a word may be broken, which
#: way a line runs, where a file begins. Names with and without them look the same.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
#: Joiners, save where they shape what is read: between letters of Arabic, Indic and like scripts,
#: and in pictures made of several.
_SHAPED = "\u0590-\u1cff\ua800-\uabff\U00010a00-\U00011fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile(f"(?<![{_SHAPED}])[\u200c\u200d]|[\u200c\u200d](?![{_SHAPED}])")
_YEAR = re.compile(r"\(?([12][0-9]{3})\)?")
#: What counts as a letter or a sign but is drawn as nothing.
_DRAWN_AS_NOTHING = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def tidy(text: str) -> str:
    """The text in Unicode's composed form, with single spaces and none around it.

    Control characters are spaces; signs that nobody sees are left out, joiners only where they
    shape nothing.
    """
    seen = _JOINERS.sub("", _UNSEEN.sub("", _CONTROL.sub(" ", text)))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def holds_unseen(text: str) -> bool:
    """Whether the text holds signs that nobody sees, joiners aside."""
    return bool(_UNSEEN.search(text))


def can_be_seen(name: str) -> bool:
    """Whether a reader sees anything of the name."""
    return any(
        unicodedata.category(char)[0] not in "CZM" and char not in _DRAWN_AS_NOTHING
        for char in name
    )


def folded(text: str) -> str:
    """The text in lower-case ASCII letters: accents dropped, other scripts transliterated."""
    return anyascii(text).lower()


def without_year(words: str) -> tuple[str, int | None]:
    """Words that someone searches for without the year among them, and that year.

    "Nosferatu (1922)" and "1922 nosferatu" give it with the title; the last of several is it.
    """
    pieces = tidy(words).split()
    for place in reversed(range(len(pieces))):
        if year := _YEAR.fullmatch(pieces[place]):
            rest = [*pieces[:place], *pieces[place + 1 :]]
            return " ".join(rest).rstrip(" ,"), int(year[1])
    return " ".join(pieces), None


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
