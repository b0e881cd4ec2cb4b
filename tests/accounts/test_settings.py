"""A viewer's choices: who may see what they say, and whether they see scores first."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.own_forms import ChoicesForm
from tests.accounts.members import member
from tests.reading import links, words

pytestmark = pytest.mark.django_db

SETTINGS = "/you/settings/"


@pytest.fixture
def ann(client: Client) -> User:
    """Signed in."""
    user = member("ann")
    client.force_login(user)
    return user


def test_a_visitor_is_led_to_sign_in_and_back(client: Client) -> None:
    for page in (SETTINGS, "/you/username/", "/you/delete/"):
        for answer in (client.get(page), client.post(page)):
            assert (answer.status_code, answer["Location"]) == (
                302,
                f"/accounts/login/?next={page}",
            )


def test_what_one_chose_is_what_the_page_shows(client: Client, ann: User) -> None:
    before = client.get(SETTINGS).content.decode()
    assert 'value="unlisted" id="id_visibility_1" required checked' in before
    answer = client.post(SETTINGS, {"visibility": "private", "hides_scores": "on"})
    assert (answer.status_code, answer["Location"]) == (303, SETTINGS)
    ann.refresh_from_db()
    assert (ann.visibility, ann.hides_scores) == ("private", True)
    page = client.get(SETTINGS)
    assert 'value="private" id="id_visibility_2" required checked' in page.content.decode()
    assert "Your choices are saved." in words(page, 'class="messages"', "<main")
    client.post(SETTINGS, {"visibility": "public"})
    ann.refresh_from_db()
    assert (ann.visibility, ann.hides_scores) == ("public", False)


@pytest.mark.parametrize("chosen", ["", "nobody", "PUBLIC", "a\x00b", "x" * 10_000])
def test_what_is_no_choice_changes_nothing_and_is_said(
    client: Client, ann: User, chosen: str
) -> None:
    answer = client.post(SETTINGS, {"visibility": chosen, "hides_scores": "on"})
    assert answer.status_code == 200
    assert "This isn’t right yet: Who may see your ratings and Want to See?" in words(answer)
    assert "#id_visibility" in links(answer)
    ann.refresh_from_db()
    assert (ann.visibility, ann.hides_scores) == ("unlisted", False)


def test_nothing_else_of_the_account_can_be_changed_there(client: Client, ann: User) -> None:
    more = {"is_staff": "on", "username": "boss", "email": "boss@films.example"}
    client.post(SETTINGS, {"visibility": "public", **more})
    ann.refresh_from_db()
    assert (ann.username, ann.is_staff, ann.email) == ("ann", False, "ann@films.example")


def test_what_changes_elsewhere_at_the_same_moment_stays(ann: User) -> None:
    form = ChoicesForm({"visibility": "public"}, instance=User.objects.get())
    User.objects.update(username="anna")
    form.save()
    ann.refresh_from_db()
    assert (ann.username, ann.visibility) == ("anna", "public")


def test_a_form_without_its_token_changes_nothing(ann: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    for page in (SETTINGS, "/you/username/", "/you/delete/"):
        assert strict.post(page, {"visibility": "public"}).status_code == 403
    ann.refresh_from_db()
    assert ann.visibility == "unlisted"


def test_it_leads_to_the_other_pages_of_ones_own(client: Client, ann: User) -> None:
    found = links(client.get(SETTINGS))
    assert {"/you/username/", "/you/delete/", "/you/export/"} <= set(found)


def test_it_is_kept_by_no_cache_and_costs_two_queries(
    client: Client, ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        page = client.get(SETTINGS)
    assert "no-store" in page["Cache-Control"]
