"""The page of one's addresses offers what can be done with them, and nothing else."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.accounts.members import member, sign_in
from tests.reading import words

pytestmark = pytest.mark.django_db

ADDRESSES = "/accounts/email/"
MAIN, CONFIRM = "Make it the main one", "Send the link to confirm it"


@pytest.fixture
def ann(client: Client) -> User:
    """Signed in, with one address."""
    ann = member("ann")
    sign_in(client, ann)
    return ann


def test_the_only_address_is_the_main_one_already(client: Client, ann: User) -> None:
    assert MAIN not in words(client.get(ADDRESSES))
    EmailAddress.objects.create(user=ann, email="ann@reels.example", verified=True)
    assert MAIN in words(client.get(ADDRESSES))


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_link_is_offered_while_an_address_is_not_confirmed(
    client: Client, ann: User, is_confirmed: bool
) -> None:
    EmailAddress.objects.update(verified=True)
    EmailAddress.objects.create(user=ann, email="ann@reels.example", verified=is_confirmed)
    assert (CONFIRM in words(client.get(ADDRESSES))) is not is_confirmed
