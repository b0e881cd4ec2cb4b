"""Want to See and Not Interested: one flag a viewer and film, pressed again it is taken back."""

import pytest
from django.db import IntegrityError, transaction

from ratings.models import Flag, Rating
from tests import make

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Flag.objects.values_list("kind", flat=True))


def test_choosing_one_replaces_the_other_and_choosing_it_again_takes_it_back() -> None:
    ann, film = make.viewer(), make.film()
    assert Flag.objects.toggle(ann, film, "want_to_see")
    assert kinds() == ["want_to_see"]
    assert Flag.objects.toggle(ann, film, "not_interested")
    assert kinds() == ["not_interested"]
    assert not Flag.objects.toggle(ann, film, "not_interested")
    assert kinds() == []


def test_setting_or_clearing_a_flag_twice_does_no_harm() -> None:
    ann, film = make.viewer(), make.film()
    Flag.objects.flag(ann, film, "not_interested")
    Flag.objects.flag(ann, film, "not_interested")
    assert kinds() == ["not_interested"]
    Flag.objects.clear(ann, film)
    Flag.objects.clear(ann, film)
    assert kinds() == []


def test_an_unknown_choice_changes_nothing() -> None:
    ann, film = make.viewer(), make.film()
    make.flag(ann, film)
    for press in (Flag.objects.flag, Flag.objects.toggle):
        with pytest.raises(ValueError, match="seen"):
            press(ann, film, "seen")
    assert kinds() == ["want_to_see"]


def test_flagging_a_rated_film_keeps_the_rating() -> None:
    ann, film = make.viewer(), make.film()
    make.rating(ann, film, 4)
    make.flag(ann, film, "not_interested")
    assert Rating.objects.get().half_stars == 4
    assert kinds() == ["not_interested"]


def test_the_database_holds_one_flag_a_viewer_and_film_of_a_known_kind() -> None:
    ann, film = make.viewer(), make.film()
    make.flag(ann, film)
    for who, kind in ((ann, "not_interested"), (make.viewer(), "seen")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Flag.objects.create(user=who, film=film, kind=kind)
