"""What contributors, editors and admins may do in the admin, asked over HTTP."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from config.demo import people
from config.roles import make_roles
from reviews.models import Critic, CriticReview
from tests import make
from tests.admin.curators import contributor
from tests.admin.forms import save
from tests.together import while_uncommitted

USERS = "/admin/accounts/user/"
REVIEWS = "/admin/reviews/criticreview/"

Someone = Callable[[str], User]


@pytest.fixture
def someone(db: None, client: Client) -> Someone:
    """Signs in a new member of staff in this role."""
    make_roles()

    def sign_in(role: str) -> User:
        member = make.viewer(is_staff=True)
        member.groups.add(Group.objects.get(name=role))
        client.force_login(member)
        return member

    return sign_in


def save_account(client: Client, member: User, **changes: object) -> HttpResponse:
    """Fill in the form of an account, whose moments have two fields each, and press Save."""
    joined = {"date_joined_0": "2026-01-31", "date_joined_1": "20:15:00"}
    return save(client, f"{USERS}{member.pk}/change/", **joined, **changes)


def status(client: Client, page: str) -> int:
    return client.get(f"/admin/{page}").status_code


def act(client: Client, action: str, *reviews: CriticReview) -> None:
    """Choose reviews in the list, and something to do with them."""
    chosen = [review.pk for review in reviews]
    client.post(REVIEWS, {"action": action, "_selected_action": chosen, "post": "yes"})


def draft(by: User | None = None) -> CriticReview:
    review = make.review(make.film(), status="draft", quote="As it was.")
    if by:
        review.enter(by)
        review.save()
    return review


def states() -> list[str]:
    return list(CriticReview.objects.order_by("pk").values_list("status", flat=True))


def test_the_roles_are_there_and_making_them_again_takes_nothing_away(db: None) -> None:
    make_roles()
    contributor = Group.objects.get(name="contributor")
    added = Permission.objects.get(codename="add_film")
    contributor.permissions.add(added)
    before = list(contributor.permissions.order_by("pk"))
    make_roles()
    assert list(contributor.permissions.order_by("pk")) == before
    assert added in before
    assert sorted(Group.objects.values_list("name", flat=True)) == [
        "admin",
        "contributor",
        "editor",
    ]


def test_a_contributor_adds_reviews_only_as_drafts(client: Client, someone: Someone) -> None:
    film, critic, ann = make.film(), make.critic(), someone("contributor")
    for wanted in ("published", "withdrawn", "draft", ""):
        CriticReview.objects.all().delete()
        save(client, f"{REVIEWS}add/", film=film.pk, critic=critic.pk, status=wanted)
        assert set(states()) <= {"draft"}
    review = CriticReview.objects.get()
    assert (review.entered_by, review.entered_by_name) == (ann, ann.username)


def test_a_contributor_changes_and_deletes_drafts_of_their_own(
    client: Client, someone: Someone
) -> None:
    review = draft(someone("contributor"))
    save(client, f"{REVIEWS}{review.pk}/change/", quote="Better.")
    review.refresh_from_db()
    assert (review.quote, review.status) == ("Better.", "draft")
    save(client, f"{REVIEWS}{review.pk}/change/", status="published")
    assert states() == ["draft"]
    client.post(f"{REVIEWS}{review.pk}/delete/", {"post": "yes"})
    assert states() == []


def test_who_deletes_published_reviews_is_told_that_imports_bring_them_back(
    client: Client, someone: Someone
) -> None:
    someone("admin")
    review = make.review(make.film())
    told = "An import whose file has a deleted review brings it back."
    assert told in client.get(f"{REVIEWS}{review.pk}/delete/").content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [review.pk]}
    assert told in client.post(REVIEWS, chosen).content.decode()


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
@pytest.mark.parametrize("whose", ["own", "others"])
def test_a_contributor_changes_and_deletes_no_others(
    client: Client, someone: Someone, state: str, whose: str
) -> None:
    if (state, whose) == ("draft", "own"):
        state = "published"
    ann = someone("contributor")
    review = draft(ann if whose == "own" else None)
    CriticReview.objects.update(status=state)
    assert client.get(f"{REVIEWS}{review.pk}/change/").status_code == 200
    assert client.get(f"{REVIEWS}{review.pk}/history/").status_code == 200
    assert client.post(f"{REVIEWS}{review.pk}/change/", {"quote": "Mine."}).status_code == 403
    assert client.post(f"{REVIEWS}{review.pk}/delete/", {"post": "yes"}).status_code == 403
    for action in ("publish", "withdraw", "delete_selected"):
        act(client, action, review)
    review.refresh_from_db()
    assert (review.status, review.quote) == (state, "As it was.")


def test_a_draft_that_readers_saw_before_is_no_contributors_to_change_or_delete(
    client: Client, someone: Someone
) -> None:
    review = draft(someone("contributor"))
    for state in ("published", "withdrawn", "draft"):
        CriticReview.objects.update(status=state)
    assert client.post(f"{REVIEWS}{review.pk}/change/", {"quote": "Mine."}).status_code == 403
    assert client.post(f"{REVIEWS}{review.pk}/delete/", {"post": "yes"}).status_code == 403
    act(client, "delete_selected", review)
    assert states() == ["draft"]


def test_a_draft_that_was_withdrawn_unread_is_its_contributors_again(
    client: Client, someone: Someone
) -> None:
    review = draft(someone("contributor"))
    for state in ("withdrawn", "draft"):
        CriticReview.objects.update(status=state)
    save(client, f"{REVIEWS}{review.pk}/change/", quote="Better.")
    review.refresh_from_db()
    assert review.quote == "Better."


def test_a_contributor_deletes_in_bulk_only_drafts_of_their_own(
    client: Client, someone: Someone
) -> None:
    own, other = draft(someone("contributor")), draft()
    act(client, "delete_selected", own, other)
    assert len(states()) == 2
    act(client, "delete_selected", own)
    assert list(CriticReview.objects.all()) == [other]


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_published_in_the_same_moment_is_not_deleted_in_bulk(
    client: Client,
) -> None:
    ann = contributor()
    review = draft(ann)
    client.force_login(ann)
    while_uncommitted(CriticReview.objects.publish, lambda: act(client, "delete_selected", review))
    assert states() == ["published"]


def test_a_contributor_brings_versions_back_until_one_was_published(
    client: Client, someone: Someone
) -> None:
    review = draft(someone("contributor"))
    CriticReview.objects.update(quote="Better.")
    back = f"{REVIEWS}{review.pk}/history/"
    first = client.get(back).context["versions"][1].change.pgh_id
    assert client.post(f"{back}{first}/").status_code == 303
    review.refresh_from_db()
    assert review.quote == "As it was."
    CriticReview.objects.publish()
    CriticReview.objects.update(status="draft")
    versions = [version.change for version in client.get(back).context["versions"]]
    assert [change.status for change in versions][:2] == ["draft", "published"]
    for version in versions:
        assert client.post(f"{back}{version.pgh_id}/").status_code == 403
    assert states() == ["draft"]


def test_a_contributor_adds_critics_and_publications_and_changes_none(
    client: Client, someone: Someone
) -> None:
    critic = make.critic("Ann Bar")
    someone("contributor")
    save(client, "/admin/reviews/critic/add/", name="Bea Foo")
    assert Critic.objects.filter(name="Bea Foo").exists()
    change = f"/admin/reviews/critic/{critic.pk}/change/"
    assert client.post(change, {"name": "Other"}).status_code == 403
    assert client.post(f"/admin/reviews/critic/{critic.pk}/delete/").status_code == 403


def test_a_contributor_sees_films_and_no_accounts_or_ratings(
    client: Client, someone: Someone
) -> None:
    film = make.film()
    someone("contributor")
    assert status(client, f"films/film/{film.pk}/change/") == 200
    assert client.post(f"/admin/films/film/{film.pk}/change/", {"title": "x"}).status_code == 403
    for page in ("films/film/add/", "ratings/rating/", "ratings/setaside/", "accounts/user/"):
        assert status(client, page) == 403


def test_an_editor_publishes_withdraws_and_changes_all(client: Client, someone: Someone) -> None:
    review = draft()
    someone("editor")
    act(client, "publish", review)
    assert states() == ["published"]
    act(client, "withdraw", review)
    assert states() == ["withdrawn"]
    save(client, f"{REVIEWS}{review.pk}/change/", quote="Better.", status="published")
    review.refresh_from_db()
    assert (review.quote, review.status) == ("Better.", "published")


def test_an_editor_deletes_no_review_but_a_draft_of_their_own(
    client: Client, someone: Someone
) -> None:
    ann = someone("editor")
    own, other = draft(ann), make.review(make.film())
    assert client.post(f"{REVIEWS}{other.pk}/delete/", {"post": "yes"}).status_code == 403
    act(client, "delete_selected", own, other)
    assert len(states()) == 2
    assert client.post(f"{REVIEWS}{own.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(CriticReview.objects.all()) == [other]


def test_an_editor_edits_films_but_deletes_none_and_sees_no_accounts(
    client: Client, someone: Someone
) -> None:
    film = make.film("Faust")
    make.credit(film)
    someone("editor")
    save(client, f"/admin/films/film/{film.pk}/change/", title="Faust, a Folktale")
    film.refresh_from_db()
    assert film.title == "Faust, a Folktale"
    for kind in ("films/film", "films/person", "reviews/critic", "reviews/publication"):
        assert status(client, f"{kind}/add/") == 200
    assert status(client, f"films/film/{film.pk}/delete/") == 403
    for page in ("ratings/rating/", "ratings/setaside/add/", "accounts/user/", "auth/group/"):
        assert status(client, page) == 403


def test_an_admin_deletes_sets_aside_and_looks_after_accounts(
    client: Client, someone: Someone
) -> None:
    review, ann = make.review(make.film()), make.viewer("ann")
    someone("admin")
    client.post(f"{REVIEWS}{review.pk}/delete/", {"post": "yes"})
    assert states() == []
    assert status(client, "ratings/setaside/add/") == 200
    save_account(client, ann, is_staff="on", email="ann@films.example")
    ann.refresh_from_db()
    assert (ann.is_staff, ann.email) == (True, "ann@films.example")


def test_an_admin_gives_every_role_but_makes_no_superuser(client: Client, someone: Someone) -> None:
    ann = make.viewer("ann")
    boss = someone("admin")
    roles = [group.pk for group in Group.objects.all()]
    for member in (ann, boss):
        save_account(client, member, groups=roles, is_superuser="on", is_staff="on")
        member.refresh_from_db()
        assert (member.is_superuser, member.groups.count()) == (False, 3)


def test_an_admin_gives_no_right_that_they_havent(client: Client, someone: Someone) -> None:
    boss = someone("admin")
    beyond = Permission.objects.get(codename="delete_logentry")
    mighty = Group.objects.create(name="mighty")
    mighty.permissions.add(beyond)
    for given in ({"user_permissions": [beyond.pk]}, {"groups": [mighty.pk]}):
        form = save_account(client, boss, **given).context["adminform"].form  # type: ignore[attr-defined]
        assert list(form.errors) == list(given)
    assert client.post(f"/admin/auth/group/{boss.groups.get().pk}/change/").status_code == 403
    assert list(boss.user_permissions.all()) == []


def test_an_admin_doesnt_touch_who_may_more(client: Client, someone: Someone) -> None:
    above = make.viewer("above", is_superuser=True, is_staff=True)
    beside = make.viewer("beside", is_staff=True, is_active=False)
    beside.user_permissions.add(Permission.objects.get(codename="delete_logentry"))
    someone("admin")
    for member in (above, beside):
        page = f"{USERS}{member.pk}/"
        assert client.post(f"{page}change/", {"email": "x@films.example"}).status_code == 403
        assert client.get(f"{page}password/").status_code == 403
        assert client.post(f"{page}delete/", {"post": "yes"}).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": member.pk, "post": "yes"}
        client.post(USERS, chosen)
        member.refresh_from_db()
        assert member.email == ""


def test_an_admin_sees_addresses_and_sessions_and_changes_none(
    client: Client, someone: Someone
) -> None:
    someone("admin")
    for page in ("account/emailaddress/", "usersessions/usersession/", "auth/group/"):
        assert status(client, page) == 200
        assert status(client, f"{page}add/") == 403


def test_the_curators_of_an_older_demo_are_editors(db: None) -> None:
    curator = make.viewer("curator", is_staff=True)
    curator.groups.add(Group.objects.create(name="Curators"))
    people.make_accounts([])
    assert [group.name for group in curator.groups.all()] == ["editor"]
    assert not Group.objects.filter(name="Curators").exists()


def test_nobody_is_staff_by_a_group_alone(client: Client, someone: Someone) -> None:
    member = someone("admin")
    User.objects.filter(pk=member.pk).update(is_staff=False)
    assert status(client, "") == 302
