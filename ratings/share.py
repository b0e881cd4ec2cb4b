"""A film's picture for other sites: its motif, and the viewers' score where there is one."""

import hashlib

from films.models import Film


def fingerprint(film: Film) -> str:
    """What the picture's address ends in: it changes when the picture does."""
    from films import posters
    text = f"{posters.fingerprint(film.poster_facts)} {_score(film)}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def draw(film: Film) -> bytes:
    """The picture as a PNG of 1200 × 630; `film` is fetched with its scores."""
    from films import share_image
    return share_image.draw_png(film.poster_facts, _score(film))


def _score(film: Film) -> int | None:
    """The viewers' score in tenths of a star, if there is one."""
    mean: int | None = film.tally.mean_in_tenths
    return mean
