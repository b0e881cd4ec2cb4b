"""Posters for films that have no picture: drawn from their facts, the same one every time."""

from __future__ import annotations

import json
from hashlib import sha256

from films.posters import svg
from films.posters.composition import Poster, compose, compose_motif
from films.posters.facts import PosterFacts, printable

DRAWING = "1"
"""Raise it with every change to how posters look: their addresses are kept for a year."""

__all__ = ["DRAWING", "Poster", "PosterFacts", "draw_motif", "draw_svg", "fingerprint"]


def fingerprint(facts: PosterFacts) -> str:
    """Twelve hexadecimal digits that change when the poster would. Draws nothing."""
    values = [DRAWING, facts.title, facts.year, list(facts.genres), facts.director]
    return sha256(json.dumps(values).encode("ascii")).hexdigest()[:12]


def draw_svg(facts: PosterFacts) -> str:
    """The film's poster as an SVG document of 300 × 450."""
    name = f"{printable(facts.title)} ({facts.year})"
    return svg.rendered(compose(facts), name, fingerprint(facts)[:6])


def draw_motif(facts: PosterFacts) -> Poster:
    """The poster's motif without its lettering, for the share image."""
    return compose_motif(facts)
