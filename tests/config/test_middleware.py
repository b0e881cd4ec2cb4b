"""A POST that met another writer is done anew, where nothing of the first attempt is left."""

from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import User
from films.admin import FilmDesk
from reviews.desks.resource import Brought, Reviews
from tests import make
from tests.admin.test_bulk import brought, table
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
        desk.message_user(request, "Noted.")
        tried.append(1)
        if len(tried) == 1:
            sql(DEADLOCK)

    monkeypatch.setattr(FilmDesk, "actions", (note,))
    pressed = {"action": "note", "_selected_action": [film.pk]}
    answer: Any = client.post("/admin/films/film/", pressed)
    assert answer.status_code == 302
    assert len(tried) == 2
    assert LogEntry.objects.count() == 1
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["Noted."]


def test_a_file_is_read_from_its_beginning_by_each_attempt(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.film("Faust", 2008)
    client.force_login(make.viewer("curator", is_staff=True, is_superuser=True))
    preview, tried = Reviews.import_data, []

    def clash(*given: Any, **named: Any) -> Brought:
        tried.append(1)
        if len(tried) == 1:
            sql(DEADLOCK)
        return preview(*given, **named)

    monkeypatch.setattr(Reviews, "import_data", clash)
    answer = brought(client, table({"film": "faust-2008", "critic": "Ann"}))
    assert "added 1, changed 0, unchanged 0, kept 0, refused 0" in answer.content.decode()
    assert len(tried) == 2


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
