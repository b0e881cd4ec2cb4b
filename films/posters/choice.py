"""Which family and which colours suit a film."""

from __future__ import annotations

import re

from films.posters.chance import Chance
from films.posters.families import FAMILIES
from films.posters.palettes import ERAS, Palette, era_of
from films.posters.stage import Family

BY_NAME = {family.name: family for family in FAMILIES}

OF_GENRE: dict[str, str] = {
    "action": "speed 3 shards 3 city 2 road 2 hand 1 banners 1 beam 1",
    "adventure": "waves 3 mountains 3 desert 3 speed 2 moon 1 road 1 banners 1",
    "animation": "arcs 3 clouds 3 birds 2 moon 2 flower 2 forest 1 record 1",
    "biography": "profile 4 birds 1 banners 2 hand 1 stage 1 road 1 mountains 1 tower 1",
    "children": "clouds 4 arcs 2 birds 2 moon 2 flower 2 forest 2",
    "comedy": "arcs 3 stage 3 mask 2 heart 1 speed 2 clouds 2 clockwork 1 flower 1 record 1",
    "crime": "shards 3 hand 3 window 3 stairs 2 city 2 maze 2 beam 2 eye 1",
    "documentary": "eye 4 reel 4 beam 2 birds 2 profile 2 road 1 city 1 waves 1 tower 2",
    "drama": "window 3 profile 3 stairs 2 birds 2 flower 2 hand 2 road 2 waves 2 mask 2 city 2 "
    "forest 1 mountains 1 arcs 1 spiral 1 beam 1 heart 1 tower 2",
    "experimental": "arcs 3 eye 3 spiral 3 reel 2 maze 2 shards 2 clockwork 1",
    "family": "clouds 4 arcs 2 birds 2 flower 2 moon 1 forest 1",
    "fantasy": "moon 3 forest 3 mask 2 clouds 2 stairs 1 mountains 1 birds 1 flower 1",
    "history": "banners 5 birds 1 mountains 1 mask 1 stage 1 city 1 tower 2",
    "horror": "stairs 4 forest 3 eye 2 moon 2 mask 2 hand 3 window 2 shards 1 spiral 1",
    "musical": "record 4 stage 4 arcs 2 mask 1 heart 1",
    "mystery": "maze 3 window 3 spiral 2 beam 2 stairs 2 eye 2 hand 1 profile 1 tower 2",
    "noir": "window 4 beam 3 stairs 3 city 3 shards 2 hand 2 road 1 maze 1",
    "romance": "heart 5 flower 3 profile 3 window 1 waves 1 moon 1 birds 1",
    "science fiction": "moon 5 clockwork 3 city 2 spiral 2 eye 1 arcs 1 maze 1",
    "short": "reel 3 arcs 2 clockwork 2 speed 1 eye 1",
    "sport": "speed 4 arcs 2 mountains 1 banners 2 road 1",
    "thriller": "spiral 3 shards 3 eye 2 stairs 2 hand 2 window 2 maze 2 city 1 profile 1",
    "war": "banners 4 beam 3 shards 3 birds 2 mountains 1 hand 1",
    "western": "desert 6 road 1 mountains 3 hand 1 speed 1",
}
"""What each genre likes to be drawn with, and how much."""

_SAME: dict[str, str] = {
    "film noir": "noir", "music": "musical", "sci fi": "science fiction", "kids": "children",
    "scifi": "science fiction", "biopic": "biography", "historical": "history", "war film": "war",
    "avant garde": "experimental", "sports": "sport", "romantic comedy": "romance",
    "melodrama": "drama", "tragedy": "drama", "slapstick": "comedy", "satire": "comedy",
    "swashbuckler": "adventure", "travel": "documentary", "epic": "history", "suspense": "thriller",
}  # fmt: skip

_OF_WORD: dict[str, str] = {
    "moon": "moon", "lune": "moon", "luna": "moon", "star": "moon", "space": "moon",
    "city": "city", "metropolis": "city", "street": "city", "berlin": "city", "town": "city",
    "sea": "waves", "ocean": "waves", "wave": "waves", "river": "waves", "boat": "waves",
    "ship": "waves", "steamboat": "waves", "battleship": "waves", "potemkin": "waves",
    "eye": "eye", "eyes": "eye", "camera": "reel", "cinema": "reel", "film": "reel",
    "light": "beam", "lights": "beam", "lighthouse": "tower",
    "tower": "tower", "stairs": "stairs", "house": "window",
    "train": "speed", "railway": "speed", "engine": "speed", "express": "speed", "bicycle": "speed",
    "desert": "desert", "sheik": "desert", "sand": "desert", "forest": "forest", "wood": "forest",
    "woods": "forest", "tree": "forest", "jungle": "forest", "mask": "mask", "clown": "mask",
    "phantom": "mask", "opera": "stage", "theatre": "stage", "stage": "stage", "curtain": "stage",
    "love": "heart", "heart": "heart", "hearts": "heart", "bride": "heart", "cloud": "clouds",
    "clouds": "clouds", "sky": "clouds", "flying": "clouds", "wings": "birds", "bird": "birds",
    "birds": "birds", "crow": "birds", "mountain": "mountains", "mountains": "mountains",
    "hill": "mountains", "maze": "maze", "labyrinth": "maze", "clock": "clockwork",
    "time": "clockwork", "modern": "clockwork", "window": "window", "room": "window",
    "vertigo": "spiral", "whirlpool": "spiral", "detour": "road", "road": "road",
    "highway": "road", "king": "banners", "queen": "banners", "crown": "banners",
    "war": "banners", "flower": "flower", "flowers": "flower", "rose": "flower",
    "blossoms": "flower", "hands": "hand", "hand": "hand", "jazz": "record", "song": "record",
    "symphony": "record", "music": "record", "woman": "profile", "face": "profile",
    "night": "moon", "mars": "moon", "planet": "moon", "dead": "hand", "carnival": "mask",
    "souls": "mask", "devil": "mask", "dance": "stage", "cabinet": "stairs", "caligari": "stairs",
    "nosferatu": "stairs", "chien": "eye", "general": "speed", "carriage": "road",
    "hitch": "road", "factory": "tower", "workers": "tower", "north": "mountains",
    "spring": "flower", "suspense": "spiral", "safety": "clockwork", "sunrise": "clouds",
    "joan": "banners",
    "vampires": "window", "detective": "window", "robbery": "speed", "inferno": "mask",
}  # fmt: skip
"""Words of a title that ask for a family, whatever the genre."""

_DARK_GENRES = frozenset({"horror", "noir", "crime", "mystery", "thriller", "war"})
_BRIGHT_GENRES = frozenset({"comedy", "family", "children", "animation", "musical", "romance"})


def choose_family(title: str, genres: tuple[str, ...], chance: Chance) -> Family:
    """The family that a word of the title asks for, else one that suits the genres, the first of
    them most."""
    for word in re.findall(r"\w+", title.lower()):
        if word in _OF_WORD:
            return BY_NAME[_OF_WORD[word]]
    weights: dict[str, float] = {}
    for rank, genre in enumerate(map(_known, genres)):
        for name, weight in _weights(OF_GENRE.get(genre, "")).items():
            weights[name] = weights.get(name, 0) + weight / (rank + 1)
    return BY_NAME[chance.weigh(weights or dict.fromkeys(BY_NAME, 1.0))]


def choose_palette(year: int, genres: tuple[str, ...], chance: Chance) -> Palette:
    """Colours of the film's decade; dark paper is likelier for dark genres."""
    known = {_known(genre) for genre in genres}
    dark = 2.6 if known & _DARK_GENRES else 0.5 if known & _BRIGHT_GENRES else 1.0
    return chance.weigh(
        {palette: dark if palette.is_dark else 1.0 for palette in ERAS[era_of(year)]}
    )


def _known(genre: str) -> str:
    name = " ".join(re.findall(r"[a-z]+", genre.lower()))
    return _SAME.get(name, name)


def _weights(row: str) -> dict[str, float]:
    words = row.split()
    return {name: float(weight) for name, weight in zip(words[::2], words[1::2], strict=True)}
