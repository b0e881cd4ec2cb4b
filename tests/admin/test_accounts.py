"""What staff may do with accounts: invite, withdraw, help who lost a second factor."""

import re

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import Invitation, User
from tests import make
from tests.accounts.members import SECRET, give_app, member
from tests.admin.forms import errors, save

USERS = "/admin/accounts/user/"
INVITATIONS = "/admin/accounts/invitation/"


def allowed(client: Client, *codenames: str) -> User:
    """Staff who may do just that, signed in."""
    staff = make.viewer("helper", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(staff)
    return staff


def remove_second_factor(client: Client, *users: User) -> str:
    """Choose them in the list, and the action."""
    chosen = [user.pk for user in users]
    data = {"action": "remove_second_factor", "_selected_action": chosen}
    return client.post(USERS, data, follow=True).content.decode()


def test_no_page_shows_the_secret_of_a_second_factor(desk: Client) -> None:
    ann = member("ann")
    give_app(ann)
    assert not admin.site.is_registered(Authenticator)
    for page in ("mfa/authenticator/", f"mfa/authenticator/{Authenticator.objects.first().pk}/"):  # type: ignore[union-attr]
        assert desk.get(f"/admin/{page}").status_code == 404
    for page in (USERS, f"{USERS}{ann.pk}/change/", "/admin/"):
        assert SECRET not in desk.get(page).content.decode()


def test_who_lost_theirs_is_helped_and_it_is_on_record(desk: Client) -> None:
    ann = member("ann")
    give_app(ann)
    page = remove_second_factor(desk, ann, make.viewer("bea"))
    assert "Second factor of 1 account removed." in page
    assert not Authenticator.objects.exists()
    record = LogEntry.objects.get()
    assert (record.object_repr, record.user.get_username()) == ("ann", "curator")
    assert record.get_change_message() == "Removed the second factor."


def test_staff_who_are_no_superusers_dont_do_that_to_staff(client: Client, db: None) -> None:
    allowed(client, "view_user", "change_user")
    boss = make.viewer("boss", is_staff=True, is_superuser=True)
    give_app(boss)
    assert "Second factor of 0 accounts removed." in remove_second_factor(client, boss)
    assert Authenticator.objects.exists()


def test_who_may_only_look_can_not(client: Client, db: None) -> None:
    allowed(client, "view_user")
    ann = member("ann")
    give_app(ann)
    remove_second_factor(client, ann)
    assert Authenticator.objects.exists()


def test_the_link_of_an_invitation_is_shown_once(desk: Client, settings: object) -> None:
    page = desk.post(f"{INVITATIONS}add/", {"email": "Bea@films.example"}, follow=True)
    link = re.search(
        r"<code>(http://testserver/accounts/signup/\?invitation=[\w-]{43})</code>",
        page.content.decode(),
    )
    assert link
    made = Invitation.objects.get()
    assert (made.email, made.made_by_name, made.state) == ("Bea@films.example", "curator", "good")
    token = link[1].partition("=")[2]
    assert Invitation.objects.of(token) == made
    for page_again in (INVITATIONS, f"{INVITATIONS}{made.pk}/change/"):
        assert token not in desk.get(page_again).content.decode()


def test_an_invitation_for_what_is_no_address_is_not_made(desk: Client) -> None:
    assert "valid email address" in errors(save(desk, f"{INVITATIONS}add/", email="bea"))
    assert not Invitation.objects.exists()


def test_it_can_be_withdrawn_and_stays_as_the_record(desk: Client) -> None:
    save(desk, f"{INVITATIONS}add/", email="")
    made = Invitation.objects.get()
    pressed = {"action": "withdraw", "_selected_action": [made.pk]}
    assert (
        "1 invitation withdrawn." in desk.post(INVITATIONS, pressed, follow=True).content.decode()
    )
    assert "0 invitations withdrawn." in (
        desk.post(INVITATIONS, pressed, follow=True).content.decode()
    )
    made.refresh_from_db()
    assert made.state == "withdrawn"
    for page in ("change", "delete"):
        answer = desk.post(f"{INVITATIONS}{made.pk}/{page}/", {"email": "", "post": "yes"})
        assert answer.status_code == 403


def test_who_may_only_look_neither_invites_nor_withdraws(client: Client, db: None) -> None:
    allowed(client, "view_invitation")
    made = Invitation()
    made.make_token()
    made.save()
    assert client.get(INVITATIONS).status_code == 200
    assert client.get(f"{INVITATIONS}add/").status_code == 403
    client.post(INVITATIONS, {"action": "withdraw", "_selected_action": [made.pk]})
    assert Invitation.objects.good().exists()


def test_a_name_that_somebody_gave_up_is_refused_to_others(desk: Client) -> None:
    ann = make.viewer("ann")
    ann.username = "anna"
    ann.save()
    password = {"password1": "moonrise-7", "password2": "moonrise-7", "usable_password": "true"}
    answer = save(desk, f"{USERS}add/", username="ann", email="", **password)
    assert "This username is taken." in errors(answer)


def test_who_is_given_a_group_without_being_staff_is_pointed_out(desk: Client) -> None:
    robin, group = make.viewer("robin"), Group.objects.get(name="contributor")
    page = f"{USERS}{robin.pk}/change/"
    told = "Without “Staff status” robin can&#x27;t come into the admin, whatever the groups."
    joined = {"date_joined_0": "2026-01-31", "date_joined_1": "12:00:00", "groups": [group.pk]}
    answer = save(desk, page, **joined)
    assert answer.status_code == 302, errors(answer)
    assert told in desk.get(answer["Location"]).content.decode()
    answer = save(desk, page, **joined, is_staff="on")
    assert told not in desk.get(answer["Location"]).content.decode()
