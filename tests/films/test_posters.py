"""Drawn posters: each film's own, the same one every time, and legible."""

import re
import subprocess
import sys
from itertools import count, islice
from statistics import median
from typing import cast
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from films.posters import PosterFacts, draw_svg, fingerprint, raster
from films.posters.chance import Chance
from films.posters.choice import OF_GENRE
from films.posters.composition import compose, compose_motif, family_of
from films.posters.families import FAMILIES
from films.posters.lettering import Block
from films.posters.palettes import ERAS, LEGIBLE, contrast
from films.posters.shapes import HEIGHT, WIDTH
from films.posters.stage import Stage

NAMES = [family.name for family in FAMILIES]
PALETTES = [palette for era in ERAS.values() for palette in era]
SVG = "{http://www.w3.org/2000/svg}"
LONG = "A Very Long Title of a Film That Goes On and On Until Nobody Remembers How It Had Begun"
TITLES = [
    "M", "Ran", "8½", "Metropolis", "À bout de souffle", LONG, "W" * 40, "Wind, Sand – and Stars",
    "Rindfleischetikettierungsüberwachungsgesetz", "東京物語",
    "ゆきゆきて、神軍とその長い題名の映画", "Tokyo 東京 Story", "기생충", "Человек с киноаппаратом",
    "باب الحديد", "مدينة 24 ساعة",
    "היה או לא היה", "पथेर पांचाली", "ลุงบุญมีระลึกชาติ", "Κυνόδοντας", "🎬 Emoji", "x" * 500,
]  # fmt: skip


def film(title: str = "Metropolis", year: int = 1927, *genres: str) -> PosterFacts:
    return PosterFacts(title, year, genres or ("Drama",), "Fritz Lang")


def films_of(family: str, number: int) -> list[PosterFacts]:
    """The first films called "Untitled n" whose poster is of that family, from all decades."""
    genre = next(genre for genre, row in OF_GENRE.items() if family in row.split())
    named = (film(f"Untitled {n}", 1895 + n * 7 % 130, genre) for n in count())
    return list(islice((facts for facts in named if family_of(facts).name == family), number))


def block_of(facts: PosterFacts) -> Block:
    """How a film's title is set on its poster."""
    block = compose(facts).block
    assert block is not None
    return block


def test_the_same_film_has_the_same_poster():
    assert draw_svg(film()) == draw_svg(film())


def test_a_poster_is_the_same_in_another_process_with_other_hashes():
    code = (
        "from films.posters import *; import sys;"
        "sys.stdout.write(draw_svg(PosterFacts('Metropolis', 1927, ('Drama',), 'Fritz Lang')))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert run.stdout.decode() == draw_svg(film())


def test_there_are_many_families():
    assert len(NAMES) == len(set(NAMES)) >= 16
    assert {"moon", "city", "waves", "eye", "beam", "stairs", "arcs", "speed"} <= set(NAMES)


def test_every_family_is_drawn_for_some_genre():
    drawn = {
        family_of(film(f"Untitled {n}", 1950, genre)).name for genre in OF_GENRE for n in range(120)
    }
    assert drawn == set(NAMES)


def test_a_genre_that_nobody_knows_may_have_any_family():
    assert {family_of(film(f"Untitled {n}", 1950, "Telenovela")).name for n in range(500)} == set(
        NAMES
    )


@pytest.mark.parametrize(
    ("title", "family"),
    [("A Trip to the Moon", "moon"), ("The Birds", "birds"), ("Metropolis", "city")],
)
def test_a_word_of_the_title_chooses_the_family(title, family):
    assert family_of(film(title, 1920, "Western")).name == family


def test_genres_are_known_in_other_spellings():
    odd, plain = (
        film("Film", 1990, "Sci-Fi", "Film-Noir"),
        film("Film", 1990, "Science Fiction", "Noir"),
    )
    assert family_of(odd) == family_of(plain)


@pytest.mark.parametrize("family", NAMES)
def test_two_films_of_a_family_look_different(family):
    motifs = [str(compose_motif(facts).shapes) for facts in films_of(family, 4)]
    assert len(set(motifs)) == 4


@pytest.mark.parametrize("family", FAMILIES, ids=NAMES)
def test_a_family_can_be_drawn_in_all_colours_with_the_title_anywhere(family):
    for number, colours in enumerate(PALETTES):
        for top, bottom, left in ((0, 450, 0), (150, 450, 0), (0, 300, 0), (0, 450, 144)):
            chance = Chance(family.name, str(number), str(top))
            scene = family.draw(Stage(top, bottom, left, colours, chance))
            assert scene.shapes
            assert contrast(colours.legible_on(scene.under_title)[0], scene.under_title) >= LEGIBLE


@pytest.mark.parametrize("family", NAMES)
def test_the_title_is_legible_on_what_is_painted_below_it(family):
    for facts in films_of(family, 8):
        poster, block = compose(facts), block_of(facts)
        box = (block.left, block.top, block.left + block.width, block.bottom)
        picture = raster.painted(poster.shapes, 450).crop(box)
        for _, colour in picture.getcolors(1 << 18) or []:
            assert contrast(poster.title_ink, hex_of(colour)) >= LEGIBLE, facts


def hex_of(colour: object) -> str:
    red, green, blue = cast(tuple[int, int, int], colour)
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.ground)
def test_every_palette_has_legible_writing(palette):
    assert contrast(palette.ink, palette.ground) >= LEGIBLE
    assert len(set(palette.all)) == 5


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("year", [1902, 1927, 1938, 1969, 1985, 2024])
def test_a_title_stays_inside_the_frame(title, year):
    block = block_of(PosterFacts(title, year, ("Drama",), "Somebody With a Name " * 3))
    assert block.left >= 19.9
    assert block.left + block.width <= WIDTH - 19.9
    assert block.top >= 19.9
    assert block.bottom <= HEIGHT - 19.9
    assert all(block.top < line.y < block.bottom for line in (*block.lines, *block.credit))
    assert block.size >= 16.9


@pytest.mark.parametrize(
    "title", ["M", "Ran", "Metropolis", "The General", "東京物語", "باب الحديد"]
)
@pytest.mark.parametrize("year", [1927, 1953, 1985])
def test_a_short_title_can_be_read_at_90_pixels(title, year):
    assert block_of(film(title, year)).size * 90 / WIDTH >= 7


def test_a_line_that_a_wide_font_could_break_out_of_is_held_to_its_width():
    assert "textLength" in draw_svg(film(LONG))
    assert block_of(film("M")).guarded is False


def test_words_are_broken_only_when_they_must_be():
    fits = " ".join(line.text for line in block_of(film("Metropolis of Tomorrow")).lines)
    assert "-" not in fits
    too_long = block_of(film("Donaudampfschifffahrtsgesellschaftskapitän", 1936)).lines
    assert (
        "".join(line.text.removesuffix("-") for line in too_long).lower().startswith("donaudampf")
    )
    assert all(line.text.endswith("-") for line in too_long[:-1])


def test_japanese_breaks_between_letters_but_not_before_a_comma():
    lines = [line.text for line in block_of(film("ゆきゆきて、神軍、その長い長い題名の映画")).lines]
    assert len(lines) > 1
    assert not any(line[0] in "、。" for line in lines)


def test_arabic_begins_at_the_right():
    drawn = draw_svg(film("باب الحديد", 1958))
    assert 'direction="rtl"' in drawn
    block = block_of(film("باب الحديد", 1958))
    assert block.rtl
    assert 'direction="rtl"' not in draw_svg(film("Cairo Station", 1958))


def test_year_and_director_stand_below_the_title():
    texts = [text.text for text in ElementTree.fromstring(draw_svg(film())).iter(f"{SVG}text")]  # noqa: S314 - our own drawing
    assert texts[-1] == "1927 · Fritz Lang"
    alone = PosterFacts("Metropolis", 1927, ("Drama",))
    assert "1927</text>" in draw_svg(alone)


def test_many_directors_take_a_second_line():
    names = "Francesco Bertolini, Adolfo Padovan, Giuseppe de Liguoro"
    block = block_of(PosterFacts("L'Inferno", 1911, ("Fantasy",), names))
    assert [line.text for line in block.credit][-1].endswith("Liguoro")
    assert len(block.credit) == 2


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=120), st.integers(1870, 2036), st.text(max_size=40), st.text(max_size=80))
def test_whatever_a_title_holds_the_poster_is_well_formed(title, year, genre, director):
    drawn = draw_svg(PosterFacts(title, year, (genre,), director))
    root = ElementTree.fromstring(drawn.encode())  # noqa: S314 - our own drawing
    assert root.get("viewBox") == "0 0 300 450"
    assert root.get("role") == "img"
    assert (root.findtext(f"{SVG}title") or "").endswith(f"({year})")
    assert len(drawn.encode()) < 20_000


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        "a \"b\" & 'c'",
        "\x00\x0b\ufffe",
        "\ud800 alone",
        "]]>",
        "\u202etrick",
        "  ",
    ],
)
def test_hostile_titles_stay_text(title):
    root = ElementTree.fromstring(draw_svg(film(title)).encode())  # noqa: S314 - our own drawing
    assert not list(root.iter(f"{SVG}script"))
    assert not re.search(r"[\x00-\x08\x0b\ufffe\u202e]", draw_svg(film(title)))


def test_posters_are_small_files():
    sizes = [len(draw_svg(facts).encode()) for name in NAMES for facts in films_of(name, 4)]
    assert max(sizes) < 20_000
    assert median(sizes) < 6_000


def test_posters_ask_nothing_of_a_server_and_hold_no_style():
    for name in NAMES:
        drawn = draw_svg(films_of(name, 1)[0])
        assert "style" not in drawn
        assert "href" not in drawn
        assert drawn.count("http") == 1


def test_the_fingerprint_is_twelve_digits_that_change_with_what_is_drawn():
    facts = PosterFacts("Metropolis", 1927, ("Drama", "Science Fiction"), "Fritz Lang")
    others = [
        PosterFacts("Metropolis!", 1927, facts.genres, "Fritz Lang"),
        PosterFacts("Metropolis", 1926, facts.genres, "Fritz Lang"),
        PosterFacts("Metropolis", 1927, ("Drama",), "Fritz Lang"),
        PosterFacts("Metropolis", 1927, facts.genres, "Thea von Harbou"),
    ]
    assert re.fullmatch("[0-9a-f]{12}", fingerprint(facts))
    assert len({fingerprint(facts), *map(fingerprint, others)}) == 5
    assert fingerprint(facts) == fingerprint(
        PosterFacts("Metropolis", 1927, facts.genres, "Fritz Lang")
    )


def test_the_fingerprint_takes_titles_that_no_encoding_holds():
    assert fingerprint(film("\ud800")) != fingerprint(film("\ud801"))
