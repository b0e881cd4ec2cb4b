"""A catalogue that is imported again changes what it corrects, and nothing else."""

from typing import Any

import pytest
from django.utils import timezone

from films.models import Film, Offer
from reviews.models import Aggregator, AggregatorScore
from tests.config.catalogue_desk import (
    GENERAL,
    WHOLE,
    cast_of,
    genres_of,
    ids_of,
    the_film,
    titles_of,
)

pytestmark = pytest.mark.django_db


def test_an_import_that_is_run_again_changes_nothing(desk):
    assert desk.run(WHOLE) == {"added": 1}
    version = the_film().version
    assert desk.run(WHOLE) == {"unchanged": 1}
    assert desk.run(GENERAL) == {"unchanged": 1}
    assert the_film().version == version
    assert AggregatorScore.objects.count() == 2


def test_what_the_file_corrects_is_changed(desk):
    desk.run(WHOLE)
    corrected = WHOLE | {
        "title": "General, The",
        "runtime": 78,
        "synopsis": "",
        "countries": ["FR"],
    }
    assert desk.run(corrected) == {"changed": 1}
    film = the_film()
    assert (film.title, film.runtime, film.synopsis) == ("General, The", 78, "")
    assert (film.countries, film.slug) == (["FR"], "general-the-1926")
    assert Film.objects.at("the-general-1926") == film
    assert desk.run(corrected) == {"unchanged": 1}


def test_a_key_that_a_line_does_not_have_is_left_alone(desk):
    desk.run(WHOLE)
    assert desk.run({**GENERAL, "runtime": 70}) == {"changed": 1}
    film = the_film()
    assert (film.runtime, film.synopsis, genres_of(film)) == (70, "A train.", ["Comedy"])
    assert (cast_of(film), ids_of(film)) == ([("Buster Keaton", "director")], {"imdb": "tt0017925"})


def test_a_list_replaces_the_one_that_imports_gave_before(desk):
    desk.run(WHOLE)
    counts = desk.run(
        GENERAL
        | {
            "genres": ["Silent"],
            "alternative_titles": [],
            "credits": [{"person": "Clyde Bruckman", "role": "director"}],
            "languages": [],
            "offers": [],
        }
    )
    film = the_film()
    assert counts == {"changed": 1}
    assert (genres_of(film), titles_of(film), film.languages) == (["Silent"], [], [])
    assert cast_of(film) == [("Clyde Bruckman", "director")]
    assert not film.offers.exists()


def test_credits_stand_in_the_order_of_the_line(desk):
    ann, bob = ({"person": name, "role": "cast"} for name in ("Ann", "Bob"))
    desk.run(GENERAL | {"credits": [ann, bob]})
    assert desk.run(GENERAL | {"credits": [bob, ann]}) == {"changed": 1}
    assert cast_of(the_film()) == [("Bob", "cast"), ("Ann", "cast")]


def test_an_id_is_not_lost_because_a_line_does_not_repeat_it(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0017925", "tmdb": "961"}})
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}}) == {"unchanged": 1}
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0017926", "tmdb": "961"}}) == {"changed": 1}
    assert ids_of(the_film()) == {"imdb": "tt0017926", "tmdb": "961"}


def test_an_offer_takes_its_new_terms(desk):
    offer = {"provider": "Shop", "country": "US", "kind": "rent", "currency": "USD"}
    desk.run(GENERAL | {"offers": [offer | {"price": "3.99"}]})
    first = Offer.objects.get().pk
    assert desk.run(GENERAL | {"offers": [offer | {"price": "2.99"}]}) == {"changed": 1}
    assert (Offer.objects.get().pk, str(Offer.objects.get().price)) == (first, "2.99")


def scored(**score: Any) -> dict[str, Any]:
    return GENERAL | {"scores": [{"aggregator": "Rotten Tomatoes", **score}]}


def series() -> list[tuple[str, int | None]]:
    return [
        (str(day), percent)
        for day, percent in AggregatorScore.objects.order_by("as_of").values_list(
            "as_of", "percent"
        )
    ]


def test_scores_add_a_dated_entry(desk):
    desk.run(scored(percent=92, as_of="2026-01-31"))
    assert desk.run(scored(percent=91, as_of="2026-02-28")) == {"changed": 1}
    assert desk.run(scored(percent=90, as_of="2026-02-28")) == {"changed": 1}
    assert desk.run(scored(percent=90, as_of="2026-02-28")) == {"unchanged": 1}
    assert series() == [("2026-01-31", 92), ("2026-02-28", 90)]
    assert Aggregator.objects.get().url == "https://www.rottentomatoes.com/"


def test_a_score_without_a_day_is_of_the_day_of_its_first_import(desk):
    desk.run(scored(percent=92))
    AggregatorScore.objects.update(as_of="2026-01-01")
    film = the_film()
    film.imported["scores"][0][7] = "2026-01-01"
    film.save()
    assert desk.run(scored(percent=92)) == {"unchanged": 1}
    assert desk.run(scored(percent=93)) == {"changed": 1}
    assert desk.run(scored(percent=93)) == {"unchanged": 1}
    assert series() == [("2026-01-01", 92), (str(timezone.localdate()), 93)]


def test_the_score_of_critics_and_that_of_viewers_stand_side_by_side(desk):
    line = scored(percent=92)
    line["scores"].append({"aggregator": "rotten tomatoes", "percent": 80, "audience": True})
    desk.run(line)
    assert desk.run(line) == {"unchanged": 1}
    assert Aggregator.objects.count() == 1
    assert AggregatorScore.objects.count() == 2


def test_a_score_that_a_person_corrected_or_took_out_is_kept(desk):
    line = scored(percent=92, as_of="2026-01-31", url="https://example.org/a")
    desk.run(line)
    AggregatorScore.objects.update(percent=29)
    line["scores"][0]["url"] = "https://example.org/b"
    assert desk.run(line) == {"changed": 1, "kept": 1}
    score = AggregatorScore.objects.get()
    assert (score.percent, score.url) == (29, "https://example.org/b")
    score.delete()
    assert desk.run(line) == {"kept": 1}
    assert not AggregatorScore.objects.exists()
