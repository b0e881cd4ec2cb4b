"""Ids that no address and no form of the desks has: too long, or in other digits."""

import pytest
from django.test import Client

from reviews.models import CriticReview
from tests import make

NUMBERS = ["9" * 5000, "9" * 30, "9" * 19, "²", "٣", "-1", "0", "x"]
"""Python reads no number of more than 4,300 digits, the database none of more than 19."""


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/reviews/criticreview/?publication__id__exact=",
        "/admin/reviews/criticreview/?aggregator__id__exact=",
        "/admin/reviews/criticreview/add/?film=",
        "/admin/reviews/criticreview/add/?critic=",
        "/admin/reviews/criticreview/1/history/?before=",
        "/admin/reviews/critic/1/merge/?into=",
        "/admin/films/credit/add/?film=",
    ],
)
def test_an_address_with_an_odd_number_is_no_failure(
    number: str, address: str, desk: Client
) -> None:
    assert desk.get(f"{address}{number}").status_code in {200, 302, 404}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_with_an_odd_number_is_no_failure(number: str, desk: Client) -> None:
    film = make.film()
    draft = make.review(film, status="draft")
    page = "/admin/reviews/criticreview"
    shown = desk.post(f"{page}/preview/", {"film": film.pk, "quote": "x", "preview_of": number})
    assert shown.status_code == 200
    ticked = {"review": [number, draft.pk]}
    assert desk.post(f"{page}/queue/", ticked).status_code == 303
    draft.refresh_from_db()
    assert draft.status == CriticReview.Status.PUBLISHED
    sent = {"film": number, "critic": number, "quote": "x"}
    assert "Select a valid choice." in desk.post(f"{page}/add/", sent).content.decode()
