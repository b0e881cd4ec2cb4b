"""People are found whatever case and accents, and stay while a film credits them."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from films.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("words", "found"), [("meliès", True), ("GEORGES", True), ("x", False)])
def test_people_are_found_by_a_part_of_their_name(words: str, found: bool) -> None:
    make.person("Georges Méliès")
    assert Person.objects.matching(words).exists() is found


def test_people_are_listed_by_last_name() -> None:
    for name in ("Germaine Dulac", "Alice Guy", "Musidora"):
        make.person(name)
    assert [str(who) for who in Person.objects.all()] == ["Germaine Dulac", "Alice Guy", "Musidora"]


def test_a_person_who_is_credited_can_not_be_deleted() -> None:
    film, someone = make.film(), make.person()
    make.credit(film, someone)
    with pytest.raises(ProtectedError):
        someone.delete()
    film.delete()
    someone.delete()
    assert not Person.objects.exists()


def test_a_person_has_a_name_and_a_credit_a_known_role() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.credit(make.film(), role="gaffer")
