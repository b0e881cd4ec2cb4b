"""What a review holds to: who wrote it, once, with what was stated and nothing inferred."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from films.models import Film
from reviews.models import Aggregator, Correction, CriticReview, OtherName
from reviews.models.days import PARTIAL_DATE
from tests import make
from tests.raw import sql

pytestmark = pytest.mark.django_db


def test_it_names_its_critic_its_publication_or_both() -> None:
    film, critic, paper = make.film(), make.critic("Ann Lee"), make.publication("The Bar Gazette")
    assert str(make.review(film, critic=critic, publication=paper)) == "Ann Lee, The Bar Gazette"
    assert str(make.review(film, critic=critic, publication=None)) == "Ann Lee"
    assert str(make.review(film, critic=None, publication=paper)) == "The Bar Gazette"
    with pytest.raises(IntegrityError, match="names_critic_or"), transaction.atomic():
        make.review(film, critic=None, publication=None)


def test_a_film_and_a_name_are_enough() -> None:
    film, paper = make.film(), make.publication()
    sql(
        "INSERT INTO reviews_criticreview (film_id, publication_id) VALUES (%s, %s)",
        *(film.pk, paper.pk),
    )
    review = CriticReview.objects.get()
    assert (review.status, review.verdict, review.quote, review.url) == ("draft", "", "", "")


def test_a_critic_reviews_a_film_once_in_a_publication_whatever_is_quoted() -> None:
    film, critic, paper = make.film(), make.critic(), make.publication()
    for printed in (paper, None):
        make.review(film, critic=critic, publication=printed, quote="One")
        with pytest.raises(IntegrityError, match="once_a_critic"), transaction.atomic():
            make.review(film, critic=critic, publication=printed, quote="Another")
    make.review(make.film(), critic=critic, publication=paper)
    make.review(film, critic=critic)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("A “fine” film — truly.", 'a "FINE"  film – truly.'),
        ("It's fine", "It’s fine "),
        ("", ""),
        ("«Bon»", "Bon"),
        ("line\nbreak", "line break"),
    ],
)
def test_without_a_critic_a_quotation_stands_once_however_it_is_set(first: str, again: str) -> None:
    film, paper = make.film(), make.publication()
    make.review(film, critic=None, publication=paper, quote=first)
    with pytest.raises(IntegrityError, match="once_a_quotation"), transaction.atomic():
        make.review(film, critic=None, publication=paper, quote=again)
    with pytest.raises(ValidationError, match="here already, without a critic"):
        CriticReview(film=film, publication=paper, quote=again).full_clean()
    make.review(film, critic=None, publication=paper, quote=f"{again}, and more")
    make.review(film, critic=None, publication=make.publication(), quote=again)


def test_a_very_long_quotation_can_be_told_from_another() -> None:
    film, paper = make.film(), make.publication()
    for end in "ab":
        make.review(film, critic=None, publication=paper, quote="x" * 4999 + end)
    assert CriticReview.objects.count() == 2


@pytest.mark.parametrize("text", ["", "1895", "2008-05", "2008-02-29"])
def test_dates_are_as_precise_as_they_are_known(text: str) -> None:
    review = make.review(make.film(), published_on=text)
    review.full_clean()


@pytest.mark.parametrize(
    "text",
    ["2007-02-29", "2008-00", "2008-13", "0000", "08", "2008-5", "2008-05-", "2008\n", "٢٠٠٨"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    film, paper = make.film(), make.publication()
    with pytest.raises(ValidationError) as refused:
        CriticReview(film=film, publication=paper, published_on=text).full_clean()
    assert set(refused.value.message_dict) == {"published_on"}


@pytest.mark.parametrize(
    "facts",
    [
        {"verdict": "fresh"},
        {"status": "hidden"},
        {"url": "javascript:alert(1)"},
        {"published_on": "yesterday"},
        {"published_on": "2023-02-31"},
        {"published_on": "0000-01"},
    ],
)
def test_the_database_refuses_what_is_unknown(facts: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.review(make.film(), **facts)


def test_form_and_database_know_the_same_days_as_the_calendar() -> None:
    years = (*range(1, 10), 1896, 1899, 1900, 2000, 2023, 2024, 2100, 9999)
    texts = [f"{y:04}-{m:02}-{d:02}" for y in years for m in range(14) for d in range(33)]
    taken = {
        text
        for (text,) in sql("SELECT t FROM unnest(%s::text[]) t WHERE t ~ %s", texts, PARTIAL_DATE)
    }
    assert taken == {text for text in texts if is_day(text)}
    assert taken == {text for text in texts if re.fullmatch(PARTIAL_DATE, text)}


def is_day(text: str) -> bool:
    """Whether the calendar has it."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "12000-01-01", "0044-03-15 BC"])
@pytest.mark.parametrize(
    "column",
    [
        *("review.entered_at", "review.published_at", "review.withdrawn_at"),
        *("review.link_checked_on", "review.link_unanswered_since", "review.link_dead_since"),
        *("aggregatorscore.as_of", "aggregatorscore.entered_at", "correction.made_at"),
    ],
)
def test_no_moment_is_kept_that_a_page_cannot_show(column: str, moment: str) -> None:
    film, (table, field) = make.film(), column.split(".")
    make.score(film)
    Correction.objects.create(film=film, review=make.review(film), words="Wrong.")
    dates = ("published", "withdrawn") if field == "withdrawn_at" else ("draft", "published")
    sql("UPDATE reviews_criticreview SET status = %s", dates[0])
    state = f"status = '{dates[1]}', " if field in {"published_at", "withdrawn_at"} else ""
    table = "criticreview" if table == "review" else table
    with pytest.raises(IntegrityError, match="four_digits"), transaction.atomic():
        sql(f"UPDATE reviews_{table} SET {state}{field} = %s", moment)


def test_published_ones_are_shown_newest_first_and_those_without_a_date_last() -> None:
    film = make.film()
    for day in ("2008", "", "2010-01-02", "2010"):
        make.review(film, published_on=day)
    make.review(film, status="draft")
    make.review(film, status="withdrawn")
    dates = [review.published_on for review in CriticReview.objects.shown()]
    assert dates == ["2010-01-02", "2010", "2008", ""]


def test_they_are_found_by_verdict_critic_and_publication() -> None:
    film, critic, paper = make.film(), make.critic(), make.publication()
    good = make.review(film, "favourable", critic=critic)
    bad = make.review(film, "unfavourable", publication=paper)
    unsaid = make.review(film, "")
    reviews = CriticReview.objects
    assert reviews.with_verdict("favourable").get() == good
    assert reviews.with_verdict("unfavourable").get() == bad
    assert reviews.with_verdict("unstated").get() == unsaid
    assert reviews.by(critic).get() == good
    assert reviews.in_publication(paper).get() == bad


def test_publishing_and_withdrawing_twice_does_no_harm() -> None:
    film = make.film()
    for status in ("draft", "published", "withdrawn"):
        make.review(film, status=status)
    assert CriticReview.objects.publish() == 2
    assert CriticReview.objects.publish() == 0
    assert CriticReview.objects.withdraw() == 3
    assert CriticReview.objects.withdraw() == 0


def test_a_film_critic_or_publication_with_reviews_can_not_be_deleted() -> None:
    review = make.review(make.film())
    for needed in (review.film, review.critic, review.publication):
        assert needed is not None
        with pytest.raises(ProtectedError):
            needed.delete()
    assert Film.objects.exists()


def test_another_name_is_of_one_critic_or_one_publication() -> None:
    critic, paper = make.critic(), make.publication()
    critic.other_names.create(name="A. Lee")
    paper.other_names.create(name="A. Lee")
    for facts in ({"critic": critic}, {}, {"critic": make.critic(), "publication": paper}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OtherName.objects.create(name="A. Lee", **facts)


def test_where_a_review_was_found_is_called_as_the_desk_of_such_sites_is():
    field = CriticReview._meta.get_field("aggregator")
    assert field.verbose_name == Aggregator._meta.verbose_name
