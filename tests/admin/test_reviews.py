"""What staff change of critics' reviews in the admin."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film
from reviews.models import AggregatorScore, CriticReview, CriticTally, Publication
from tests import make
from tests.admin.forms import errors, save
from tests.recount import drift

ADD = "/admin/reviews/criticreview/add/"
LIST = "/admin/reviews/criticreview/"


@pytest.fixture
def film(db: None) -> Film:
    """A film to review."""
    return make.film()


def test_a_review_is_added_as_a_draft_without_a_verdict(desk: Client, film: Film) -> None:
    paper = make.publication()
    assert save(desk, ADD, film=film.pk, publication=paper.pk).status_code == 302
    review = CriticReview.objects.get()
    assert (review.status, review.verdict) == ("draft", "")


def test_a_verdict_may_be_not_stated_again(desk: Client, film: Film) -> None:
    review = make.review(film)
    address = reverse("admin:reviews_criticreview_change", args=[review.pk])
    assert '<option value="">Not stated</option>' in desk.get(address).content.decode()
    assert save(desk, address, verdict="").status_code == 302
    assert CriticTally.objects.get().unstated == 1
    assert drift() == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"critic": "", "publication": ""}, "A review names its critic, its publication or both."),
        (
            {"published_on": "2007-02-29"},
            "A date is 2008, 2008-05 or 2008-05-14; also 14 May 2008 or May 14, 2008.",
        ),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"verdict": "fresh"}, "Select a valid choice."),
        ({"language": "English"}, "A language is a code such as en or pt-BR."),
        ({"quote": "x" * 5001}, "at most 5000 characters"),
        ({"film": "999999"}, "Select a valid choice."),
        ({"film": "x"}, "Select a valid choice."),
        ({"film": "9" * 30}, "Select a valid choice."),
        ({}, "This critic&#x27;s review of the film in this publication is here already: "),
        (
            {"critic": "", "quote": "“fine”  film"},
            "This quotation from the publication is here already, without a critic: ",
        ),
    ],
)
def test_what_no_review_is_comes_back_as_a_form_that_says_so(
    facts: dict[str, str], said: str, desk: Client, film: Film
) -> None:
    known = make.review(film)
    make.review(film, critic=None, publication=known.publication, quote='"Fine" film')
    sent = {"film": film.pk, "critic": known.critic_id, "publication": known.publication_id}
    assert said in errors(save(desk, ADD, **{**sent, **facts}))
    assert CriticReview.objects.count() == 2


def test_a_known_review_can_be_saved_as_it_is(desk: Client, film: Film) -> None:
    for review in (make.review(film, quote="A"), make.review(film, critic=None, quote="B")):
        address = reverse("admin:reviews_criticreview_change", args=[review.pk])
        assert save(desk, address).status_code == 302


def test_chosen_reviews_are_published_and_withdrawn(desk: Client, film: Film) -> None:
    chosen = [make.review(film, status="draft").pk for _ in range(3)]
    for action, said in (("publish", "3 reviews published."), ("withdraw", "3 reviews withdrawn.")):
        pressed = {"action": action, "_selected_action": chosen}
        assert said in desk.post(f"{LIST}?q=Film", pressed, follow=True).content.decode()
        assert drift() == []
    assert set(CriticReview.objects.values_list("status", flat=True)) == {"withdrawn"}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"percent": "101"}, "less than or equal to 100"),
        ({}, "It is a percentage, or a value out of a scale."),
        ({"percent": "50", "value": "5", "scale": "10"}, "It is a percentage, or a value out of"),
        ({"value": "11", "scale": "10"}, "The score lies outside its scale."),
        ({"value": "0", "scale": "0"}, "The score lies outside its scale."),
        ({"percent": "50", "reviews": "9999999999999"}, "less than or equal to"),
    ],
)
def test_a_score_outside_its_scale_is_refused(
    figures: dict[str, str], said: str, desk: Client, film: Film
) -> None:
    sent = {"film": film.pk, "aggregator": make.aggregator().pk, "as_of": "2026-01-31"}
    answer = save(desk, "/admin/reviews/aggregatorscore/add/", **sent, **figures)
    assert said in errors(answer)
    assert not AggregatorScore.objects.exists()


@pytest.mark.parametrize("day", ["2999-01-01", "0001-01-01", "1989-12-31"])
def test_a_score_of_a_day_on_which_nobody_can_have_read_it_is_refused(
    day: str, desk: Client, film: Film
) -> None:
    sent = {"film": film.pk, "aggregator": make.aggregator().pk, "percent": "50", "as_of": day}
    said = "A score is read on a day from 1990 on, not to come."
    assert said in errors(save(desk, "/admin/reviews/aggregatorscore/add/", **sent))


@pytest.mark.parametrize("printed", ["9999-12-31", "0001", "1869-12"])
def test_a_review_of_a_year_without_films_or_far_ahead_is_refused(
    printed: str, desk: Client, film: Film
) -> None:
    sent = {"film": film.pk, "critic": make.critic().pk, "published_on": printed}
    said = "A review is printed from 1870 on, and by the end of next year."
    assert said in errors(save(desk, ADD, **sent))


def test_what_stands_there_with_such_a_day_can_be_edited(desk: Client, film: Film) -> None:
    review = make.review(film, published_on="9999-12-31")
    score = make.score(film, as_of=date(2999, 1, 1))
    address = reverse("admin:reviews_criticreview_change", args=[review.pk])
    assert save(desk, address, language="en").status_code == 302
    assert errors(save(desk, address, published_on="9999-12-30"))
    address = reverse("admin:reviews_aggregatorscore_change", args=[score.pk])
    assert save(desk, address, percent="51").status_code == 302
    assert errors(save(desk, address, as_of="2999-01-02"))


def test_another_name_is_of_one_of_the_two(desk: Client) -> None:
    critic, paper = make.critic(), make.publication()
    add = "/admin/reviews/othername/add/"
    said = "It is the other name of a critic or a publication."
    assert said in errors(save(desk, add, name="A", critic=critic.pk, publication=paper.pk))
    assert said in errors(save(desk, add, name="A"))
    assert save(desk, add, name="A", critic=critic.pk).status_code == 302
    assert "already exists" in errors(save(desk, add, name="A", critic=critic.pk))


def test_critics_and_publications_in_use_are_protected(desk: Client, film: Film) -> None:
    review = make.review(film, aggregator=make.aggregator())
    for kind, row in (("critic", review.critic), ("publication", review.publication)):
        assert row is not None
        address = reverse(f"admin:reviews_{kind}_delete", args=[row.pk])
        assert "critics&#x27; reviews" in desk.get(address).content.decode()
        assert desk.post(address, {"post": "yes"}).status_code == 200


def test_reviews_are_narrowed_to_a_publication_typed_where_no_script_runs(desk: Client) -> None:
    papers = [make.publication(name) for name in ("Bar Gazette", "Foo Review", "Gazétte of Foo")]
    reviews = [make.review(make.film(), publication=paper) for paper in papers]
    page = desk.get(LIST, {"status__exact": "published"}).content.decode()
    typed = "publication__id__exact_typed"
    assert f'<noscript><input name="{typed}" value=""' in page
    chosen = {"status__exact": "published", "publication__id__exact": "", typed: "gazette"}
    answer = desk.get(LIST, chosen)
    assert set(answer.context["cl"].queryset) == {reviews[0], reviews[2]}
    assert f'<noscript><input name="{typed}" value="gazette"' in answer.content.decode()
    assert '<a href="?status__exact=published">All</a>' in answer.content.decode()
    nothing = desk.get(LIST, {**chosen, typed: " "})
    assert set(nothing.context["cl"].queryset) == set(reviews)


def test_no_page_of_the_desk_grows_with_the_number_of_publications(desk: Client) -> None:
    Publication.objects.bulk_create(
        Publication(name=f"Paper {number}", slug=f"paper-{number}") for number in range(10_000)
    )
    for address in (LIST, ADD):
        assert len(desk.get(address).content) < 100_000
