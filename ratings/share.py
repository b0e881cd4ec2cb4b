"""A film's picture for other sites: its motif, and the viewers' score where there is one."""

import hashlib

from films import posters
from films.models import Film
from films.share_image import ShareScore, draw_png


def fingerprint(film: Film, *, with_score: bool = True) -> str:
    """What the picture's address ends in: it changes when the picture does."""
    score = _score(film) if with_score else "hidden"
    text = f"{posters.fingerprint(film.poster_facts)} {score}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def draw(film: Film, *, with_score: bool = True) -> bytes:
    """The picture as a PNG of 1200 × 630; `film` is fetched with its scores."""
    return draw_png(film.poster_facts, _score(film) if with_score else None)


def _score(film: Film) -> ShareScore | None:
    mean: int | None = film.tally.mean_in_tenths
    return None if mean is None else ShareScore(mean)
