"""Staff merge films, critics and publications in one way, seeing before what moves."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.roles import make_roles
from films.models import Film, Merge, likeness
from ratings.models import Flag
from reviews.models import Critic, CriticReview, Publication
from tests import make
from tests.admin.test_lists import list_of
from tests.admin.test_pages import INLINE
from tests.raw import sql

pytestmark = pytest.mark.django_db

KINDS: dict[str, Callable[[str], Any]] = {
    "films.film": make.film,
    "reviews.critic": make.critic,
    "reviews.publication": make.publication,
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def address(what: str, *things: Any) -> str:
    """A page of the desk of the first thing, with the second one to merge into."""
    opts = things[0]._meta
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_{what}", args=[things[0].pk])
    return f"{page}?into={things[1].pk}" if things[1:] else page


def page(answer: Any) -> str:
    """The words of a page that opens, and holds nothing inline."""
    assert answer.status_code == 200
    content: str = answer.content.decode()
    assert not INLINE.search(content)
    return " ".join(content.split())


def press(desk: Client, old: Any, new: Any, **choices: str) -> str:
    """Press the button of the preview; gives the page that answers."""
    sent = {"into": new.pk, **choices}
    answer: Any = desk.post(address("merge", old), sent, follow=True)
    assert answer.redirect_chain[0][1] == 303
    return page(answer)


def allowed(client: Client, *codenames: str) -> Client:
    """A browser of staff who may do just that."""
    staff = make.viewer(is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(staff)
    return client


@every_kind
def test_the_way_leads_from_the_page_by_a_search_to_a_preview_and_back(
    kind: str, desk: Client
) -> None:
    old, new = KINDS[kind]("Lée"), KINDS[kind]("Ann Martin")
    way = address("merge", old)
    assert way in page(desk.get(address("change", old)))
    assert "Nothing." in page(desk.get(way))
    link = address("merge", old, new)
    assert link in page(desk.get(way, {"q": "MARTIN"}))
    seen = page(desk.get(link))
    assert address("merge", new, old) in seen
    assert "Nothing belongs to it." in seen
    said = press(desk, old, new)
    assert f"“{old}” is part of “{new}” now." in said
    assert not type(old).objects.filter(pk=old.pk).exists()
    log = address("change", Merge.objects.get())
    assert log in said
    undo = address("undo", Merge.objects.get())
    assert undo in page(desk.get(log))
    assert f"“{old}” comes back" in page(desk.get(undo))
    assert f"“{old}” is here again." in page(desk.post(undo, follow=True))
    assert undo not in page(desk.get(log))
    assert type(old).objects.filter(pk=old.pk).exists()


@every_kind
def test_two_in_the_list_lead_to_the_preview_and_one_or_three_do_not(
    kind: str, desk: Client
) -> None:
    things = [KINDS[kind](f"Thing {number}") for number in range(3)]

    def choose(many: int) -> HttpResponse:
        chosen = {"action": "merge_two", "_selected_action": [one.pk for one in things[:many]]}
        return desk.post(list_of(kind), chosen)  # type: ignore[return-value]

    assert choose(2)["Location"] == address("merge", things[1], things[0])
    for many in (1, 3):
        assert choose(many)["Location"] == list_of(kind)
        assert "Select exactly two to merge." in page(desk.get(list_of(kind)))


@every_kind
def test_the_likely_same_stand_in_a_list_with_the_way_to_merge_them(
    kind: str, desk: Client
) -> None:
    older, newer = KINDS[kind]("Zoë O’Neil"), KINDS[kind]("zoe o'neil")
    alone = KINDS[kind]("Bea")
    alike = reverse(f"admin:{kind.replace('.', '_')}_alike")
    assert alike in page(desk.get(list_of(kind)))
    seen = page(desk.get(alike))
    assert address("merge", newer, older) in seen
    assert str(alone) not in seen
    assert address("merge", newer, older) in page(desk.get(address("merge", newer)))


def test_other_names_articles_and_stops_make_the_likely_same(desk: Client) -> None:
    for name in ("A.O. Scott", "A. O. Scott", "Ann Lee"):
        make.critic(name)
    Critic.objects.get(name="Ann Lee").other_names.create(name="Léa Ann")
    make.critic("Lea Ann")
    for name in ("The Gazette", "Gazette, The", "Gazette", "Gazetteer"):
        make.publication(name)
    names = {one.pk: one.name for one in Critic.objects.all()}
    found = {(names[a], names[b]) for a, b, _doubt in Critic.objects.alike().pairs}
    assert found == {("A.O. Scott", "A. O. Scott"), ("Ann Lee", "Lea Ann")}
    assert len(Publication.objects.alike().pairs) == 3


@pytest.mark.parametrize("at_once", [2, 3])
@pytest.mark.parametrize("kind", ["reviews.critic", "reviews.publication"])
def test_many_of_one_name_are_looked_through_part_by_part(
    kind: str, at_once: int, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, one, second, other, third = (KINDS[kind](name) for name in ("A", "B", "a", "b", "Á"))
    monkeypatch.setattr(likeness, "MOST_PAIRS", at_once)
    found = type(one).objects.alike()
    pairs = list(found.pairs)
    further = reverse(f"admin:{kind.replace('.', '_')}_alike")
    assert f"?before={found.before}" in page(desk.get(further))
    while found.before:
        found = type(one).objects.alike(found.before)
        pairs += found.pairs
    named = [(first, third), (second, third), (one, other), (first, second)]
    assert pairs == [(older.pk, newer.pk, False) for older, newer in named]


def test_the_reviews_may_say_that_they_were_written_under_the_former_name(desk: Client) -> None:
    old, new = make.critic("A. Lee"), make.critic("Ann Lee")
    make.review(make.film(), critic=old)
    assert 'name="writes_as"' in page(desk.get(address("merge", old, new)))
    press(desk, old, new, writes_as="on")
    assert CriticReview.objects.get().written_as == "A. Lee"


def test_films_with_ids_of_one_site_are_merged_after_a_warning(desk: Client) -> None:
    old, new = make.film("Faust"), make.film("Faust")
    for number, film in enumerate((old, new)):
        film.external_ids.create(site="imdb", value=f"tt{number}")
    assert "Each has an id at imdb: they may be two films." in page(
        desk.get(address("merge", old, new))
    )
    assert "rather two" in page(desk.get(reverse("admin:films_film_alike")))


def test_what_viewers_flagged_is_neither_counted_nor_named(desk: Client) -> None:
    old, new, ann = make.film("Faust"), make.film("Nana"), make.viewer("quiet-ann")
    for film in (old, new):
        make.flag(ann, film, "not_interested")
    seen = [page(desk.get(address("merge", old, new))), press(desk, old, new)]
    merge = Merge.objects.get()
    seen += [page(desk.get(address(what, merge))) for what in ("change", "undo")]
    seen.append(page(desk.get(list_of("films.merge"))))
    assert not any(re.search("flag|quiet-ann|interested", words, re.I) for words in seen)
    assert Flag.objects.get().film == new


def test_the_log_says_in_words_whether_a_merge_stands(desk: Client) -> None:
    make.critic("A. Lee").merge_into(make.critic("Ann Lee"))
    merge = Merge.objects.get()
    log, stands = list_of("films.merge"), "?undone_at__isempty=1"
    seen = page(desk.get(log))
    assert re.findall(r'href="\?(?:undone_at[^"]*)?"> ?([A-Z][a-z]+)</a>', seen) == [
        *("All", "Stands", "Undone")
    ]
    assert ">Empty" not in seen
    assert "A. Lee" in page(desk.get(log + stands))
    seen = page(desk.get(address("change", merge)))
    assert "Undone" not in seen
    assert "Not gone back" not in seen
    merge.undo()
    assert "A. Lee" not in page(desk.get(log + stands))
    seen = page(desk.get(address("change", merge)))
    assert "Not gone back" in seen
    assert "Nothing: all went back." in seen


@every_kind
@pytest.mark.parametrize("right", ["change", "view"])
def test_without_the_right_to_merge_nothing_leads_there_and_nothing_is_merged(
    kind: str, right: str, client: Client
) -> None:
    old, new = KINDS[kind]("Lee"), KINDS[kind]("Ann Lee")
    merge = KINDS[kind]("Lea").merge_into(new)
    name = kind.partition(".")[2]
    staff = allowed(client, f"{right}_{name}", "view_merge")
    assert address("merge", old) not in page(staff.get(address("change", old)))
    assert "alike/" not in page(staff.get(list_of(kind)))
    assert address("undo", merge) not in page(staff.get(address("change", merge)))
    for way in (address("merge", old), address("merge", old, new), address("undo", merge)):
        assert staff.get(way).status_code == 403
        assert staff.post(way, {"into": new.pk}).status_code == 403
    assert staff.get(reverse(f"admin:{kind.replace('.', '_')}_alike")).status_code == 403
    assert type(old).objects.count() == 2


@every_kind
def test_the_right_to_merge_is_enough(kind: str, client: Client) -> None:
    old, new = KINDS[kind]("Lee"), KINDS[kind]("Ann Lee")
    name = kind.partition(".")[2]
    staff = allowed(client, f"merge_{name}", f"view_{name}", "view_merge")
    assert "is part of" in press(staff, old, new)
    assert "is here again" in page(staff.post(address("undo", Merge.objects.get()), follow=True))


@every_kind
@pytest.mark.parametrize(
    ("role", "may"), [("contributor", False), ("editor", True), ("admin", True)]
)
def test_editors_and_admins_merge_and_contributors_do_not(
    kind: str, role: str, may: bool, client: Client
) -> None:
    make_roles()
    staff = make.viewer(is_staff=True)
    staff.groups.add(Group.objects.get(name=role))
    client.force_login(staff)
    old, new = KINDS[kind]("Lee"), KINDS[kind]("Ann Lee")
    answer = client.post(address("merge", old), {"into": new.pk})
    assert answer.status_code == (303 if may else 403)
    assert type(old).objects.count() == (1 if may else 2)


@pytest.mark.parametrize("into", ["", "0", "x", "9" * 30, "²", "999999", "self"])
def test_whatever_is_asked_gets_a_page(into: str, desk: Client) -> None:
    old = make.critic("Lee")
    way = address("merge", old)
    into = str(old.pk) if into == "self" else into
    for answer in (desk.get(way, {"into": into}), desk.post(way, {"into": into})):
        seen = page(answer)
        assert ("That" in seen) == bool(into)
    assert desk.get(way, {"q": "%'\""}).status_code == 200
    for question in ("before=x", "before=" + "9" * 40, "page=x", "page=99"):
        assert desk.get(reverse("admin:reviews_critic_alike") + f"?{question}").status_code == 200
    assert Critic.objects.get() == old


def test_one_that_is_gone_is_a_404_and_one_that_goes_now_a_sentence(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = make.critic("Lee"), make.critic("Ann Lee")

    def gone(*_asked: Any, **_how: Any) -> None:
        raise Critic.DoesNotExist

    monkeypatch.setattr(Critic, "merge_into", gone)
    assert "Nothing was merged" in press(desk, old, new)
    assert desk.get(reverse("admin:reviews_critic_merge", args=[0])).status_code == 404


def test_what_can_not_be_undone_says_why(desk: Client) -> None:
    first, second, third = make.critic("Lee"), make.critic("Ann Lee"), make.critic("Lea")
    merge = first.merge_into(second)
    second.merge_into(third)
    for answer in (desk.get, desk.post):
        seen = page(answer(address("undo", merge), follow=True))
        assert "It can&#x27;t be undone. “Ann Lee” was merged into “Lea” since." in seen


def test_what_stayed_when_it_was_undone_is_said_and_kept(desk: Client) -> None:
    old, new = make.critic("Lee"), make.critic("Ann Lee")
    review = make.review(make.film(), critic=old)
    press(desk, old, new)
    sql("UPDATE reviews_criticreview SET critic_id = %s", make.critic().pk)
    merge = Merge.objects.get()
    why = "1 critic&#x27;s review: given to something else since"
    assert why in page(desk.post(address("undo", merge), follow=True))
    seen = page(desk.get(address("change", merge)))
    assert why in seen
    assert "curator" in seen
    assert review.pk in merge.moved["reviews.criticreview"]


def more_of(kind: str, *both: Any) -> None:
    """One more of all that the pages of merging show, of two things and beside them."""
    film, critic, where = make.film(), make.critic(), make.publication()
    for one in both:
        parts = {"film": film, "critic": critic, "publication": where, kind.partition(".")[2]: one}
        make.review(parts.pop("film"), **parts)
    KINDS[kind]("LEE")
    KINDS[kind]("Lée").merge_into(KINDS[kind]("Lea"))


def costs(kind: str, desk: Client, old: Any, new: Any) -> list[int]:
    """How many queries each page takes."""
    log, pages = Merge.objects.latest("pk"), []
    for each in (
        *(address("merge", old), address("merge", old) + "?q=e", address("merge", old, new)),
        *(reverse(f"admin:{kind.replace('.', '_')}_alike"), list_of("films.merge")),
        *(address("change", log), address("undo", log)),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(each).status_code == 200
        pages.append(len(asked))
    return pages


@every_kind
def test_every_page_costs_the_same_however_much_there_is(kind: str, desk: Client) -> None:
    both = KINDS[kind]("Lee"), KINDS[kind]("lee")
    more_of(kind, *both)
    costs(kind, desk, *both)
    few = costs(kind, desk, *both)
    for _ in range(3):
        more_of(kind, *both)
    assert costs(kind, desk, *both) == few
    assert max(few) <= 32


def test_everyone_who_merges_stands_in_the_log(desk: Client, curator: Any) -> None:
    press(desk, make.film("Faust"), make.film("Nana"))
    merge = Merge.objects.get()
    assert (merge.merged_by, merge.merged_by_name) == (curator, "curator")
    assert "Merged “Faust (1928)” into it." in page(
        desk.get(address("history", Film.objects.get()))
    )
