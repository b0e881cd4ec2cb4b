"""Fields that find by typing, where no script runs: what is here is named in a plain field."""

import re
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory
from playwright.sync_api import Page, expect

from accounts.models import User
from films.desk import WithAutocompletes
from films.models import Credit, Film
from ratings.models import SetAside
from reviews.models import AggregatorScore, Correction, OtherName
from tests import make
from tests.admin.curators import contributor
from tests.admin.forms import errors, save
from tests.browser import sign_in

SCORE = "/admin/reviews/aggregatorscore/add/"


@pytest.fixture
def film(db: None) -> Film:
    """The film to name."""
    return make.film("The Général", 1926)


def test_every_autocomplete_of_the_admin_has_a_plain_field(curator: User) -> None:
    request = RequestFactory().get("/")
    request.user = curator
    desks: list[Any] = list(admin.site._registry.values())
    for desk in list(desks):
        desks += [row(desk.model, admin.site) for row in desk.inlines]
    found = 0
    for desk in desks:
        for name in desk.autocomplete_fields:
            field = desk.formfield_for_dbfield(desk.opts.get_field(name), request)
            assert f'name="{name}_typed"' in field.widget.render(name, None), (desk, name)
            assert isinstance(desk, WithAutocompletes)
            found += 1
    assert found > 12


def test_a_correction_names_its_film(desk: Client, film: Film) -> None:
    add = "/admin/reviews/correction/add/"
    assert save(desk, add, film_typed="the general", words="It is older.").status_code == 302
    assert Correction.objects.get().film == film


def test_a_score_names_its_film_and_its_aggregator(desk: Client, film: Film) -> None:
    sums = make.aggregator("Rotten Sums")
    sent = {"percent": "91", "as_of": "2026-10-01", "film_typed": film.get_absolute_url()}
    answer = save(desk, SCORE, **sent, aggregator_typed="Odds")
    assert "Odds isn&#x27;t here. Add it first." in errors(answer)
    page = answer.content.decode()
    assert f'<option value="{film.pk}" selected>The Général (1926)</option>' in page
    assert save(desk, SCORE, **sent, aggregator_typed=" rotten SUMS").status_code == 302
    score = AggregatorScore.objects.get()
    assert (score.film, score.aggregator, score.as_of) == (film, sums, date(2026, 10, 1))


def test_a_credit_names_its_person_and_of_two_of_one_name_by_the_address(
    desk: Client, film: Film
) -> None:
    add = "/admin/films/credit/add/"
    melies = make.person("Georges Méliès")
    sent = {"film_typed": "The General (1926)", "role": "director"}
    assert save(desk, add, **sent, person_typed="georges melies").status_code == 302
    assert Credit.objects.get().person == melies
    other = make.person("Georges Méliès")
    assert "Several are called" in errors(save(desk, add, **sent, person_typed="Georges Méliès"))
    address = other.get_absolute_url()
    assert save(desk, add, **sent, person_typed=address).status_code == 302
    assert Credit.objects.filter(person=other).exists()


def test_who_may_not_add_what_is_missing_is_told_whom_to_ask(client: Client, film: Film) -> None:
    writer = contributor()
    client.force_login(writer)
    page = client.get("/admin/reviews/criticreview/add/").content.decode()
    fields = re.findall(r'data-field-name="(\w+)"[^>]*data-none-label="([^"]*)"', page)
    assert dict(fields) == dict.fromkeys(
        ("film", "aggregator"), "Nothing found. Ask an editor to add it."
    )


def test_a_viewer_and_other_names_are_named_too(desk: Client, film: Film) -> None:
    viewer, critic = make.viewer("robin"), make.critic("Ann Lee")
    sent = {"user_typed": "Robin", "film_typed": "the general", "reason": "Bought"}
    assert save(desk, "/admin/ratings/setaside/add/", **sent).status_code == 302
    assert SetAside.objects.get().user == viewer
    sent = {"user_typed": "nobody", "reason": "Bought"}
    answer = save(desk, "/admin/ratings/setaside/add/", **sent)
    assert "nobody isn&#x27;t here. Add it first." in errors(answer)
    add = "/admin/reviews/othername/add/"
    assert save(desk, add, critic_typed="ann lee", name="A. L.").status_code == 302
    assert OtherName.objects.get().critic == critic


def test_a_film_gets_genres_in_empty_rows_that_the_address_asks_for(
    desk: Client, film: Film
) -> None:
    make.genre("Comedy")
    page = f"/admin/films/film/{film.pk}/change/"
    assert '<a href="?rows=3">' in desk.get(page).content.decode()
    sent = {"film_genres-0-genre_typed": "comedy"}
    assert save(desk, f"{page}?rows=3", **sent).status_code == 302
    assert [genre.name for genre in film.genres.all()] == ["Comedy"]


@pytest.mark.django_db(transaction=True)
def test_a_score_is_entered_without_scripts(page_without_scripts: Page) -> None:
    page = page_without_scripts
    film = make.film("Faust", 1926)
    make.aggregator("Rotten Sums")
    sign_in(page, make.viewer("curator", is_staff=True, is_superuser=True))
    page.goto(SCORE)
    expect(page.locator("select[name=film]")).to_be_hidden()
    page.locator("[name=film_typed]").fill("faust")
    page.locator("[name=aggregator_typed]").fill("rotten sums")
    page.locator("[name=percent]").fill("91")
    page.locator("[name=as_of]").fill("2026-10-01")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert AggregatorScore.objects.get().film == film


@pytest.mark.django_db(transaction=True)
def test_a_film_that_is_not_found_is_something_to_ask_an_editor_for(page: Page) -> None:
    sign_in(page, contributor())
    page.goto("/admin/reviews/criticreview/add/")
    page.locator(".field-film .select2-selection").click()
    page.locator(".select2-search__field").fill("Nosferatu")
    expect(page.locator(".select2-results__message")).to_have_text(
        "Nothing found. Ask an editor to add it."
    )
