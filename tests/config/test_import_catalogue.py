"""What whoever runs `import_catalogue` can rely on."""

import csv
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from films.catalogue.importer import import_catalogue
from films.models import AlternativeTitle, Credit, ExternalId, Film, Genre, Offer, Person
from reviews.models import Aggregator, AggregatorScore
from tests import make

pytestmark = pytest.mark.django_db

Lines = Sequence[Mapping[str, Any] | str]
GENERAL: dict[str, Any] = {"title": "The General", "year": 1926}
NAMES = ("added", "changed", "unchanged", "kept", "refused")


class Desk:
    """Where catalogues are brought: each import replaces the file of the one before."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "catalogue.jsonl"

    def write(self, *lines: Mapping[str, Any] | str) -> Path:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        self.path.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return self.path

    def run(self, *lines: Mapping[str, Any] | str, **options: Any) -> dict[str, int]:
        """Import the lines; return the counts that aren't 0."""
        out = StringIO()
        with suppress(SystemExit):
            call_command("import_catalogue", self.write(*lines), stdout=out, **options)
        said = out.getvalue().splitlines()[0].removeprefix("dry run, nothing saved: ")
        counts = dict(part.split() for part in said.split(", "))
        assert tuple(counts) == NAMES
        return {name: int(count) for name, count in counts.items() if count != "0"}

    def refused(self) -> list[tuple[int, str]]:
        """Return the refused lines of the last import with their reasons."""
        with open(f"{self.path}.refused.csv", encoding="utf-8", newline="") as file:
            return [(int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def the_film() -> Film:
    return Film.objects.get()


def titles_of(film: Film) -> list[str]:
    return list(film.titles.values_list("title", flat=True))


def genres_of(film: Film) -> list[str]:
    return list(film.film_genres.values_list("genre__name", flat=True))


def ids_of(film: Film) -> dict[str, str]:
    return dict(film.external_ids.values_list("site", "value"))


def cast_of(film: Film) -> list[tuple[str, str]]:
    billing = film.credits.order_by("position", "pk")
    return list(billing.values_list("person__name", "role"))


# What a line becomes -----------------------------------------------------------------------------


def test_a_film_comes_in_with_all_that_its_line_says(desk):
    counts = desk.run(
        GENERAL
        | {
            "original_title": "Der General",
            "alternative_titles": ["Le Mécano de la « General »", "将軍"],
            "runtime": 67,
            "synopsis": "A train is stolen.\n\nAnd brought back.",
            "synopsis_language": "en",
            "countries": ["US"],
            "languages": ["en"],
            "genres": ["Comedy", "Silent"],
            "credits": [
                {"person": "Clyde Bruckman", "role": "director"},
                {"person": "Buster Keaton", "role": "director"},
                {"person": "Buster Keaton", "role": "cast", "character": "Johnnie Gray"},
            ],
            "ids": {"imdb": "tt0017925", "wikidata": "Q1"},
            "scores": [{"aggregator": "Rotten Tomatoes", "percent": 92, "as_of": "2026-01-31"}],
            "offers": [
                {
                    "provider": "Archive",
                    "country": "us",
                    "kind": "rent",
                    "url": "https://example.org/",
                    "price": "3.99",
                    "currency": "USD",
                    "checked_on": "2026-10-31",
                    "search": True,
                }
            ],
        }
    )
    assert counts == {"added": 1}
    film = the_film()
    assert (film.slug, film.sort_title) == ("the-general-1926", "general, the")
    assert (film.title, film.original_title, film.year) == ("The General", "Der General", 1926)
    assert titles_of(film) == ["Le Mécano de la « General »", "将軍"]
    assert (film.runtime, film.countries, film.languages) == (67, ["US"], ["en"])
    assert film.synopsis == "A train is stolen.\n\nAnd brought back."
    assert genres_of(film) == ["Comedy", "Silent"]
    assert cast_of(film) == [
        ("Clyde Bruckman", "director"),
        ("Buster Keaton", "director"),
        ("Buster Keaton", "cast"),
    ]
    assert Credit.objects.get(role="cast").character == "Johnnie Gray"
    assert Person.objects.get(name="Buster Keaton").slug == "buster-keaton"
    assert Person.objects.get(name="Buster Keaton").sort_name == "keaton, buster"
    assert ids_of(film) == {"imdb": "tt0017925", "wikidata": "Q1"}
    offer = Offer.objects.get()
    assert (str(offer.price), offer.currency, offer.search) == ("3.99", "USD", True)
    assert (offer.country, offer.checked_on.isoformat()) == ("US", "2026-10-31")
    score = AggregatorScore.objects.get()
    assert (score.shown, score.as_of.isoformat()) == ("92%", "2026-01-31")
    assert film.tally.ratings == film.critic_tally.stated == 0


def test_films_of_one_title_and_year_get_addresses_of_their_own(desk):
    desk.run({**GENERAL, "ids": {"imdb": "tt0000001"}}, {**GENERAL, "ids": {"imdb": "tt0000002"}})
    assert list(Film.objects.by_title().values_list("slug", flat=True)) == [
        "the-general-1926",
        "the-general-1926-2",
    ]


def test_names_are_the_same_whatever_their_case_where_the_site_says_so(desk):
    offer = {"provider": "Archive", "country": "US", "kind": "free"}
    desk.run(
        GENERAL | {"genres": ["Film noir"], "offers": [offer]},
        {"title": "Laura", "year": 1944, "genres": ["FILM NOIR"]},
        {"title": "Gilda", "year": 1946, "offers": [offer | {"provider": "archive"}]},
    )
    assert Genre.objects.get().name == "Film noir"
    assert Offer.objects.values("provider").distinct().count() == 1


# Running again -----------------------------------------------------------------------------------

WHOLE: dict[str, Any] = GENERAL | {
    "original_title": "Der General",
    "runtime": 67,
    "synopsis": "A train.",
    "genres": ["Comedy"],
    "countries": ["US"],
    "languages": ["en"],
    "alternative_titles": ["Keaton's General"],
    "credits": [{"person": "Buster Keaton", "role": "director"}],
    "ids": {"imdb": "tt0017925"},
    "scores": [{"aggregator": "A", "percent": 92}, {"aggregator": "B", "value": 7.5, "scale": 10}],
    "offers": [{"provider": "Archive", "country": "US", "kind": "free", "url": "https://a.org/"}],
}


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


# What people changed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "theirs"),
    [
        ("title", "The General (restored)"),
        ("year", 1927),
        ("original_title", ""),
        ("runtime", 75),
        ("synopsis", "A better sentence."),
    ],
)
@pytest.mark.parametrize("ids", [{}, {"imdb": "tt0017925"}])
def test_what_a_person_corrected_is_left_and_counted_as_kept(desk, field, theirs, ids):
    desk.run(WHOLE | {"ids": ids})
    film = the_film()
    setattr(film, field, theirs)
    film.save()
    assert desk.run(WHOLE | {"ids": ids}) == {"kept": 1}
    assert getattr(the_film(), field) == theirs


def test_countries_that_a_person_added_or_took_out_stay_so(desk):
    desk.run(GENERAL | {"countries": ["US", "FR"]})
    Film.objects.update(countries=["US", "GB"])
    assert desk.run(GENERAL | {"countries": ["US", "FR"]}) == {"kept": 1}
    assert desk.run(GENERAL | {"countries": ["DE", "FR"]}) == {"changed": 1, "kept": 1}
    assert the_film().countries == ["GB", "DE"]


def test_the_language_of_a_synopsis_that_a_person_wrote_is_theirs_as_well(desk):
    line = GENERAL | {"synopsis": "A train.", "synopsis_language": "en"}
    desk.run(line)
    Film.objects.update(synopsis="A better train.")
    assert desk.run(line | {"synopsis": "Ein Zug.", "synopsis_language": "de"}) == {"kept": 1}
    assert the_film().synopsis_language == "en"


def test_a_film_whose_title_and_year_a_person_corrected_is_still_found(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}})
    Film.objects.update(title="The Corporal", year=1930)
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}}) == {"kept": 1}
    assert desk.run(GENERAL) == {"kept": 1}
    assert (the_film().title, the_film().year) == ("The Corporal", 1930)


def test_a_line_that_changes_one_thing_and_keeps_another_counts_as_both(desk):
    desk.run(WHOLE)
    Film.objects.update(runtime=75)
    assert desk.run(WHOLE | {"runtime": 80, "synopsis": "New."}) == {"changed": 1, "kept": 1}
    assert (the_film().runtime, the_film().synopsis) == (75, "New.")


def test_a_correction_that_the_file_takes_over_is_no_longer_kept(desk):
    desk.run(WHOLE)
    Film.objects.update(runtime=75)
    assert desk.run(WHOLE | {"runtime": 75}) == {"unchanged": 1}
    assert desk.run(WHOLE | {"runtime": 76}) == {"changed": 1}


def test_a_film_that_a_person_made_is_filled_but_not_overwritten(desk):
    film = make.film("The General", 1926, runtime=75)
    assert desk.run(WHOLE) == {"changed": 1, "kept": 1}
    film.refresh_from_db()
    assert (film.runtime, film.synopsis, genres_of(film)) == (75, "A train.", ["Comedy"])


def test_what_a_person_added_to_a_list_stays(desk):
    desk.run(WHOLE)
    film = the_film()
    film.genres.add(make.genre("War"))
    make.credit(film, make.person("Joseph Schenck"), "producer", position=1)
    AlternativeTitle.objects.create(film=film, title="Il generale")
    ExternalId.objects.create(film=film, site="tmdb", value="961")
    make.offer(film, make.provider("Kiosk"))
    assert desk.run(WHOLE) == {"unchanged": 1}
    emptied = {"genres": [], "credits": [], "alternative_titles": [], "offers": [], "ids": {}}
    assert desk.run(WHOLE | emptied) == {"changed": 1}
    assert (genres_of(film), titles_of(film)) == (["War"], ["Il generale"])
    assert cast_of(film) == [("Joseph Schenck", "producer")]
    assert ids_of(film) == {"imdb": "tt0017925", "tmdb": "961"}
    assert film.offers.get().provider.name == "Kiosk"


@pytest.mark.parametrize("key", ["genres", "credits", "alternative_titles", "offers", "ids"])
def test_what_a_person_took_out_of_a_list_stays_out(desk, key):
    desk.run(WHOLE)
    rows = {
        "genres": the_film().film_genres,
        "credits": the_film().credits,
        "alternative_titles": the_film().titles,
        "offers": the_film().offers,
        "ids": the_film().external_ids,
    }[key]
    rows.all().delete()
    assert desk.run(WHOLE) == {"kept": 1}
    assert desk.run(WHOLE) == {"kept": 1}
    assert not rows.exists()


def test_what_a_person_renamed_is_not_added_again(desk):
    desk.run(WHOLE)
    Genre.objects.update(name="Slapstick")
    person = Person.objects.get()
    person.name = "Joseph Frank Keaton"
    person.save()
    assert desk.run(WHOLE) == {"kept": 1}
    assert genres_of(the_film()) == ["Slapstick"]
    assert cast_of(the_film()) == [("Joseph Frank Keaton", "director")]


def test_an_offer_whose_terms_a_person_corrected_stays_even_when_the_file_drops_it(desk):
    desk.run(WHOLE)
    Offer.objects.update(checked_on="2026-11-01")
    assert desk.run(WHOLE) == {"kept": 1}
    assert desk.run(WHOLE | {"offers": []}) == {"kept": 1}
    assert Offer.objects.get().checked_on.isoformat() == "2026-11-01"


def test_a_credit_that_a_person_moved_stays_there(desk):
    cast = [{"person": name, "role": "cast"} for name in ("Ann", "Bob")]
    desk.run(GENERAL | {"credits": cast})
    Credit.objects.filter(person__name="Ann").update(position=5)
    assert desk.run(GENERAL | {"credits": cast}) == {"kept": 1}
    assert cast_of(the_film()) == [("Bob", "cast"), ("Ann", "cast")]


# Scores ------------------------------------------------------------------------------------------


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


# Which film a line means -------------------------------------------------------------------------


def test_a_line_finds_its_film_by_an_id(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0017925"}})
    assert desk.run({"title": "General", "year": 1926, "ids": {"imdb": "tt0017925"}}) == {
        "changed": 1
    }
    assert desk.run({"title": "General", "year": 1927, "ids": {"imdb": "tt0017925"}}) == {
        "changed": 1
    }
    assert (the_film().title, the_film().year) == ("General", 1927)


@pytest.mark.parametrize(
    "title", ["THE GENERAL", " the  general ", "Der General", "der Géneral", "Генерал", "генерал"]
)
def test_a_line_finds_its_film_by_each_of_its_titles_and_its_year(desk, title):
    film = make.film("The General", 1926, original_title="Der General")
    AlternativeTitle.objects.create(film=film, title="Der Géneral")
    AlternativeTitle.objects.create(film=film, title="Генерал")
    desk.run({"title": title, "year": 1926, "runtime": 67})
    film = the_film()
    assert (film.title, film.runtime) == ("The General", 67)


@pytest.mark.parametrize(
    ("stored", "brought"),
    [("Ο ΘΙΑΣΟΣ", "Ο Θίασος"), ("Die Straße", "DIE STRASSE"), ("Ödipus", "ÖDIPUS")],
)
def test_case_is_left_aside_in_every_script(desk, stored, brought):
    if stored == "Ο ΘΙΑΣΟΣ":
        brought = "Ο Θιασος"
    make.film(stored, 1975)
    desk.run({"title": brought, "year": 1975})
    assert Film.objects.count() == 1


def test_a_film_of_another_year_is_another_film(desk):
    make.film("The General", 1926)
    assert desk.run({"title": "The General", "year": 1998}) == {"added": 1}


def test_a_line_whose_other_title_is_the_films_finds_it_too(desk):
    make.film("Der letzte Mann", 1924)
    line = {"title": "The Last Laugh", "year": 1924, "original_title": "Der letzte Mann"}
    assert set(desk.run(line)) <= {"changed", "kept"}
    assert Film.objects.count() == 1


def test_a_title_by_which_a_film_is_found_does_not_take_the_place_of_its_main_one(desk):
    desk.run({"title": "Der letzte Mann", "year": 1924, "alternative_titles": ["The Last Laugh"]})
    other = {"title": "The Last Laugh", "year": 1924, "alternative_titles": ["The Last Man"]}
    assert desk.run(other) == {"changed": 1}
    assert the_film().title == "Der letzte Mann"
    assert set(titles_of(the_film())) == {"The Last Laugh", "The Last Man"}
    assert desk.run(other) == {"unchanged": 1}


def test_ids_of_two_films_are_refused(desk):
    desk.run(
        GENERAL | {"ids": {"imdb": "tt0000001"}},
        {"title": "Cops", "year": 1922, "ids": {"tmdb": "2"}},
    )
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0000001", "tmdb": "2"}}) == {"refused": 1}
    assert desk.refused() == [
        (1, "Its ids belong to different films: “the-general-1926”, “cops-1922”.")
    ]


def test_an_id_beside_the_title_and_year_of_another_film_is_refused(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}}, {"title": "Cops", "year": 1922})
    line = {"title": "cops", "year": 1922, "ids": {"imdb": "tt0000001"}}
    assert desk.run(line) == {"refused": 1}
    assert desk.refused() == [
        (1, "Its id belongs to “the-general-1926”, its title and year to “cops-1922”.")
    ]


def test_an_id_whose_title_and_year_are_both_different_is_refused(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}})
    line = {"title": "Cops", "year": 1922, "ids": {"imdb": "tt0000001"}}
    assert desk.run(line) == {"refused": 1}
    assert desk.refused() == [
        (1, "Its id belongs to “the-general-1926”, whose title and year are both different.")
    ]


def test_a_film_with_another_id_of_the_same_site_is_another_film(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}})
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0000002"}}) == {"added": 1}
    line = GENERAL | {"ids": {"imdb": "tt0000002"}, "runtime": 67}
    assert desk.run(line) == {"changed": 1}


def test_a_line_brings_a_first_id_of_a_site(desk):
    desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}})
    assert desk.run(GENERAL | {"ids": {"tmdb": "1"}}) == {"changed": 1}
    assert ids_of(the_film()) == {"imdb": "tt0000001", "tmdb": "1"}


def test_one_of_several_films_is_never_guessed(desk):
    make.film("The General", 1926)
    make.film("The General", 1926)
    assert desk.run(GENERAL) == {"refused": 1}
    assert desk.refused() == [
        (
            1,
            "Several films have this title and year: “the-general-1926”, “the-general-1926-2”.",
        )
    ]
    assert desk.run(GENERAL | {"ids": {"imdb": "tt0000001"}}) == {"added": 1}


def test_a_line_finds_a_film_that_a_line_before_it_brought(desk):
    counts = desk.run(
        GENERAL,
        GENERAL | {"ids": {"imdb": "tt0000001"}},
        {"title": "General", "year": 1926, "ids": {"imdb": "tt0000001"}},
        {"title": "General", "year": 1926, "runtime": 67},
        GENERAL | {"runtime": 68},
    )
    assert counts == {"added": 1, "changed": 4}


# Refusals and files of another kind --------------------------------------------------------------


def test_refused_lines_give_exit_code_1(desk):
    with pytest.raises(SystemExit) as end:
        call_command("import_catalogue", desk.write(GENERAL, "?"), stdout=StringIO())
    assert end.value.code == 1


def test_a_line_is_refused_whole_and_the_others_are_taken(desk):
    bad = {
        "title": "Cops",
        "year": 1922,
        "genres": ["New"],
        "credits": [{"person": "A", "role": "x"}],
    }
    counts = desk.run(GENERAL, bad, "", "nonsense", {"title": "Laura", "year": 1944})
    assert counts == {"added": 2, "refused": 2}
    assert [line for line, _reason in desk.refused()] == [2, 4]
    assert not Genre.objects.exists()


def test_a_line_that_the_database_refuses_takes_no_other_along(desk, monkeypatch):
    monkeypatch.setattr("films.catalogue.limits.CHARACTER", 10_000)
    bad = {"title": "Cops", "year": 1922, "genres": ["New"]}
    bad["credits"] = [{"person": "A", "role": "cast", "character": "b" * 400}]
    assert desk.run(GENERAL, bad, {"title": "Laura", "year": 1944}) == {"added": 2, "refused": 1}
    [(line, reason)] = desk.refused()
    assert line == 2
    assert reason.startswith("The database refused the line: value too long")
    assert (Genre.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"title,year\nA,2008\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"[]",
        '{"title": "é"}'.encode("latin-1"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole_with_exit_code_2(desk, content):
    desk.path.write_bytes(content)
    with pytest.raises(CommandError) as fault:
        call_command("import_catalogue", desk.path)
    assert fault.value.returncode == 2
    assert str(fault.value).startswith(str(desk.path))
    assert not Film.objects.exists()
    assert list(desk.path.parent.iterdir()) == [desk.path]


def test_bytes_that_are_not_utf_8_at_the_very_end_leave_nothing_behind(desk):
    lines = [json.dumps(GENERAL | {"year": year}) for year in range(1900, 2000)]
    desk.path.write_bytes("\n".join(lines).encode() + b"\n\xff\xff")
    with pytest.raises(CommandError, match="line 101"):
        call_command("import_catalogue", desk.path)
    assert not Film.objects.exists()


def test_a_byte_order_mark_and_windows_line_ends_are_fine(desk):
    desk.path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GENERAL).encode() + b"\r\n")
    call_command("import_catalogue", desk.path, stdout=StringIO())
    assert the_film().title == "The General"


# Dry runs and broken-off ones --------------------------------------------------------------------


def test_a_dry_run_counts_as_the_import_would_and_saves_nothing(desk):
    desk.run(WHOLE | {"runtime": 60})
    before = Film.objects.values().get()
    lines = [
        WHOLE,
        WHOLE | {"runtime": 61},
        {"title": "Cops", "year": 1922},
        {"title": "Cops", "year": 1922},
        "?",
    ]
    counts = desk.run(*lines, dry_run=True)
    assert counts == {"changed": 2, "added": 1, "unchanged": 1, "refused": 1}
    assert Film.objects.values().get() == before
    assert desk.run(*lines) == counts


def test_what_an_import_saved_before_it_broke_off_stays_and_it_can_be_run_again(desk):
    years = range(1920, 1930)
    path = desk.write(*(GENERAL | {"year": year} for year in years))
    running = import_catalogue(path, dry_run=False, lines_at_once=4)
    next(running)
    running.close()
    assert Film.objects.count() == 4
    assert desk.run(*(GENERAL | {"year": year} for year in years)) == {"added": 6, "unchanged": 4}


def test_a_dry_run_that_broke_off_saved_nothing(desk):
    path = desk.write(*(GENERAL | {"year": year} for year in range(1920, 1930)))
    running = import_catalogue(path, dry_run=True, lines_at_once=4)
    next(running)
    running.close()
    assert not Film.objects.exists()
