"""How staff find reviews."""

from typing import Any

import pytest

from reviews.models import Critic, CriticReview, Publication
from tests import make
from tests.raw import sql


@pytest.mark.parametrize(
    "words",
    [
        "general",
        "GÉNÉRAL",
        "mecano",
        "ann lee",
        "leigh",
        "bar gazette",
        "furious tender",
        "TÉND",
        "Tender's",
        "'furious'",
        "映画",
        "lee general",
        "a.example",
        "  ",
    ],
)
def test_a_review_is_found_by_words_of_what_it_says_and_names(words: str, db: None) -> None:
    film = make.film("The Général", original_title="Le Mécano")
    critic = make.critic("Ann Lee")
    critic.other_names.create(name="A. Leigh")
    review = make.review(
        film,
        critic=critic,
        publication=make.publication("Bar Gazette"),
        quote="A téndér, furious film. Tender’s word. いい映画だ",
        url="https://a.example/b",
    )
    other = make.review(make.film())
    found = list(CriticReview.objects.matching(words).order_by("pk"))
    assert found == [review] if words.strip() else found == [review, other]


@pytest.mark.parametrize("words", ["Nosferatu (1922)", "nosferatu 1922", "lee 1922", "(1922) lee"])
def test_a_review_is_found_by_its_film_with_the_year(words: str, db: None) -> None:
    ann = make.critic("Ann Lee")
    review, _other = (
        make.review(make.film("Nosferatu", year), critic=ann) for year in (1922, 1979)
    )
    assert list(CriticReview.objects.matching(words)) == [review]


@pytest.mark.parametrize(
    "words", ["lee metropolis", "100%", "ann_lee", "x" * 3000, "\\", "'", "':*", "a\\' | b"]
)
def test_a_review_that_lacks_one_of_the_words_is_not_found(words: str, db: None) -> None:
    make.review(make.film("The General"), critic=make.critic("Ann Lee"))
    assert not CriticReview.objects.matching(words).exists()


def test_reviews_are_found_by_what_they_lack(db: None) -> None:
    film = make.film()
    bare = make.review(film, "", quote="x" * 301)
    dead = make.review(film, url="https://a.example/", link_dead_since="2026-01-31", quote="Fine.")
    assert list(CriticReview.objects.without_link()) == [bare]
    assert list(CriticReview.objects.with_dead_link()) == [dead]
    assert list(CriticReview.objects.too_long()) == [bare]


@pytest.mark.parametrize(
    "words",
    [
        "A masterpiece — truly great & “rich”",
        "masterpiece - truly",
        "great & …",
        "… “rich” ,",
    ],
)
def test_a_review_is_found_by_a_part_of_its_quotation(words: str, db: None) -> None:
    said = "A masterpiece — truly great & “rich”, …"
    review = make.review(make.film(), quote=said)
    make.review(make.film(), quote="A masterpiece, they say.")
    assert list(CriticReview.objects.matching(words)) == [review]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["critic", "publication"])
def test_one_of_many_is_found_by_part_of_a_name_without_folding_every_name(kind: str) -> None:
    table = f"reviews_{kind}"
    numbers = "SELECT md5(i::text), i FROM generate_series(1, 20000) i"
    sql(f"INSERT INTO {table} (name, slug, url) SELECT md5, i, '' FROM ({numbers}) n")
    sql(f"INSERT INTO reviews_othername (name, {kind}_id) SELECT 'X' || name, id FROM {table}")
    sql(f"ANALYZE {table}, reviews_othername")
    kinds: dict[str, Any] = {"critic": Critic, "publication": Publication}
    found = kinds[kind].objects
    for plan in (found.matching("c4ca4238").explain(), found.called("c4ca4238").explain()):
        assert f"{kind}_name_words" in plan
        assert "other_name_words" in plan
        assert "Seq Scan" not in plan
