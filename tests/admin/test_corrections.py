"""The public log of corrections, and whose name stands beside what staff enter."""

from django.test import Client

from reviews.models import AggregatorScore, Correction
from tests import make
from tests.admin.forms import errors, save
from tests.reading import words

CORRECTIONS = "/admin/reviews/correction/"


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
