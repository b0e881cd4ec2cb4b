"""The public log of corrections, and whose name stands beside what staff enter."""

from typing import Any

from django.test import Client

from reviews.models import CHANGES, AggregatorScore, Correction, CriticReview
from tests import make
from tests.admin.curators import contributor
from tests.admin.forms import errors, save
from tests.reading import links, words

CORRECTIONS = "/admin/reviews/correction/"
REVIEWS = "/admin/reviews/criticreview/"


def test_a_correction_is_made_in_the_name_of_who_is_signed_in(desk: Client) -> None:
    film = make.film()
    save(desk, f"{CORRECTIONS}add/", film=film.pk, words="The year was wrong; it is 1926.")
    correction = Correction.objects.get()
    assert (correction.film, correction.made_by_name) == (film, "curator")


def test_its_words_may_be_mended_and_the_first_ones_stay_in_the_history(desk: Client) -> None:
    correction = Correction.objects.create(film=make.film(), words="The yaer was wrong.")
    save(desk, f"{CORRECTIONS}{correction.pk}/change/", words="The year was wrong.")
    correction.refresh_from_db()
    assert (correction.words, correction.made_by_name) == ("The year was wrong.", "")
    said = words(desk.get(f"{CORRECTIONS}{correction.pk}/history/"))
    assert "The taken out: yaer put in: year was wrong." in said


def test_it_has_words_and_not_too_many(desk: Client) -> None:
    film = make.film()
    for said in ("", "x" * 501):
        assert errors(save(desk, f"{CORRECTIONS}add/", film=film.pk, words=said))
    assert not Correction.objects.exists()


def test_another_sites_score_is_entered_in_the_name_of_who_is_signed_in(desk: Client) -> None:
    film, site = make.film(), make.aggregator()
    page = "/admin/reviews/aggregatorscore/add/"
    save(desk, page, film=film.pk, aggregator=site.pk, percent=92, as_of="2026-01-31")
    score = AggregatorScore.objects.get()
    assert (score.percent, score.entered_by_name) == (92, "curator")


def corrected() -> tuple[CriticReview, str]:
    """A review about which readers were told something, and where that is changed."""
    review = make.review(make.film(), quote="Fine.", publication=None)
    correction = review.corrections.create(film=review.film, words="Bo's verdict was turned round.")
    return review, f"{CORRECTIONS}{correction.pk}/change/"


def test_a_review_and_its_history_name_what_readers_were_told_of_it(
    desk: Client, client: Client
) -> None:
    review, way = corrected()
    pages = [f"{REVIEWS}{review.pk}/{page}/" for page in ("change", "history")]
    for page in pages:
        answer = desk.get(page)
        assert "Bo's verdict was turned round." in words(answer)
        assert way in links(answer)
    other = make.review(make.film())
    assert "What readers were told" not in words(desk.get(f"{REVIEWS}{other.pk}/change/"))
    client.force_login(contributor())
    answer = client.get(pages[0])
    assert "Bo's verdict was turned round." in words(answer)
    assert way not in links(answer)


def test_whoever_withdraws_a_review_is_asked_whether_its_correction_holds(desk: Client) -> None:
    review, way = corrected()
    ask = "Does the correction still hold that readers were told?"
    pressed = {"action": "withdraw", "_selected_action": [review.pk]}
    answer: Any = desk.post(REVIEWS, pressed, follow=True)
    assert ask in said(answer)
    assert way in links(answer)
    page = f"{REVIEWS}{review.pk}/change/"
    assert ask not in said(desk.get(save(desk, page, status="published")["Location"]))
    answer = desk.get(save(desk, page, status="withdrawn")["Location"])
    assert ask in said(answer)
    assert way in links(answer)
    assert ask not in said(desk.get(save(desk, page, quote="Poor.")["Location"]))


def test_nobody_is_asked_whether_the_correction_holds_that_they_just_wrote(desk: Client) -> None:
    review = make.review(make.film(), publication=None)
    page = f"{REVIEWS}{review.pk}/change/"
    answer = save(desk, page, status="withdrawn", correction="It isn't Bo's review.")
    assert Correction.objects.get().review == review
    assert "still hold" not in said(desk.get(answer["Location"]))


def test_whoever_brings_a_version_back_is_asked_whether_its_correction_holds(desk: Client) -> None:
    review, way = corrected()
    CriticReview.objects.update(verdict="unfavourable")
    before: Any = CHANGES[CriticReview].objects.of(review.pk).last()
    answer: Any = desk.post(f"{REVIEWS}{review.pk}/history/{before.pgh_id}/", follow=True)
    assert "Does the correction still hold that readers were told?" in said(answer)
    assert way in links(answer)


def said(answer: Any) -> str:
    """What stands in the messages of a page."""
    return words(answer, 'class="messagelist"', "</ul>") if b"messagelist" in answer.content else ""
