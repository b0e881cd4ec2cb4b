"""The work queue, and the preview that the form shows while one types."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from films.models import Film
from reviews.models import Critic, CriticReview
from tests import make
from tests.admin.curators import contributor, editor
from tests.admin.forms import save
from tests.recount import drift

ADD = "/admin/reviews/criticreview/add/"
QUEUE = "/admin/reviews/criticreview/queue/"
PREVIEW = "/admin/reviews/criticreview/preview/"


@pytest.fixture
def film(db: None) -> Film:
    """A film without reviews."""
    return make.film("Faust", 1926)


def text(answer: Any) -> str:
    """What a page says, with single spaces."""
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_queue_names_what_waits(desk: Client, film: Film) -> None:
    draft = make.review(film, status="draft", critic=make.critic("Ann Lee"), publication=None)
    read, unread, withdrawn = (make.film(title) for title in ("Sunrise", "M", "Metropolis"))
    make.review(withdrawn, status="withdrawn")
    for number, rated in enumerate((withdrawn, read, read)):
        make.rating(make.viewer(f"viewer{number}"), rated)
    make.rating(make.viewer("another"), film)
    page = desk.get(QUEUE)
    assert [review.pk for review in page.context["drafts"]] == [draft.pk]
    readers = [(each.title, each.readers) for each in page.context["films"]]
    assert readers == [("Sunrise", 2), ("Metropolis", 1)]
    assert "1 draft waits for an editor" in text(page)
    assert unread.title not in dict(readers)


def test_the_queue_tells_who_entered_a_draft(desk: Client, film: Film, curator: User) -> None:
    mine = make.review(film, status="draft", critic=make.critic("Ann Lee"))
    mine.enter(by=curator)
    mine.save()
    curator.username = "renamed"
    curator.save()
    make.review(film, status="draft", critic=make.critic("Bea"), imported={"quote": "x"})
    make.review(film, status="draft", critic=make.critic("Cleo"))
    page = text(desk.get(QUEUE))
    for who in ("renamed", "an import", "directly in the database"):
        assert f"<td>{who}, " in page


def test_the_queue_counts_what_published_reviews_lack(desk: Client, film: Film) -> None:
    make.review(film, "", url="https://a.example/", quote="x" * 301)
    make.review(film, "", status="withdrawn")
    make.review(film, link_dead_since="2026-01-31", url="https://b.example/")
    make.review(film)
    page = text(desk.get(QUEUE))
    for said in (
        "1 published review without a verdict, not yet looked at",
        "1 with a dead link",
        "1 without a link",
        "1 with a quotation that is too long",
    ):
        assert said in page


def test_ticked_drafts_are_published_from_the_queue(client: Client, film: Film) -> None:
    drafts = [make.review(film, status="draft").pk for _ in range(3)]
    gone = make.review(film, status="withdrawn").pk
    client.force_login(editor())
    answer = client.post(QUEUE, {"review": [*drafts[:2], gone, "x"]}, follow=True)
    assert answer.redirect_chain == [(QUEUE, 303)]
    assert "2 reviews published." in text(answer)
    assert drift() == []
    published = CriticReview.objects.filter(status="published").order_by("pk")
    assert [review.pk for review in published] == drafts[:2]


def test_what_states_no_verdict_is_marked_and_leaves_the_queue(client: Client, film: Film) -> None:
    first, second = (make.review(film, "", quote=f"Rain {n}") for n in range(2))
    stated, draft = make.review(film), make.review(film, "", status="draft")
    user = editor()
    client.force_login(user)
    assert "2 published reviews without a verdict, not yet looked at" in text(client.get(QUEUE))
    sent = {"review": [first.pk, stated.pk, draft.pk, "x"], "states_none": "1"}
    answer = client.post(QUEUE, sent, follow=True)
    told = "1 review is marked: it states no verdict. <a href="
    assert f'{told}"/admin/reviews/criticreview/?verdict=looked">' in text(answer)
    assert [review.pk for review in answer.context["unstated"]] == [second.pk]
    assert list(CriticReview.objects.filter(states_none=True)) == [first]
    assert drift() == []
    found = client.get("/admin/reviews/criticreview/?verdict=open").context["cl"].queryset
    assert set(found) == {second, draft}
    found = client.get("/admin/reviews/criticreview/?verdict=looked").context["cl"].queryset
    assert list(found) == [first]
    assert f"<q>{second.quote}</q>" in text(answer)
    history = text(client.get(f"/admin/reviews/criticreview/{first.pk}/history/"))
    assert "looked at: it states no verdict" in history.lower()
    assert "editor" in history


def test_a_verdict_takes_the_mark_away_whoever_states_it(desk: Client, film: Film) -> None:
    marked = [make.review(film, "", states_none=True) for _ in range(3)]
    page = f"/admin/reviews/criticreview/{marked[0].pk}/change/"
    assert save(desk, page, verdict="favourable").status_code == 302
    CriticReview.objects.filter(pk=marked[1].pk).update(verdict="unfavourable")
    assert [each.pk for each in CriticReview.objects.filter(states_none=True)] == [marked[2].pk]
    page = f"/admin/reviews/criticreview/{marked[2].pk}/change/"
    assert desk.get(page).context["adminform"].form["states_none"].value() is True


def test_a_contributors_queue_shows_own_drafts_and_what_became_of_them(
    client: Client, film: Film
) -> None:
    writer = contributor()
    states = ("draft", "published", "withdrawn")
    others = [make.review(film, "", status=status) for status in states]
    own = [make.review(film, "", status=status) for status in states]
    for review in own:
        review.enter(by=writer)
        review.save()
    client.force_login(writer)
    page = client.get(QUEUE)
    assert "1 draft of yours waits for an editor" in text(page)
    assert list(page.context["drafts"]) == own[:1]
    assert list(page.context["dealt_with"]) == [own[2], own[1]]
    assert "without a verdict" not in text(page)
    assert not any(f"/{review.pk}/change/" in text(page) for review in others)
    for review in own:
        assert client.get(f"/admin/reviews/criticreview/{review.pk}/change/").status_code == 200


def test_who_only_reads_a_review_is_shown_no_preview_and_no_mark_against_its_verdict(
    client: Client, film: Film
) -> None:
    writer = contributor()
    pages = []
    for verdict, status in (("favourable", "published"), ("", "published"), ("", "draft")):
        review = make.review(film, verdict, status=status)
        review.enter(by=writer)
        review.save()
        pages.append(f"/admin/reviews/criticreview/{review.pk}/change/")
    client.force_login(writer)
    judged, unstated, own = (text(client.get(page)) for page in pages)
    mark = "Looked at: it states no verdict"
    assert [mark in page for page in (judged, unstated, own)] == [False, True, True]
    preview = 'id="review_preview"'
    assert [preview in page for page in (judged, unstated, own)] == [False, False, True]
    assert own.index('id="id_verdict"') < own.index(mark) < own.index('id="id_original_score"')


def test_a_contributor_sees_the_queue_and_publishes_nothing(client: Client, film: Film) -> None:
    draft = make.review(film, status="draft")
    client.force_login(contributor())
    assert "Publish the ticked ones" not in text(client.get(QUEUE))
    assert client.post(QUEUE, {"review": [draft.pk]}).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_who_comes_from_the_queue_goes_back_to_it(desk: Client, film: Film) -> None:
    for status in ("draft", "published"):
        make.review(film, "", status=status)
    make.rating(make.viewer(), make.film())
    page = desk.get(QUEUE).content.decode().partition('id="content-main"')[2]
    links = re.findall(r'href="([^"]+/(?:change|add)/[^"]*)"', page)
    assert len(links) == 4
    for link in links:
        address = link.replace("&amp;", "&")
        facts = {"critic": make.critic().pk, "film": film.pk}
        assert save(desk, address, **facts)["Location"] == QUEUE
    on = save(desk, f"{ADD}?from=queue", critic=make.critic().pk, film=film.pk, _publish="1")
    assert on["Location"] == f"{ADD}?film={film.pk}&from=queue"
    plain = save(desk, ADD, critic=make.critic().pk, film=film.pk)
    assert plain["Location"] == "/admin/reviews/criticreview/"


def test_the_queue_and_the_preview_are_for_staff_alone(signed_in: Client) -> None:
    for address in (QUEUE, PREVIEW):
        assert signed_in.get(address).status_code == 302
    assert make.viewer("clerk", is_staff=True)
    signed_in.force_login(make.viewer("helper", is_staff=True))
    for address in (QUEUE, PREVIEW):
        assert signed_in.get(address).status_code == 403


def test_the_queue_costs_the_same_with_more_of_everything(desk: Client, film: Film) -> None:
    def more() -> None:
        make.review(film, status="draft")
        make.review(film, "")
        make.rating(make.viewer(), make.film())

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(QUEUE).status_code == 200
        return len(asked)

    more()
    few = cost()
    for _ in range(3):
        more()
    assert cost() == few <= 8


def test_the_preview_shows_a_review_that_is_not_saved(desk: Client, film: Film) -> None:
    sent = {
        "film": film.pk,
        "critic": "+Ann Lee",
        "quote": "“A  fine film.”",
        "verdict": "favourable",
        "published_on": "2008-13",
        "url": "nowhere",
    }
    page = text(desk.post(PREVIEW, sent))
    assert "<blockquote" in page
    assert 'data-quote="A fine film."' in page
    assert "Ann Lee" in page
    assert "Favourable" in page
    assert "12 characters" in page
    assert "nowhere" not in page
    assert not Critic.objects.exists()
    assert not CriticReview.objects.exists()


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (200, "200 characters </p>"),
        (201, "201 characters · Over 200: is it still fair to quote?"),
        (301, "301 characters · This site takes up to 300."),
    ],
)
def test_the_preview_counts_the_characters(
    length: int, said: str, desk: Client, film: Film
) -> None:
    sent = {"film": film.pk, "critic": "+Ann Lee", "quote": "x" * length}
    assert said in text(desk.post(PREVIEW, sent))


def test_the_preview_names_the_likely_double_but_not_the_review_itself(
    desk: Client, film: Film
) -> None:
    known = make.review(film, critic=make.critic("Bea"), url="https://a.example/b")
    sent = {"film": film.pk, "critic": "+Ann Lee", "url": "https://a.example/b"}
    address = f"/admin/reviews/criticreview/{known.pk}/change/"
    assert address in text(desk.post(PREVIEW, sent))
    assert address not in text(desk.post(PREVIEW, {**sent, "preview_of": known.pk}))


def test_the_preview_calls_likely_the_same_only_what_has_the_same_link_or_words(
    desk: Client, film: Film
) -> None:
    bea, foo = make.critic("Bea"), make.publication("Foo")
    other = make.review(film, critic=bea, publication=make.publication("Bar"), quote="No.")
    nobodys = make.review(film, critic=None, publication=foo, quote="Yes.")
    sent = {"film": film.pk, "critic": bea.pk, "publication": foo.pk, "quote": "Well."}
    page = text(desk.post(PREVIEW, sent))
    assert "Likely the same" not in page
    assert "Bea's other review of this film:" in page
    assert "Another review of this film in Foo:" in page
    assert all(f"/{each.pk}/change/" in page for each in (other, nobodys))
    there = {**sent, "publication": other.publication_id}
    assert "This critic's review of the film in this publication is here" in text(
        desk.post(PREVIEW, there)
    )


def test_the_preview_tells_that_a_film_is_new_and_which_one_is_like_it(
    desk: Client, film: Film
) -> None:
    sent = {"critic": "+Ann Lee", "film": "+faust (1925)"}
    page = text(desk.post(PREVIEW, sent))
    assert "A new film will be made: faust (1925). Faust (1926) is here." in page
    assert "A new film" not in text(desk.post(PREVIEW, {**sent, "film": film.pk}))


def test_of_what_is_stored_the_preview_names_no_double_until_it_is_changed(
    desk: Client, film: Film
) -> None:
    known = make.review(film, url="https://a.example/b")
    stored = make.review(film, url=known.url, quote="Fine.")
    sent = {
        "film": film.pk,
        "critic": stored.critic_id,
        "publication": stored.publication_id,
        "quote": "Fine.",
        "url": known.url,
        "preview_of": stored.pk,
    }
    assert "Likely the same" not in text(desk.post(PREVIEW, {**sent, "verdict": ""}))
    assert "Likely the same" in text(desk.post(PREVIEW, {**sent, "quote": "Finer."}))


@pytest.mark.parametrize(
    "sent",
    [{}, {"film": "x", "critic": "9" * 40}, {"critic": "+"}, {"quote": "<b>", "critic": "+<i>"}],
)
def test_the_preview_bears_whatever_it_is_sent(sent: dict[str, str], desk: Client) -> None:
    page = text(desk.post(PREVIEW, sent))
    assert "<b>" not in page
    assert "<i>" not in page
    assert desk.get(PREVIEW).status_code == 200


def test_the_preview_costs_the_same_with_more_doubles(desk: Client, film: Film) -> None:
    review = make.review(film, url="https://a.example/b")
    sent = {"film": film.pk, "critic": review.critic_id, "url": "https://a.example/b"}

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.post(PREVIEW, sent)
        return len(asked)

    few = cost()
    for _ in range(3):
        make.review(film, url="https://a.example/b")
    assert cost() == few <= 14
