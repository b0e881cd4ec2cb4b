"""Names as staff type them: no two that look the same, and none that nobody can see."""

import pytest
from django.test import Client

from films.models import Film, Person
from reviews.models import Critic
from tests import make
from tests.admin.forms import errors, save

NAMED = {
    "/admin/reviews/critic/add/": {"url": ""},
    "/admin/reviews/publication/add/": {"url": ""},
    "/admin/reviews/aggregator/add/": {"url": "", "search_url": ""},
    "/admin/films/person/add/": {},
    "/admin/films/provider/add/": {"url": ""},
}


@pytest.mark.parametrize("add", NAMED)
@pytest.mark.parametrize("name", ["\u200b", "\u202e\u2060", "\u3164", "\u0301", "\x01"])
def test_a_name_of_which_nothing_can_be_seen_is_refused(name: str, add: str, desk: Client) -> None:
    assert errors(save(desk, add, name=name, **NAMED[add]))
    assert not Critic.objects.exists()
    assert not Person.objects.exists()


def test_a_name_is_kept_without_signs_that_nobody_sees(desk: Client) -> None:
    save(desk, "/admin/reviews/critic/add/", name="\u202eCtl\x01 Na\u200bme")
    assert Critic.objects.get().name == "Ctl Name"
    save(desk, "/admin/films/film/add/", title="Fa\u200bust\x07", year="1926")
    assert (Film.objects.get().title, Film.objects.get().slug) == ("Faust", "faust-1926")


def test_a_new_name_that_looks_like_a_known_one_is_that_one(desk: Client) -> None:
    known = make.critic("Imp Critic")
    film = make.film()
    save(desk, "/admin/reviews/criticreview/add/", film=film.pk, critic="+Imp\u200b Critic")
    assert film.critic_reviews.get().critic == known


def test_a_new_name_of_which_nothing_can_be_seen_is_refused(desk: Client) -> None:
    film = make.film()
    add = "/admin/reviews/criticreview/add/"
    assert "can be seen" in errors(save(desk, add, film=film.pk, critic="+\u3164"))
    assert not Critic.objects.exists()


def test_a_name_in_a_script_that_joins_its_letters_keeps_its_joiners(desk: Client) -> None:
    save(desk, "/admin/films/person/add/", name="علی\u200cاکبر")
    assert Person.objects.get().name == "علی\u200cاکبر"


def test_a_pseudonym_is_kept_and_refused_as_other_names_are(desk: Client) -> None:
    film, critic = make.film(), make.critic()
    add = "/admin/reviews/criticreview/add/"
    sent = {"film": film.pk, "critic": critic.pk}
    assert "can be seen" in errors(save(desk, add, **sent, written_as="\u3164\u200b"))
    save(desk, add, **sent, written_as="\u202eA.\x01 No\u200bnym")
    assert film.critic_reviews.get().written_as == "A. Nonym"
