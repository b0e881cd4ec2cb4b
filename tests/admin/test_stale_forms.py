"""A form that was left open while somebody else changed what stands in it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from films.models import Film
from reviews.models import CriticReview
from tests import make
from tests.admin.curators import editor
from tests.admin.forms import errors, filled

REFUSED = "Nothing is saved yet: since you opened this form"


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
    assert f'name="loaded" value="{escape(sent["loaded"])}"' in page.content.decode()
    for formset in page.context["inline_admin_formsets"]:
        sent |= filled(formset.formset.management_form)
    return sent


def resent(browser: Client, thing: Any, sent: dict[str, Any]) -> Any:
    """The answer to a form of the thing."""
    return browser.post(page_of(thing), sent)


def test_an_old_form_saves_what_was_typed_and_keeps_what_was_changed_meanwhile(
    editors: Client, film: Film
) -> None:
    review = make.review(film, quote="As it was.")
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).withdraw()
    CriticReview.objects.filter(pk=review.pk).update(quote="As another mended it.")
    assert resent(editors, review, {**old, "original_score": "B-"}).status_code == 302
    review.refresh_from_db()
    now = (review.status, review.quote, review.original_score)
    assert now == ("withdrawn", "As another mended it.", "B-")
    told = " ".join(map(str, editors.get(page_of(review)).context["messages"]))
    assert "while this form was open; that is kept: Quotation and Status." in told


def test_what_was_changed_twice_is_asked_about_once_with_both_values(
    editors: Client, film: Film
) -> None:
    review = make.review(film, quote="As it was.", critic=make.critic("Ann Lee"))
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).withdraw()
    bea = make.critic("Bea Coe")
    CriticReview.objects.filter(pk=review.pk).update(quote="As another mended it.", critic=bea)
    typed = {"quote": "As I mend it.", "critic": make.critic("Cleo").pk, "original_score": "B-"}
    answer = resent(editors, review, {**old, **typed})
    told = errors(answer)
    assert f"{REFUSED}, this was changed elsewhere, too: Critic and Quotation." in told
    assert "Meanwhile it was changed to: As another mended it." in told
    assert "Meanwhile it was changed to: Bea Coe" in told
    assert reverse("admin:reviews_criticreview_history", args=[review.pk]) in told
    review.refresh_from_db()
    assert (review.quote, review.original_score) == ("As another mended it.", "")
    again = filled(answer.context["adminform"].form)
    assert (again["quote"], again["status"]) == ("As I mend it.", "withdrawn")
    assert resent(editors, review, again).status_code == 302
    review.refresh_from_db()
    now = (review.quote, str(review.critic), review.original_score, review.status)
    assert now == ("As I mend it.", "Cleo", "B-", "withdrawn")


def test_a_draft_that_was_withdrawn_meanwhile_is_published_only_when_asked_for_twice(
    editors: Client, film: Film
) -> None:
    review = make.review(film, status="draft")
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).withdraw()
    answer = resent(editors, review, {**old, "_publish": "1"})
    assert "Meanwhile it was changed to: Withdrawn" in errors(answer)
    review.refresh_from_db()
    assert review.status == "withdrawn"


def test_what_was_changed_twice_to_the_same_is_no_question(editors: Client, film: Film) -> None:
    review = make.review(film)
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).update(disclosure="A guest.")
    changed = {"disclosure": "A guest.", "original_score": "B-"}
    assert resent(editors, review, {**old, **changed}).status_code == 302
    review.refresh_from_db()
    assert (review.disclosure, review.original_score) == ("A guest.", "B-")


@pytest.mark.parametrize("loaded", ["x", "1", "[" * 20_000, '{"quote": 1}', "0123abcd"])
def test_of_what_does_not_say_how_it_was_opened_all_is_asked_about(
    loaded: str, editors: Client, film: Film
) -> None:
    review = make.review(film, quote="As it was.")
    old = opened(editors, review)
    CriticReview.objects.filter(pk=review.pk).update(quote="As another mended it.")
    answer = resent(editors, review, {**old, "loaded": loaded})
    assert f"{REFUSED}, this was changed elsewhere, too: Quotation." in errors(answer)


def test_a_tick_and_a_day_that_were_changed_meanwhile_are_kept(desk: Client, film: Film) -> None:
    score = make.score(film)
    old = opened(desk, score)
    type(score).objects.filter(pk=score.pk).update(audience=True, as_of="2020-02-03")
    assert resent(desk, score, {**old, "url": "https://a.example/"}).status_code == 302
    score.refresh_from_db()
    now = (score.audience, str(score.as_of), score.url)
    assert now == (True, "2020-02-03", "https://a.example/")


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
    assert resent(desk, thing, {**old, "url": "https://a.example/"}).status_code == 302
    thing.refresh_from_db()
    assert (thing.name, thing.url) == ("Second Name", "https://a.example/")
    assert REFUSED in errors(resent(desk, thing, {**old, "name": "Third Name"}))
