"""Publishing and withdrawing many reviews at once at their desk."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Film
from reviews.models import CriticReview
from tests import make
from tests.admin.curators import contributor, editor
from tests.recount import drift

LIST = "/admin/reviews/criticreview/"
UNDO = f"{LIST}undo/"
LONG_AGO = datetime(2020, 1, 2, tzinfo=UTC)


@pytest.fixture
def film(db: None) -> Film:
    """A film to review."""
    return make.film()


def press(desk: Client, action: str, reviews: Any, **sent: str) -> Any:
    chosen = [review.pk for review in reviews]
    pressed = {"action": action, "_selected_action": chosen, **sent}
    return desk.post(LIST, pressed, follow=True)


def confirm(desk: Client, page: Any) -> Any:
    """The answer to the button of the page that asks."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return desk.post(LIST, sent, follow=True)


def states() -> list[tuple[Any, ...]]:
    """The reviews with their states and the dates of these."""
    facts = ("pk", "status", "published_at", "withdrawn_at")
    return list(CriticReview.objects.order_by("pk").values_list(*facts))


def token(answer: Any) -> str:
    """What the button that takes it back sends."""
    (found,) = re.findall(r'name="token" value="([^"]+)"', answer.content.decode())
    return str(found)


def of_each_state(film: Film) -> list[CriticReview]:
    """Three reviews, that came into their states long ago."""
    ago: dict[str, Any] = {"published_at": LONG_AGO}
    return [
        make.review(film, status="draft"),
        make.review(film, **ago),
        make.review(film, status="withdrawn", withdrawn_at=LONG_AGO + timedelta(days=1), **ago),
    ]


@pytest.mark.parametrize(("action", "said"), [("publish", "published"), ("withdraw", "withdrawn")])
def test_more_than_twenty_are_changed_only_when_that_is_confirmed(
    action: str, said: str, desk: Client, film: Film
) -> None:
    reviews = [make.review(film, status="draft") for _ in range(21)]
    before = states()
    page = press(desk, action, reviews, select_across="1")
    assert f"21 reviews will be {said}" in page.content.decode()
    assert states() == before
    answer = confirm(desk, page)
    assert f"21 reviews {said}." in answer.content.decode()
    assert {state[1] for state in states()} == {said}


@pytest.mark.parametrize(("action", "said"), [("publish", "published"), ("withdraw", "withdrawn")])
def test_who_confirmed_is_asked_again_about_what_came_meanwhile(
    action: str, said: str, desk: Client, film: Film
) -> None:
    reviews = [make.review(film, status="draft") for _ in range(21)]
    page = press(desk, action, reviews, select_across="1")
    assert "The selection is no longer" not in page.content.decode()
    make.review(film, status="draft")
    again = confirm(desk, page)
    assert "Nothing has changed yet. The selection is no longer" in again.content.decode()
    assert f"22 reviews will be {said}" in again.content.decode()
    assert {state[1] for state in states()} == {"draft"}
    assert f"22 reviews {said}." in confirm(desk, again).content.decode()


def test_who_confirmed_is_asked_again_about_what_was_withdrawn_meanwhile(
    desk: Client, film: Film
) -> None:
    reviews = [make.review(film, status="draft") for _ in range(21)]
    page = press(desk, "publish", reviews)
    press(desk, "publish", reviews[:1])
    press(desk, "withdraw", reviews[:1])
    again = confirm(desk, page)
    assert "Nothing has changed yet. The selection is no longer" in again.content.decode()
    assert "1 of them was withdrawn before" in again.content.decode()
    assert CriticReview.objects.get(pk=reviews[0].pk).status == "withdrawn"
    assert "21 reviews published." in confirm(desk, again).content.decode()


def test_what_is_asked_sends_again_what_was_chosen(desk: Client, film: Film) -> None:
    reviews = [make.review(film, status="withdrawn") for _ in range(21)]
    page = press(desk, "publish", reviews)
    assert "21 of them were withdrawn before, and will be shown again." in page.content.decode()
    chosen = [value for name, value in page.context["sent"] if name == "_selected_action"]
    assert chosen == [str(review.pk) for review in reviews]


def test_twenty_are_not_asked_about(desk: Client, film: Film) -> None:
    reviews = [make.review(film) for _ in range(20)]
    shown = make.review(film, status="withdrawn")
    assert "20 reviews withdrawn." in press(desk, "withdraw", [*reviews, shown]).content.decode()


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_undoing_gives_each_review_its_state_and_its_dates_again(
    action: str, desk: Client, film: Film
) -> None:
    reviews = of_each_state(film)
    never_shown = make.review(film, status="withdrawn", withdrawn_at=LONG_AGO)
    before, feed = states(), desk.get("/reviews/feed/").content.decode()
    undo = token(press(desk, action, [*reviews, never_shown]))
    many = 3 if action == "publish" else 2
    assert len(set(states()) - set(before)) == many
    answer = desk.post(UNDO, {"token": undo}, follow=True)
    assert f"{many} reviews are as before." in answer.content.decode()
    assert states() == before
    assert published(desk.get("/reviews/feed/").content.decode()) == published(feed)
    assert drift() == []
    again = desk.post(UNDO, {"token": undo}, follow=True).content.decode()
    assert "Nothing was changed: the reviews were changed again since." in again


def published(feed: str) -> list[str]:
    """Since when the reviews in a feed are shown."""
    return re.findall("<published>(.+?)</published>", feed)


def test_undoing_leaves_what_was_changed_since(desk: Client, film: Film) -> None:
    left, changed = make.review(film), make.review(film)
    undo = token(press(desk, "withdraw", [left, changed]))
    press(desk, "publish", [changed])
    since = states()[1]
    assert (
        "1 review is as before." in desk.post(UNDO, {"token": undo}, follow=True).content.decode()
    )
    assert [state[1] for state in states()] == ["published", "published"]
    assert states()[1] == since


def test_only_who_pressed_can_undo_it(client: Client, film: Film) -> None:
    client.force_login(editor())
    undo = token(press(client, "withdraw", [make.review(film)]))
    assert client.get(UNDO).status_code == 405
    for user, status in ((editor("other"), 200), (contributor(), 403)):
        client.force_login(user)
        assert client.post(UNDO, {"token": undo}, follow=True).status_code == status
    assert client.post(UNDO, {"token": "x"}).status_code == 403
    assert CriticReview.objects.get().status == "withdrawn"


def test_changing_more_costs_no_more(desk: Client, film: Film) -> None:
    def cost(many: int) -> int:
        reviews = [make.review(film, status="draft") for _ in range(many)]
        with CaptureQueriesContext(connection) as asked:
            undo = token(press(desk, "publish", reviews))
            desk.post(UNDO, {"token": undo})
        return len(asked)

    assert cost(1) == cost(10)


def test_where_nothing_is_ticked_the_queue_says_so(client: Client, film: Film) -> None:
    client.force_login(editor())
    make.review(film, status="draft")
    answer = client.post(f"{LIST}queue/", follow=True)
    assert "Tick reviews first." in answer.content.decode()


def test_what_the_queue_published_is_undone(client: Client, film: Film) -> None:
    client.force_login(editor())
    draft = make.review(film, status="draft")
    answer = client.post(f"{LIST}queue/", {"review": draft.pk}, follow=True)
    (address,) = re.findall('class="undo" method="post" action="([^"]+)"', answer.content.decode())
    undone = client.post(address, {"token": token(answer)})
    assert undone["Location"] == f"{LIST}queue/"
    draft.refresh_from_db()
    assert (draft.status, draft.published_at) == ("draft", None)


def test_deleting_stands_last_and_says_what_may_be_deleted(client: Client, film: Film) -> None:
    user = editor()
    client.force_login(user)
    own, shown = make.review(film, status="draft"), make.review(film)
    own.enter(by=user)
    own.save()
    page = client.get(LIST)
    actions = [value for value, _label in page.context["action_form"].fields["action"].choices]
    assert actions == ["", "publish", "withdraw", "delete_selected"]
    told = "Only your own drafts can be deleted; published reviews are withdrawn."
    assert told in press(client, "delete_selected", [own, shown]).content.decode()
    press(client, "delete_selected", [own], post="yes")
    assert CriticReview.objects.get() == shown


def test_the_list_leads_to_the_deleted_reviews_by_that_name(desk: Client, film: Film) -> None:
    page = desk.get(LIST).content.decode()
    assert '/deleted/">Deleted critics&#x27; reviews</a>' in page
