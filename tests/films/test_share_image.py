"""The picture beside a link: 1200 × 630, with stars only for a score and no boxes for letters."""

from io import BytesIO

import pytest
from PIL import Image, features

from films.posters import PosterFacts
from films.share_fonts import font_for
from films.share_image import ShareScore, draw_png

NOBODYS_LETTERS = "\ue0f1\ue0f2\ue0f3"


def film(title: str = "Metropolis", year: int = 1927) -> PosterFacts:
    return PosterFacts(title, year, ("Drama", "Science Fiction"), "Fritz Lang")


def picture(facts: PosterFacts, tenths: int | None = None) -> Image.Image:
    score = None if tenths is None else ShareScore(tenths)
    return Image.open(BytesIO(draw_png(facts, score))).convert("RGB")


@pytest.mark.parametrize("title", ["M", "Metropolis", "東京物語", "باب الحديد", "x" * 400, ""])
def test_it_is_a_small_png_of_1200_by_630(title):
    drawn = draw_png(film(title), ShareScore(43))
    opened = Image.open(BytesIO(drawn))
    assert (opened.format, opened.size) == ("PNG", (1200, 630))
    assert len(drawn) < 200_000


def test_the_same_film_and_score_give_the_same_picture():
    assert draw_png(film(), ShareScore(43)) == draw_png(film(), ShareScore(43))


def panel(facts: PosterFacts, tenths: int | None = None) -> Image.Image:
    return picture(facts, tenths).crop((430, 0, 1200, 630))


def pixels(part: Image.Image) -> dict[object, int]:
    """How many pixels have each colour."""
    return {colour: number for number, colour in part.getcolors(1 << 20) or []}


def painted(part: Image.Image) -> int:
    """How many pixels differ from the corner's colour."""
    ground = part.getpixel((part.width - 1, 0))
    return sum(number for colour, number in pixels(part).items() if colour != ground)


def test_the_title_is_set_where_a_font_has_its_letters():
    with_title, without = panel(film("Metropolis")), panel(film(NOBODYS_LETTERS))
    top = (0, 0, 770, 420)
    assert painted(with_title.crop(top)) > 1000
    assert painted(without.crop(top)) == 0


def test_a_title_with_one_unknown_letter_is_left_out_whole():
    assert painted(panel(film("Metropolis " + NOBODYS_LETTERS[0])).crop((0, 0, 770, 420))) == 0


def test_the_year_stands_there_always():
    low = (400, 500, 770, 630)
    assert painted(panel(film(NOBODYS_LETTERS)).crop(low)) > 200


def test_titles_stay_in_their_room():
    for title in ("W" * 60, "Wide Words " * 20, "長" * 150):
        drawn = panel(film(title), 35)
        assert painted(drawn.crop((0, 0, 40, 480))) == 0
        assert painted(drawn.crop((720, 0, 770, 630))) == 0
        assert painted(drawn.crop((40, 440, 720, 490))) == 0


def test_there_are_stars_only_with_a_score():
    stars = (40, 490, 400, 600)
    assert painted(panel(film()).crop(stars)) == 0
    assert painted(panel(film(), 0).crop(stars)) > 1000


def test_stars_fill_by_tenths():
    row = (50, 490, 400, 600)
    empty, full = pixels(panel(film(), 0).crop(row)), pixels(panel(film(), 50).crop(row))
    gold = max(full.keys() - empty.keys(), key=full.__getitem__)
    drawn = [panel(film(), tenths).crop((50, 490, 390, 574)) for tenths in (0, 5, 19, 20, 43, 50)]
    shares = [pixels(part).get(gold, 0) for part in drawn]
    assert shares == sorted(shares)
    assert len(set(shares)) == len(shares)


@pytest.mark.parametrize("tenths", [-1, 51])
def test_a_score_outside_of_five_stars_is_refused(tenths):
    with pytest.raises(ValueError, match="0 to 50"):
        ShareScore(tenths)


def test_latin_always_has_a_font():
    assert font_for("Metropolis") is not None


def test_private_letters_have_none():
    assert font_for(NOBODYS_LETTERS) is None


def test_joined_scripts_are_left_out_where_nothing_can_join_them(monkeypatch):
    monkeypatch.setattr(features, "check", lambda feature: False)
    assert font_for("باب الحديد") is None
    assert font_for("पथेर पांचाली") is None
    assert font_for("Metropolis") is not None
