"""What `check_links` asks, and what it notes."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reviews.links.asking import State
from reviews.management.commands import check_links
from reviews.models import CHANGES, CriticReview, CriticTally
from tests import make
from tests.raw import sql
from tests.reviews.asked import Site, an_asker, closed


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that answers as it's asked to."""
    with Site() as site:
        yield site
        site.shutdown()


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command asks the site of the tests."""
    monkeypatch.setattr(check_links.Command, "asker", lambda self, **how: an_asker())


def checked(**options: Any) -> str:
    """What the command says at last."""
    out = StringIO()
    call_command("check_links", stdout=out, **options)
    return out.getvalue().splitlines()[-1]


def noted() -> list[tuple[bool, date | None]]:
    """Of each review whether its link was checked today, and since when it is dead."""
    rows = CriticReview.objects.order_by("pk").values_list("link_checked_on", "link_dead_since")
    return [(checked_on == timezone.localdate(), dead) for checked_on, dead in rows]


@pytest.mark.django_db
def test_dead_links_are_noted_since_they_were_found_and_come_back_to_life(site, asking):
    film, today = make.film("Earth", 1930), timezone.localdate()
    for path in ("/200", "/404", "/500"):
        make.review(film, url=site.link(path))
    gone = make.review(film, url="http://gone.example/")
    make.review(film)
    make.review(film, url=site.link("/404/withdrawn"), status="withdrawn")
    before = CriticTally.objects.get(film=film).version
    assert checked() == "Asked 4 links: 1 work, 2 dead, 1 unclear."
    nothing = (False, None)
    assert noted() == [(True, None), (True, today), (True, None), (True, today), nothing, nothing]
    assert CriticTally.objects.get(film=film).version > before
    assert checked() == "Asked 0 links: 0 work, 0 dead, 0 unclear."
    early = date(2020, 1, 1)
    CriticReview.objects.update(link_checked_on=early, link_dead_since=early)
    checked()
    assert [dead for _checked, dead in noted()[:4]] == [None, early, early, early]
    gone.refresh_from_db()
    versions: Any = CHANGES[CriticReview].objects.of(gone.pk)
    assert [change.about.get("command") for change in versions][-2:] == ["check_links", None]


@pytest.mark.django_db
def test_where_no_host_is_known_at_all_none_is_taken_for_dead(asking):
    make.review(make.film("Earth", 1930), url="http://gone.example/")
    assert checked() == "Asked 1 links: 0 work, 1 dead, 0 unclear."
    assert noted() == [(True, None)]


def silent_for(days: int, url: str) -> str:
    """What the command says of a link that was last asked yesterday, beside one that works."""
    today = timezone.localdate()
    CriticReview.objects.update(link_checked_on=None)
    CriticReview.objects.filter(url=url).update(
        link_checked_on=today - timedelta(days=1),
        link_unanswered_since=today - timedelta(days=days),
        link_dead_since=None,
    )
    return checked()


def unanswered() -> list[int | None]:
    """For how many days each review's link has had no answer."""
    rows = CriticReview.objects.order_by("pk").values_list("link_unanswered_since", flat=True)
    return [(timezone.localdate() - since).days if since else None for since in rows]


@pytest.mark.django_db
def test_a_link_that_does_not_answer_for_two_weeks_is_dead_since_then(site, asking):
    film, today, url = make.film("Earth", 1930), timezone.localdate(), closed("/a")
    make.review(film, url=url)
    make.review(film, url=site.link("/200"))
    assert checked() == "Asked 2 links: 1 work, 0 dead, 1 unclear."
    assert (noted(), unanswered()) == ([(True, None)] * 2, [0, None])
    assert checked() == "Asked 0 links: 0 work, 0 dead, 0 unclear."
    silent_for(13, url)
    assert (noted()[0], unanswered()[0]) == ((True, None), 13)
    assert list(CriticReview.objects.with_unanswered_link().values_list("url", flat=True)) == [url]
    silent_for(14, url)
    assert noted()[0] == (True, today - timedelta(days=14))
    assert not CriticReview.objects.with_unanswered_link()
    CriticReview.objects.update(link_checked_on=today - timedelta(days=29))
    assert checked() == "Asked 0 links: 0 work, 0 dead, 0 unclear."


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/200", "/500", "/404"])
def test_any_answer_ends_the_silence(site, asking, path):
    make.review(make.film("Earth", 1930), url=site.link(path))
    silent_for(14, site.link(path))
    assert unanswered() == [None]
    assert noted() == [(True, timezone.localdate() if path == "/404" else None)]


@pytest.mark.django_db
def test_a_link_that_was_dead_for_silence_lives_by_its_first_good_answer(site, asking):
    make.review(make.film("Earth", 1930), url=site.link("/200"))
    early = date(2020, 1, 1)
    CriticReview.objects.update(
        link_checked_on=early, link_dead_since=early, link_unanswered_since=early
    )
    checked()
    assert (noted(), unanswered()) == ([(True, None)], [None])


@pytest.mark.django_db
def test_where_nobody_answers_at_all_no_silence_counts(asking):
    make.review(make.film("Earth", 1930), url=closed("/a"))
    checked()
    assert (noted(), unanswered()) == ([(True, None)], [None])
    silent_for(14, closed("/a"))
    assert (noted(), unanswered()) == ([(True, None)], [14])


@pytest.mark.django_db
def test_a_run_asks_so_many_links_once_each_and_those_first_that_waited_longest(site, asking):
    film, today = make.film("Earth", 1930), timezone.localdate()
    for number, days in enumerate((50, 90, 10, 70)):
        review = make.review(film, url=site.link(f"/200/{number}"))
        CriticReview.objects.filter(pk=review.pk).update(
            link_checked_on=today - timedelta(days=days)
        )
    make.review(film, url=site.link("/200/1"))
    make.review(film, url=site.link("/200/new"))
    assert checked(most=3) == "Asked 3 links: 3 work, 0 dead, 0 unclear."
    assert [path.split()[1] for path in site.asked] == ["/200/1", "/200/new", "/200/3"]
    assert [was_checked for was_checked, _dead in noted()] == [
        *(False, True, False, True, True, True)
    ]


@pytest.mark.django_db
def test_a_corrected_link_is_a_new_one_whoever_corrects_it(site):
    review: Any = make.review(make.film("Earth", 1930), url=site.link("/404"))
    notes = ("link_checked_on", "link_dead_since", "link_unanswered_since")
    CriticReview.objects.update(**dict.fromkeys(notes, date(2026, 1, 1)))
    CriticReview.objects.update(quote="Rain")
    review.refresh_from_db()
    assert review.link_dead_since == date(2026, 1, 1)
    sql("UPDATE reviews_criticreview SET url = 'https://example.org/'")
    review.refresh_from_db()
    assert [getattr(review, name) for name in notes] == [None, None, None]


@pytest.mark.django_db
def test_a_link_that_was_corrected_meanwhile_is_left_alone(site):
    review = make.review(make.film("Earth", 1930), url=site.link("/404"))
    [link] = CriticReview.objects.links_to_check(5, timezone.localdate(), 0)
    CriticReview.objects.update(url=site.link("/200"))
    check_links.note(link, timezone.localdate(), State.DEAD)
    review.refresh_from_db()
    assert (review.link_checked_on, review.link_dead_since) == (None, None)


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5"])
def test_a_wrong_number_is_said_in_a_sentence(wrong):
    with pytest.raises(CommandError, match="must be a whole number from 0 on"):
        call_command("check_links", f"--most={wrong}")


def test_more_days_than_there_are_dates_are_refused_in_a_sentence():
    with pytest.raises(CommandError, match="must be a number of days from 0 to 36500"):
        call_command("check_links", "--days=999999")
    with pytest.raises(CommandError, match="must be a number of days from 0 to 36500"):
        call_command("check_links", "--days=-1")


@pytest.mark.django_db
def test_days_may_be_a_hundred_years():
    call_command("check_links", "--days=36500")
