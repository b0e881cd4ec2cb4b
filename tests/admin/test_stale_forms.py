"""A form that was left open while somebody else changed what stands in it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film
from reviews.models import CriticReview
from tests import make
from tests.admin.curators import editor
from tests.admin.forms import errors, filled, save

REFUSED = "Nothing is saved: it was changed after you opened this form"


@pytest.fixture
def film(db: None) -> Film:
    """A film to review."""
    return make.film("Faust", 1926)


@pytest.fixture
def editors(client: Client, film: Film) -> Client:
    """A browser in which an editor has signed in."""
    client.force_login(editor())
    return client


def page_of(thing: Any) -> str:
    return reverse(f"admin:reviews_{thing._meta.model_name}_change", args=[thing.pk])


def opened(browser: Client, thing: Any) -> dict[str, Any]:
    """What the form of a page sends when it is saved untouched, however late."""
    page: Any = browser.get(page_of(thing))
    sent = filled(page.context["adminform"].form)
    assert f'name="loaded" value="{sent["loaded"]}"' in page.content.decode()
    for formset in page.context["inline_admin_formsets"]:
        sent |= filled(formset.formset.management_form)
    return sent


def resent(browser: Client, thing: Any, sent: dict[str, Any]) -> Any:
    """The answer to a form of the thing."""
    return browser.post(page_of(thing), sent)


def test_an_old_form_does_not_publish_what_was_withdrawn_meanwhile(
    editors: Client, film: Film
) -> None:
    review = make.review(film, quote="As it was.")
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).withdraw()
    answer = resent(editors, review, {**old, "verdict": "", "quote": "As it was typed."})
    told = errors(answer)
    assert REFUSED in told
    assert "in: Quotation, Verdict and Status." in told
    assert reverse("admin:reviews_criticreview_history", args=[review.pk]) in told
    assert "As it was typed." in answer.content.decode()
    review.refresh_from_db()
    assert (review.status, review.quote) == ("withdrawn", "As it was.")


def test_an_old_form_is_saved_by_who_was_told_and_saves_again(editors: Client, film: Film) -> None:
    review = make.review(film, quote="As it was.")
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).update(quote="As another mended it.")
    answer = resent(editors, review, {**old, "quote": "As I mend it."})
    again = filled(answer.context["adminform"].form)
    assert resent(editors, review, again).status_code == 302
    review.refresh_from_db()
    assert review.quote == "As I mend it."


def test_an_old_form_is_told_that_another_did_the_same(editors: Client, film: Film) -> None:
    review = make.review(film)
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).update(disclosure="A guest.")
    told = errors(resent(editors, review, {**old, "disclosure": "A guest."}))
    assert f"{REFUSED}, to what stands here." in told


def test_what_no_form_shows_makes_none_old(editors: Client, film: Film) -> None:
    review = make.review(film)
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).update(
        link_dead_since="2026-01-31", imported={"quote": "x"}
    )
    assert resent(editors, review, {**old, "verdict": ""}).status_code == 302
    review.refresh_from_db()
    assert (review.verdict, str(review.link_dead_since)) == ("", "2026-01-31")


@pytest.mark.parametrize("kind", ["critic", "publication", "aggregator"])
def test_an_old_form_of_a_name_writes_nothing_over_another_one(kind: str, desk: Client) -> None:
    thing = getattr(make, kind)("First Name")
    old = opened(desk, thing)
    type(thing).objects.filter(pk=thing.pk).update(name="Second Name")
    assert REFUSED in errors(resent(desk, thing, {**old, "url": "https://a.example/"}))
    thing.refresh_from_db()
    assert (thing.name, thing.url) == ("Second Name", "")
    assert save(desk, page_of(thing), url="https://a.example/").status_code == 302
