"""From facts to a finished drawing that a renderer can put on paper."""

from __future__ import annotations

from dataclasses import dataclass

from films.posters.chance import Chance
from films.posters.choice import choose_family, choose_palette
from films.posters.facts import PosterFacts, printable
from films.posters.lettering import Block, set_title
from films.posters.palettes import Palette, contrast, vivid
from films.posters.shapes import HEIGHT, WIDTH, Shape
from films.posters.stage import Family, Scene, Stage
from films.posters.typefaces import Typeface, choose_typeface

_AIR = 18.0


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster before it is rendered; `block` is None where the motif stands alone."""

    family: Family
    colours: Palette
    shapes: list[Shape]
    under_title: str
    title_ink: str
    block: Block | None


def compose(facts: PosterFacts) -> Poster:
    """The poster of a film, title and all."""
    chance = _chance(facts, "poster")
    family, colours = family_of(facts), _colours_of(facts)
    block = _title_block(facts, family, choose_typeface(facts.year, chance), chance)
    scene = family.draw(_stage(block, colours, _chance(facts, family.name)))
    return Poster(
        family,
        colours,
        scene.shapes,
        scene.under_title,
        _ink(scene, colours, chance),
        block,
    )


def compose_motif(facts: PosterFacts) -> Poster:
    """The same motif with the whole frame to itself."""
    family, colours = family_of(facts), _colours_of(facts)
    stage = Stage(0, HEIGHT, 0, colours, _chance(facts, family.name))
    scene = family.draw(stage)
    ink = _ink(scene, colours, _chance(facts, "poster"))
    return Poster(family, colours, scene.shapes, scene.under_title, ink, None)


def _chance(facts: PosterFacts, subject: str) -> Chance:
    return Chance(facts.title, str(facts.year), subject)


def family_of(facts: PosterFacts) -> Family:
    """The family that a film's poster is drawn by."""
    return choose_family(facts.title, facts.genres, _chance(facts, "family"))


def _colours_of(facts: PosterFacts) -> Palette:
    return choose_palette(facts.year, facts.genres, _chance(facts, "colours"))


def _title_block(facts: PosterFacts, family: Family, typeface: Typeface, chance: Chance) -> Block:
    credit = " · ".join(part for part in (str(facts.year), printable(facts.director)) if part)
    title = printable(facts.title)
    blocks = (set_title(title, credit, zone, typeface) for zone in chance.shuffled(family.zones))
    return next(
        (block for block in blocks if block.size >= block.zone.smallest), None
    ) or set_title(title, credit, family.zones[-1], typeface)


def _stage(block: Block, colours: Palette, chance: Chance) -> Stage:
    if block.zone.w < WIDTH / 2:
        return Stage(0, HEIGHT, block.zone.x + block.zone.w + 8, colours, chance)
    if block.zone.edge == "top":
        return Stage(block.bottom + _AIR, HEIGHT, 0, colours, chance)
    return Stage(0, block.top - _AIR, 0, colours, chance)


def _ink(scene: Scene, colours: Palette, chance: Chance) -> str:
    """The title's colour: the strongest, or now and then a louder one that reads as well."""
    inks = colours.legible_on(scene.under_title)
    loud = [ink for ink in inks[1:] if contrast(ink, scene.under_title) >= 5 and vivid(ink)]
    return chance.pick(loud) if loud and chance.yes(0.45) else inks[0]
