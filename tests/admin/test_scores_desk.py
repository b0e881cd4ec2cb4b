"""The desk at which scores of other sites are entered, and where the keyboard begins at desks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from films.models import Film
from reviews.models import AggregatorScore
from tests import make
from tests.admin.forms import errors, save
from tests.browser import sign_in

ADD = "/admin/reviews/aggregatorscore/add/"


@pytest.fixture
def film(db: None) -> Film:
    """The film of which there are scores."""
    return make.film()


def test_a_score_is_read_today_unless_another_day_is_given(desk: Client, film: Film) -> None:
    sent = {"film": film.pk, "aggregator": make.aggregator().pk, "percent": "91"}
    assert save(desk, ADD, **sent).status_code == 302
    assert AggregatorScore.objects.get().as_of == timezone.localdate()
    assert save(desk, ADD, **sent, as_of="2026-01-31").status_code == 302


def test_a_score_counts_reviews_or_ratings(desk: Client) -> None:
    field = desk.get(ADD).context["adminform"].form["reviews"]
    assert field.label == "Number of reviews or ratings"


def test_a_second_score_of_a_day_leads_to_the_first(desk: Client, film: Film) -> None:
    score = make.score(film, as_of=date(2026, 1, 31))
    sent = {"film": film.pk, "aggregator": score.aggregator_id, "percent": "91"}
    answer = save(desk, ADD, **sent, as_of="2026-01-31")
    page = reverse("admin:reviews_aggregatorscore_change", args=[score.pk])
    told = f'Their score of this film is here already for that day: <a href="{page}">{score.shown}'
    assert told in errors(answer)
    assert "already exists" not in errors(answer)
    assert save(desk, page, percent="92").status_code == 302
    viewers = save(desk, ADD, **sent, as_of="2026-01-31", audience="on")
    assert viewers.status_code == 302


def test_what_is_no_day_is_refused_with_how_one_is_written(desk: Client, film: Film) -> None:
    sent = {"film": film.pk, "aggregator": make.aggregator().pk, "percent": "91"}
    answer = save(desk, ADD, **sent, as_of="tomorrow")
    assert "Enter a day as year-month-day, such as 2026-10-04." in errors(answer)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("add", "first"),
    [
        ("reviews/aggregatorscore", "film"),
        ("reviews/correction", "film"),
        ("reviews/critic", "name"),
        ("films/film", "title"),
    ],
)
def test_the_keyboard_begins_in_the_first_field(add: str, first: str, page: Page) -> None:
    sign_in(page, make.viewer("curator", is_staff=True, is_superuser=True))
    page.goto(f"/admin/{add}/add/")
    page.wait_for_timeout(200)
    focused = "document.activeElement.closest('.form-row')?.className ?? ''"
    assert f"field-{first}" in page.evaluate(focused)
    if first == "film":
        page.keyboard.press("Enter")
        assert page.locator(".select2-search__field").is_visible()
