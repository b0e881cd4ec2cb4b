"""A POST that met another writer is done anew, where nothing of the first attempt is left."""

from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client

from accounts.models import User
from films.admin import FilmDesk
from tests import make
from tests.raw import sql

pytestmark = pytest.mark.django_db(transaction=True)
DEADLOCK = "DO $$ BEGIN RAISE deadlock_detected; END $$"


def test_an_action_at_a_desk_that_clashed_is_done_anew_and_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = make.film()
    curator = make.viewer("curator", is_staff=True, is_superuser=True)
    client.force_login(curator)
    tried: list[int] = []

    def note(desk: FilmDesk, request: Any, films: Any) -> None:
        """Note it."""
        LogEntry.objects.log_actions(curator.pk, films, CHANGE, "Noted")
        tried.append(1)
        if len(tried) == 1:
            sql(DEADLOCK)

    monkeypatch.setattr(FilmDesk, "actions", (note,))
    pressed = {"action": "note", "_selected_action": [film.pk]}
    assert client.post("/admin/films/film/", pressed).status_code == 302
    assert len(tried) == 2
    assert LogEntry.objects.count() == 1


def test_other_views_are_never_done_twice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(make.viewer("ann"))
    tried: list[int] = []

    def clash(*_any: Any) -> None:
        tried.append(1)
        User.objects.update(first_name="Saved")
        sql(DEADLOCK)

    monkeypatch.setattr("ratings.many.Move.save", clash)
    client.raise_request_exception = False
    data = {"list": "want_to_see", "to": "", "films": []}
    assert client.post("/you/films/", data).status_code == 500
    assert len(tried) == 1
