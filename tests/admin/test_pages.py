"""Every page of the admin opens under the strict policy, at one cost however much is on it."""

import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films.desk import ReadOnlyDesk
from films.models import Film
from tests import make
from tests.admin.test_lists import MODELS, list_of

INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)(?![^>]*application/json)")


def queries(desk: Client, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_every_page_opens_and_holds_nothing_inline(desk: Client, more: Callable[[], Film]) -> None:
    more()
    for label in MODELS:
        row = apps.get_model(label)._default_manager.first()
        assert row is not None
        change = reverse(f"admin:{label.replace('.', '_')}_change", args=[row.pk])
        pages = [list_of(label), change, change.replace("change", "history")]
        if not isinstance(admin.site.get_model_admin(type(row)), ReadOnlyDesk):
            pages.append(reverse(f"admin:{label.replace('.', '_')}_add"))
        for page in pages:
            answer = desk.get(page)
            assert answer.status_code == 200, page
            assert not INLINE.search(answer.content.decode()), page
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_admin_bears_the_sites_name(desk: Client) -> None:
    assert "Halfstar curation" in desk.get("/admin/").content.decode()


def test_a_film_with_many_parts_costs_what_one_with_few_does(desk: Client) -> None:
    film = make.film()
    address = reverse("admin:films_film_change", args=[film.pk])
    for _ in range(2):
        add_parts(film)
    few = queries(desk, address)
    for _ in range(10):
        add_parts(film)
    assert queries(desk, address) == few <= 10


def add_parts(film: Film) -> None:
    make.credit(film)
    make.offer(film)
    film.film_genres.create(genre=make.genre())
    film.titles.create(title=f"Title {film.titles.count()}")


def test_deleting_a_film_with_many_parts_costs_the_same(desk: Client) -> None:
    film = make.film()
    address = reverse("admin:films_film_delete", args=[film.pk])
    add_parts(film)
    few = queries(desk, address)
    for _ in range(10):
        add_parts(film)
    assert queries(desk, address) == few


def test_what_is_chosen_stands_in_its_autocomplete(desk: Client) -> None:
    film = make.film()
    make.credit(film, make.person("Germaine Dulac"))
    page = desk.get(reverse("admin:films_film_change", args=[film.pk])).content.decode()
    assert re.search(r'<option value="\d+" selected>Germaine Dulac</option>', page)


@pytest.mark.parametrize("page", ["0", "x", "99999999999999999999999", "%C3%A9"])
def test_an_unknown_row_is_told_and_no_failure(page: str, desk: Client) -> None:
    answer = desk.get(f"/admin/films/film/{page}/change/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
