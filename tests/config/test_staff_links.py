"""The ways from a page to where what is wrong on it is mended."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from reviews.models import Correction, CriticReview
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db
FILM = "/films/the-wind-1928/"
DESK = "/admin/reviews"


@pytest.fixture
def review() -> CriticReview:
    review = make.review(make.film("The Wind", 1928), critic=make.critic("Ann Ea"))
    Correction.objects.create(film=review.film, review=review, words="It said favourable.")
    return review


def staff(role: str) -> User:
    """Someone of that role."""
    user = make.viewer(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def ways(client: Client, page: str) -> set[str]:
    """Where a page leads to in the admin."""
    answer: Any = client.get(page)
    return {link for link in links(answer) if link.startswith("/admin/")}


def of_film(review: CriticReview) -> tuple[str, str, str]:
    """Where a review of its film is entered, the film edited, and the review."""
    return (
        f"{DESK}/criticreview/add/?film={review.film_id}",
        f"/admin/films/film/{review.film_id}/change/",
        f"{DESK}/criticreview/{review.pk}/change/",
    )


def test_an_editor_comes_from_each_page_to_what_it_shows(
    client: Client, review: CriticReview
) -> None:
    enter, film, change = of_film(review)
    correction = f"{DESK}/correction/{Correction.objects.get().pk}/change/"
    client.force_login(staff("editor"))
    queue = f"{DESK}/criticreview/queue/"
    assert ways(client, FILM) == {queue, enter, film}
    assert words(client.get(FILM), 'class="staff"', "</nav>").endswith(
        "Enter a review of this film Edit its reviews Edit the film"
    )
    assert ways(client, f"{FILM}scores/") == {queue, enter, film}
    assert ways(client, f"{FILM}reviews/") == {queue, enter, film, change}
    assert ways(client, "/corrections/") == {queue, correction}
    assert all(client.get(way).status_code == 200 for way in (queue, enter, film, change))


def test_a_contributor_comes_to_what_they_may_do_there(
    client: Client, review: CriticReview
) -> None:
    enter, _film, _change = of_film(review)
    client.force_login(staff("contributor"))
    queue = f"{DESK}/criticreview/queue/"
    for page in (FILM, f"{FILM}scores/", f"{FILM}reviews/"):
        assert ways(client, page) == {queue, enter}
    assert ways(client, "/corrections/") == {queue}


def test_staff_without_rights_come_to_the_desks_they_have(
    client: Client, review: CriticReview
) -> None:
    client.force_login(make.viewer(is_staff=True))
    assert ways(client, FILM) == ways(client, f"{FILM}reviews/") == {"/admin/"}


def test_rights_lead_nobody_there_who_is_not_staff(client: Client, review: CriticReview) -> None:
    user = staff("editor")
    user.is_staff = False
    user.save()
    client.force_login(user)
    for page in (FILM, f"{FILM}scores/", f"{FILM}reviews/", "/corrections/"):
        assert not ways(client, page)


@pytest.mark.parametrize("reviews", [1, 3])
def test_the_ways_cost_two_queries_a_page(
    client: Client, review: CriticReview, reviews: int, django_assert_num_queries: Any
) -> None:
    for _ in range(reviews - 1):
        make.review(review.film)
    user = staff("editor")
    client.force_login(user)
    with django_assert_num_queries(2 + 7):
        client.get(f"{FILM}reviews/")
