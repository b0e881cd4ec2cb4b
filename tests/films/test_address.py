"""An address is given once: it moves with the title, the old one leads on, nobody else gets it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from films.models import Film, FormerAddress, Person
from films.models.address import free_addresses
from reviews.models import Critic, Publication
from tests import make
from tests.raw import sql
from tests.together import at_once, while_uncommitted


def corrected(film: Film, **facts: object) -> str:
    for name, value in facts.items():
        setattr(film, name, value)
    film.save()
    return film.slug


@pytest.mark.django_db
class TestAddresses:
    def test_the_second_of_a_name_is_numbered(self) -> None:
        slugs = [make.film("Faust", 1926).slug for _ in range(3)]
        assert slugs == ["faust-1926", "faust-1926-2", "faust-1926-3"]

    def test_a_film_saved_again_stays_where_it_is(self) -> None:
        make.film("Faust", 1926)
        second = make.film("Faust", 1926)
        assert corrected(second, runtime=107) == "faust-1926-2"
        second.runtime = 108
        second.save(update_fields=["runtime"])
        assert Film.objects.get(pk=second.pk).slug == "faust-1926-2"

    def test_a_corrected_title_or_year_moves_it_and_the_old_ones_lead_there(self) -> None:
        film = make.film("Fawst", 1925)
        assert corrected(film, title="Faust") == "faust-1925"
        assert corrected(film, year=1926) == "faust-1926"
        for slug in ("fawst-1925", "faust-1925", "faust-1926"):
            assert Film.objects.at(slug).slug == "faust-1926"

    def test_a_number_in_the_title_is_not_taken_for_a_second_of_the_name(self) -> None:
        film = make.film("Airport 1975", 1974)
        assert corrected(film, title="Airport", year=1975) == "airport-1975"

    def test_back_and_forth_ends_at_the_first_address(self) -> None:
        film = make.film("Faust", 1926)
        assert corrected(film, title="Fawst") == "fawst-1926"
        assert corrected(film, title="Faust") == "faust-1926"
        assert FormerAddress.objects.get().slug == "fawst-1926"
        assert Film.objects.at("fawst-1926") == film

    def test_saving_only_the_title_moves_the_address_too(self) -> None:
        film = make.film("Fawst", 1926)
        film.title = "Faust"
        film.save(update_fields=["title"])
        kept = Film.objects.get()
        assert (kept.slug, kept.sort_title) == ("faust-1926", "faust")

    def test_a_former_address_is_never_given_to_another_film(self) -> None:
        film = make.film("Faust", 1926)
        corrected(film, title="Mephisto")
        assert make.film("Faust", 1926).slug == "faust-1926-2"
        assert Film.objects.at("faust-1926") == film

    def test_nor_is_that_of_a_deleted_film(self) -> None:
        make.film("Faust", 1926).delete()
        sql("DELETE FROM films_film WHERE id = %s", make.film("Faust", 1926).pk)
        assert make.film("Faust", 1926).slug == "faust-1926-3"
        with pytest.raises(Http404):
            Film.objects.at("faust-1926")

    def test_the_database_refuses_a_former_address_whoever_writes_it(self) -> None:
        corrected(make.film("Faust", 1926), title="Mephisto")
        with pytest.raises(IntegrityError, match="once led"), transaction.atomic():
            sql("INSERT INTO films_film (title, year, slug) VALUES ('X', 1926, 'faust-1926')")
        other = make.film("Other", 1926)
        with pytest.raises(IntegrityError, match="once led"), transaction.atomic():
            Film.objects.filter(pk=other.pk).update(slug="faust-1926")

    def test_an_address_unknown_leads_nowhere(self) -> None:
        with pytest.raises(Http404):
            Film.objects.at("faust-1926")

    @pytest.mark.parametrize("model", [Person, Critic, Publication])
    def test_people_critics_and_publications_keep_theirs_too(self, model: Any) -> None:
        someone = model.objects.create(name="Jane Doe")
        other = model.objects.create(name="Jane Doe")
        someone.name = "Jane Roe"
        someone.save()
        assert (someone.slug, other.slug) == ("jane-roe", "jane-doe-2")
        assert model.objects.at("jane-doe") == someone
        someone.delete()
        assert model.objects.create(name="Jane Roe").slug == "jane-roe-2"

    def test_addresses_of_different_kinds_do_not_meet(self) -> None:
        make.person("Bar Gazette").delete()
        assert make.publication("Bar Gazette").slug == "bar-gazette"

    def test_many_are_found_at_once_each_its_own(self) -> None:
        make.film("Faust", 1926)
        wanted = ["faust-1926", "faust-1926", "nosferatu-1922", "faust-1926-2"]
        free = free_addresses(Film, wanted)
        assert free == ["faust-1926-2", "faust-1926-3", "nosferatu-1922", "faust-1926-2-2"]

    def test_a_title_without_letters_takes_an_alternative_one(self) -> None:
        film = make.film("$", 1971)
        assert film.slug == "film-1971"
        film.titles.create(title="Dollars")
        film.save()
        assert film.slug == "dollars-1971"


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    def test_films_of_one_title_each_find_an_address(self) -> None:
        films = at_once(*[lambda: make.film("Faust", 1926)] * 8)
        slugs = sorted(film.slug for film in films if isinstance(film, Film))
        assert slugs == ["faust-1926", *(f"faust-1926-{number}" for number in range(2, 9))]

    def test_who_waits_for_an_address_that_is_given_up_does_not_get_it(self) -> None:
        film = make.film("Faust", 1926)
        with pytest.raises(IntegrityError, match="once led"):
            while_uncommitted(
                lambda: corrected(film, title="Mephisto"),
                lambda: sql(
                    "INSERT INTO films_film (title, year, slug) VALUES ('X', 1926, 'faust-1926')"
                ),
            )
        assert Film.objects.at("faust-1926") == film
