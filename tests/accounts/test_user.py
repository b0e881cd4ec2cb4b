"""Who signs in: a plain username, and an e-mail address that nobody else has."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("username", ["ann", "a_b-9", "x" * 30])
def test_usernames_are_3_to_30_plain_characters(username: str) -> None:
    make.viewer(username).full_clean(exclude=["password"])


@pytest.mark.parametrize("username", ["", "an", "x" * 31, "Ann", "ann lee", "änn", "ann\n", "a.b"])
def test_others_are_refused_by_forms_and_by_the_database(username: str) -> None:
    with pytest.raises(ValidationError) as refused:
        User(username=username).full_clean(exclude=["password"])
    assert "username" in refused.value.message_dict
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        User.objects.bulk_create([User(username=username)])


def test_a_username_typed_in_capitals_is_the_same_one() -> None:
    assert User.objects.create_user("ANN").username == "ann"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Ann")


def test_many_may_have_no_email_but_no_two_the_same_whatever_its_case() -> None:
    make.viewer(), make.viewer()
    make.viewer(email="ann@a.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.viewer(email="ANN@A.example")
    with pytest.raises(ValidationError, match="This e-mail address is taken"):
        User(username="bea", email="Ann@a.example").full_clean(exclude=["password"])


def test_a_taken_username_is_said_in_a_sentence() -> None:
    make.viewer("ann")
    with pytest.raises(ValidationError, match="This username is taken"):
        User(username="ann").full_clean(exclude=["password"])
