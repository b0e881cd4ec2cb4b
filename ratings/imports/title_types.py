"""What IMDb and others call kinds of titles, in the languages of their pages. Pure.

Only what is surely television is called that; an unknown word leaves it to the film's id.
"""

from __future__ import annotations

import re
from functools import lru_cache

from films.naming import folded

_TELEVISION = re.compile(
    r"serie|seriya|serial|miniser|episod|epizod|folge\b|aflevering|avsnitt|odcinek|season|saison"
    r"|staffel|stagione|temporad|\bshow\b|telenovel|dizi\b|shirizu|dianshiju"
)
_NO_FILM = re.compile(
    r"game|videospiel|jeu\b|videojueg|videogioc|\bjogo|podcast|music ?video|musikvideo"
    r"|clip|video ?musical"
)
_HINDI = ("सीरीज", "श्रृंखला", "एपिसोड", "धारावाहिक")


@lru_cache(maxsize=1000)
def is_television(kind: str) -> bool:
    """Tell whether a kind of title is a series or a part of one; films made for TV are films."""
    if not kind:
        return False
    if any(word in kind for word in _HINDI):
        return True
    plain = _plain(kind)
    if plain in {"tv", "show", "season", "episode"}:
        return True
    return bool(_TELEVISION.search(plain)) and not is_no_film(kind)


@lru_cache(maxsize=1000)
def is_no_film(kind: str) -> bool:
    """Tell whether a kind of title is a game, a podcast or a music video."""
    return bool(kind) and bool(_NO_FILM.search(_plain(kind)))


def _plain(kind: str) -> str:
    """Return a kind in lower-case ASCII: "Mini-série télévisée" is "mini-serie televisee"."""
    return folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind))
