"""The receipt: where each number of a film comes from."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ratings.models import FilmTally
from reviews.models import Correction, CriticTally
from reviews.templatetags import receipts
from tests import make
from tests.reading import links, words

pytestmark = pytest.mark.django_db


def receipt(client, film):
    return client.get(f"{film.get_absolute_url()}scores/")


def test_the_critics_formula_holds_this_films_numbers(client):
    film = make.film()
    for verdict in ["favourable"] * 3 + ["unfavourable"] * 4 + [""]:
        make.review(film, verdict)
    text = words(receipt(client, film))
    assert "3 of 7 favourable: 100 × 3 ÷ 7, rounded half up = 43%" in text
    assert "Verdict not stated, not counted in the score 1" in text


def test_the_viewers_formula_holds_this_films_numbers(client):
    film = make.film()
    for half_stars in (6, 7, 8, 8, 8):
        make.rating(make.viewer(), film, half_stars)
    text = words(receipt(client, film))
    assert "37 half stars from 5 ratings: 37 ÷ 5 ÷ 2" in text
    assert "= 3.7 of 5 stars" in text
    assert "This is the mean of what viewers rated on Halfstar" in text
    assert "Mean before rounding, in stars 3.7" in text


def test_what_was_set_aside_is_counted_with_its_reason_and_without_names(client):
    film = make.film()
    rater = make.viewer("lucifer")
    make.rating(rater, film, 1)
    make.set_aside(rater, reason="Paid for ratings")
    make.rating(make.viewer(), film, 8)
    text = words(receipt(client, film))
    assert "Ratings that count 1" in text
    assert "Ratings set aside by staff 1" in text
    assert "Paid for ratings" in text
    assert "lucifer" not in receipt(client, film).content.decode()


def test_counts_raw_and_shown_stand_apart_and_what_was_withdrawn_is_counted(client):
    film = make.film()
    for verdict in ["favourable"] * 3 + ["unfavourable"] * 4:
        make.review(film, verdict)
    make.review(film, status="withdrawn", critic=make.critic("Foo Bar"))
    make.review(film, status="draft")
    text = words(receipt(client, film))
    assert "Published reviews 7 Withdrawn by staff, not counted 1" in text
    assert "Favourable share before rounding 42.857143% Shown 43%" in text
    assert "Foo Bar" not in text


def test_the_way_to_all_reviews_says_how_many_of_them_are_counted(client):
    film = make.film()
    for verdict in ["favourable"] * 4 + ["unfavourable", "", ""]:
        make.review(film, verdict)
    page = receipt(client, film)
    assert "All 7 reviews ; 5 of them are counted" in words(page)
    assert f"{film.get_absolute_url()}reviews/" in links(page)


def test_without_reviews_no_way_leads_to_them(client):
    film = make.film()
    assert f"{film.get_absolute_url()}reviews/" not in links(receipt(client, film))


def test_below_five_verdicts_the_share_is_told_and_not_shown_as_a_score(client):
    film = make.film()
    for verdict in ("favourable", "unfavourable", "favourable"):
        make.review(film, verdict)
    text = words(receipt(client, film))
    assert "3 of 3 reviews state a verdict; a score from 5 on" in text
    assert "before rounding 66.666667% Shown not yet: from 5 stated verdicts on" in text


def test_the_mean_of_own_scores_stands_with_its_sum_and_what_was_not_counted(client):
    film = make.film()
    for written in ("3.5/4", "3.5/4", "B-", "A", "85%", "8", "<b>"):
        make.review(film, "", original_score=written)
    page = receipt(client, film)
    text = words(page)
    assert "The mean of 5 critics' own scores: 85%" in text
    assert "426.666667 ÷ 5 = 85.333333, rounded half up = 85%" in text
    assert "7 of 7 reviews have a score of the critic's own, and 5 of these say" in text
    assert "A 100% 1 3.5/4 87.5% 2 85% 85% 1 B- 66.666667% 1 8 not counted 1" in text
    assert "<b>" not in page.content.decode()


def test_fewer_than_five_own_scores_have_no_mean(client):
    film = make.film()
    for written in ("1/4", "1/4", "1/4", "1/4", "***"):
        make.review(film, original_score=written)
    make.review(film, original_score="2/4", status="draft")
    text = words(receipt(client, film))
    assert "4 own scores convert; their mean from 5 on" in text
    assert "The mean of" not in text
    assert "1/4 25% 4 *** not counted 1" in text
    assert "2/4" not in text


def test_who_entered_the_reviews_is_told_also_when_the_account_is_gone(client):
    film, ann = make.film(), make.viewer("ann")
    for _ in range(2):
        make.review(film, entered_by=ann, entered_by_name="ann")
    make.review(film, entered_by_name="gone")
    make.review(film, entered_at=datetime(2026, 2, 3, 12, tzinfo=UTC))
    make.review(film, status="draft", entered_by_name="drafter")
    text = words(receipt(client, film))
    assert "Entered by Reviews The last on ann 2" in text
    assert "gone 1" in text
    assert "an import 1 3 February 2026" in text
    assert "drafter" not in text


def test_what_was_corrected_stands_on_the_receipt_without_names(client):
    film = make.film()
    Correction.objects.create(
        film=film, words="The verdict was the wrong way round.", made_by_name="curator"
    )
    text = words(receipt(client, film))
    assert "What was corrected" in text
    assert ": The verdict was the wrong way round." in text
    assert "curator" not in text


def test_a_correction_names_the_review_that_it_is_about_and_leads_to_one_that_is_shown(client):
    film = make.film()
    shown = make.review(film, critic=make.critic("Ann Ea"), publication=make.publication("Mirror"))
    facts: dict[str, Any] = {"critic": make.critic("Foo Bar"), "publication": None}
    withdrawn = make.review(film, status="withdrawn", **facts)
    for review in (shown, withdrawn):
        Correction.objects.create(film=film, review=review, words="It said “loud”.")
    response = receipt(client, film)
    assert ", Ann Ea, Mirror : It said “loud”." in words(response)
    leads = [link for link in links(response) if "?review=" in link]
    assert leads == [f"{film.get_absolute_url()}reviews/?review={shown.pk}#review-{shown.pk}"]
    assert ", Foo Bar: It said “loud”." in words(response)
    assert f"review-{withdrawn.pk}" not in response.content.decode()


def test_other_sites_scores_stand_with_whose_count_link_day_and_who_entered_it(client):
    film = make.film()
    tomatoes = make.aggregator("Rotten Tomatoes")
    entered = datetime(2026, 2, 1, 12, tzinfo=UTC)
    make.score(
        film,
        tomatoes,
        92,
        reviews=38,
        url="https://tomatoes.example/",
        entered_by_name="curator",
        entered_at=entered,
    )
    make.score(film, tomatoes, 71, audience=True, entered_at=entered)
    text = words(receipt(client, film))
    assert "Rotten Tomatoes critics 92% 38 31 January 2026" in text
    assert "curator, 1 February 2026" in text
    assert "Rotten Tomatoes their viewers 71% not known 31 January 2026" in text
    assert "an import, 1 February 2026" in text
    assert "https://tomatoes.example/" in links(receipt(client, film))


def test_the_way_another_sites_score_went_is_told_drawn_and_listed(client):
    film, site = make.film(), make.aggregator("Film Sums")
    for percent, day in ((90, date(2025, 1, 1)), (40, date(2025, 7, 1)), (92, date(2026, 1, 31))):
        make.score(film, site, percent, as_of=day)
    page = receipt(client, film)
    assert (
        "Film Sums, critics: from 90% on 1 January 2025 to 92% on 31 January 2026;"
        " lowest 40% on 1 July 2025, highest 92% on 31 January 2026"
    ) in words(page)
    assert '<polyline points="30,9.6 123.5,27.6 234,8.9"/>' in page.content.decode()
    text = words(page)
    assert text.index("92% not known") < text.index("40% not known") < text.index("90% not known")


def test_the_line_is_drawn_between_none_and_all(client):
    film, site = make.film(), make.aggregator()
    for percent, day in ((100, date(2025, 1, 1)), (0, date(2026, 1, 31))):
        make.score(film, site, percent, as_of=day)
    drawing = receipt(client, film).content.decode().partition("<svg")[2]
    highest, lowest = re.findall(r'<text x="26" y="(\d+)">(\d+)%</text>', drawing)
    assert f'points="30,{highest[0]} 234,{lowest[0]}"' in drawing
    assert (highest[1], lowest[1]) == ("100", "0")


def test_large_numbers_are_written_alike_and_viewers_elsewhere_rate(client):
    film, site = make.film(), make.aggregator("Film Sums")
    FilmTally.objects.filter(film=film).update(n8=1500, ratings=1500)
    make.score(film, site, 84, reviews=12345, audience=True)
    make.score(film, site, 92, reviews=1038)
    for _ in range(5):
        make.review(film, original_score="4/4")
    CriticTally.objects.filter(film=film).update(favourable=2345, unfavourable=0)
    CriticTally.objects.filter(film=film).update(scored=2345, written=2345, scored_sum=234500)
    text = words(receipt(client, film))
    assert "12,000 half stars from 1,500 ratings: 12,000 ÷ 1,500 ÷ 2" in text
    assert "2,345 of 2,345 favourable: 100 × 2,345 ÷ 2,345" in text
    assert "234,500 ÷ 2,345 = 100" in text
    assert "Reviews or ratings" in text
    assert "their viewers 84% 12,345" in text
    text = words(client.get(film.get_absolute_url()))
    assert "Film Sums Audience Score: 84% 12,345 ratings" in text
    assert "Film Sums Score: 92% 1,038 reviews" in text
    assert "2,345 of 2,345 favourable 2,345 reviews here" in text


def test_the_drawing_is_the_same_where_decimals_have_a_comma():
    film, site = make.film(), make.aggregator()
    for day, percent in ((1, 90), (12, 91), (31, 92)):
        make.score(film, site, percent, as_of=date(2026, 1, day))
    with translation.override("de"):
        drawing = render_to_string(
            "reviews/_aggregators_receipt.html", receipts.aggregators_receipt(film)
        )
    points = re.findall(r'<polyline points="(.*)"/>', drawing)[0].split()
    circles = re.findall(r'<circle cx="(.*?)" cy="(.*?)"', drawing)
    assert [",".join(circle) for circle in circles] == points
    assert all(re.fullmatch(r"\d+(\.\d)?", number) for circle in circles for number in circle)


def test_one_reading_draws_no_line(client):
    film = make.film()
    make.score(film)
    assert "<polyline" not in receipt(client, film).content.decode()


def test_a_reading_of_long_ago_is_marked_until_there_is_a_newer_one(client, settings):
    settings.AGGREGATOR_STALE_AFTER = 10
    film, site = make.film(), make.aggregator("Film Sums")
    mark, today = "it may have changed since", timezone.localdate()
    make.score(film, site, as_of=today - timedelta(days=11))
    for address in ("", "scores/"):
        assert mark in words(client.get(f"{film.get_absolute_url()}{address}"))
    make.score(film, site, as_of=today - timedelta(days=10))
    for address in ("", "scores/"):
        assert mark not in words(client.get(f"{film.get_absolute_url()}{address}"))


def test_long_series_and_many_ways_to_score_are_cut(client, monkeypatch):
    monkeypatch.setattr(receipts, "READINGS_SHOWN", 2)
    monkeypatch.setattr(receipts, "WAYS_SHOWN", 2)
    film, site = make.film(), make.aggregator("Film Sums")
    for day in (1, 2, 3):
        make.score(film, site, 50 + day, as_of=date(2026, 1, day))
    for written in ("1/4", "1/4", "2/4", "3/4"):
        make.review(film, original_score=written)
    text = words(receipt(client, film))
    assert "Of Film Sums the newest 2 of 3 readings are shown." in text
    assert "51%" not in text
    assert "1/4 25% 2" in text
    assert "3/4 75%" not in text
    assert "1 rarer way to write a score is left out" in text


def test_as_many_ways_to_score_as_are_shown_leave_none_out(client, monkeypatch):
    monkeypatch.setattr(receipts, "WAYS_SHOWN", 2)
    film = make.film()
    for written in ("1/4", "2/4"):
        make.review(film, original_score=written)
    assert "rarer" not in words(receipt(client, film))


def test_of_many_corrections_the_newest_are_shown_and_the_others_led_to(client, monkeypatch):
    monkeypatch.setattr(receipts, "CORRECTIONS_SHOWN", 2)
    film, other = make.film(), make.film()
    for number in range(3):
        Correction.objects.create(film=film, words=f"Wrong {number}.")
    for number in range(2):
        Correction.objects.create(film=other, words=f"Wrong {number}.")
    text = words(receipt(client, film))
    assert "Wrong 2." in text
    assert "Wrong 0." not in text
    assert "The newest 2 are shown. All corrections on this site" in text
    assert "/corrections/" in links(receipt(client, film))
    assert "The newest" not in words(receipt(client, other))


def test_a_film_of_which_nothing_is_known_has_a_receipt_too(client):
    text = words(receipt(client, make.film()))
    assert "0 of 0 reviews state a verdict; a score from 5 on" in text
    assert "0 ratings so far; a score from 5 on" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_receipt_costs_nine_queries(client, rows, django_assert_num_queries):
    film = make.film()
    for _ in range(rows):
        make.rating(make.viewer(), film)
        make.review(film, original_score="3/4", entered_by=make.viewer())
        make.score(film)
        Correction.objects.create(film=film, words="x")
        make.credit(film, role="director")
        film.film_genres.create(genre=make.genre())
    with django_assert_num_queries(9):
        receipt(client, film)
