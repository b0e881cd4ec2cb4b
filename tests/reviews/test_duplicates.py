"""Which reviews are likely the same as one that is being entered."""

from typing import Any

import pytest

from films.models import Film
from reviews.models import CriticReview
from tests import make

WORDS = "A tender, furious film about people who refuse to leave."


@pytest.fixture
def film(db: None) -> Film:
    """A film with one review that states nothing."""
    return make.film()


def likeness(film: Film, **facts: Any) -> list[tuple[CriticReview, list[str]]]:
    """The likely ones, each with by what it is the same."""
    names = ("same_link", "same_words", "same_critic", "same_place")
    found = CriticReview.objects.like(film, **facts)
    return [(each, [name for name in names if getattr(each, name)]) for each in found]


@pytest.mark.parametrize(
    ("stored", "given", "same"),
    [
        ("https://a.example/b", "https://a.example/b", True),
        ("http://www.a.example/b/", "https://A.example/b#top", True),
        ("https://a.example/b?id=1", "https://a.example/b?id=2", False),
        ("https://a.example/b", "https://a.example/bc", False),
        ("https://a.example/b", "", False),
        ("", "https://a.example/", False),
    ],
)
def test_a_link_is_the_same_however_it_is_written(
    stored: str, given: str, same: bool, film: Film
) -> None:
    review = make.review(film, url=stored)
    assert likeness(film, url=given) == ([(review, ["same_link"])] if same else [])


@pytest.mark.parametrize(
    ("given", "same"),
    [
        (WORDS, True),
        ("“A TENDER, furious film about people who refuse to leave”", True),
        ("a furious film about people who refuse to leave", True),
        (f"Last year's best. {WORDS} See it!", True),
        ("A tender film", False),
        ("A cold, lazy film about people who long to leave.", False),
        ("", False),
    ],
)
def test_nearly_the_same_words_are_the_same(given: str, same: bool, film: Film) -> None:
    review = make.review(film, quote=WORDS)
    make.review(film, quote="")
    assert likeness(film, quote=given) == ([(review, ["same_words"])] if same else [])


def test_few_words_are_the_same_only_when_they_are_all(film: Film) -> None:
    review = make.review(film, quote="A marvél")
    make.review(film, quote="A marvel of a film, from its first shot to its last.")
    assert likeness(film, quote="a Marvel") == [(review, ["same_words"])]


def test_a_critic_reviews_a_film_once_wherever_it_is_printed(film: Film) -> None:
    review = make.review(film)
    make.review(film)
    make.review(make.film(), critic=review.critic)
    found = likeness(film, critic=review.critic, publication=make.publication())
    assert found == [(review, ["same_critic"])]


def test_a_publication_reviews_a_film_once_where_one_names_no_critic(film: Film) -> None:
    paper = make.publication()
    named, nameless = (
        make.review(film, publication=paper),
        make.review(film, publication=paper, critic=None, quote="Fine."),
    )
    assert likeness(film, publication=paper) == [
        (named, ["same_place"]),
        (nameless, ["same_place"]),
    ]
    assert likeness(film, publication=paper, critic=make.critic()) == [(nameless, ["same_place"])]


def test_the_likeliest_comes_first_and_the_review_itself_is_not_meant(film: Film) -> None:
    by_critic, linked = make.review(film), make.review(film, url="https://a.example/b")
    facts = {"critic": by_critic.critic, "url": "https://a.example/b"}
    assert [each for each, _same in likeness(film, **facts)] == [linked, by_critic]
    assert [each for each, _same in likeness(film, **facts, besides=linked.pk)] == [by_critic]
    assert likeness(film) == []
