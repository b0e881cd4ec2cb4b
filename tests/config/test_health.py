"""Alive and ready: what a load balancer asks."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

TEXT = "text/plain; charset=utf-8"


def test_a_process_that_answers_is_alive_and_asks_no_database(client: Client) -> None:
    """Without the database's mark, a test that touches it fails."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", TEXT)


@pytest.mark.django_db
def test_with_every_migration_it_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ready\n", TEXT)


@pytest.mark.django_db
def test_it_asks_two_small_questions(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        client.get("/readyz")


@pytest.mark.django_db
def test_with_a_migration_missing_it_is_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="ratings").delete()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations are missing\n")


@pytest.mark.django_db(transaction=True)
def test_without_its_database_it_is_alive_but_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = connection.settings_dict["OPTIONS"] | {"options": "-c no_such_parameter=1"}
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "OPTIONS", refused)
        connection.close()
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the database doesn't answer\n")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer_or_changes_anything_by_it(client: Client, address: str) -> None:
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_a_nul_in_a_cookie_is_a_400_page(client):
    client.cookies["sessionid"] = "\x00abcdefgh"
    assert client.get("/films/").status_code == 400


@pytest.mark.django_db
def test_the_admin_has_no_door_of_its_own_past_the_second_factor(client):
    response = client.get("/admin/login/?next=/admin/")
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True)
def test_who_asks_over_plain_http_is_answered_at_once(client: Client) -> None:
    codes = [client.get(address).status_code for address in ("/healthz", "/readyz", "/")]
    assert codes == [200, 200, 301]
