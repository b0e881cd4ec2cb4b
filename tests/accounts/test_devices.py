"""Viewers recognise their sessions by the browser and the system they came from."""

import pytest
from django.test import Client

from tests.accounts.members import PASSWORD, member
from tests.reading import words

pytestmark = pytest.mark.django_db

MOZILLA = "Mozilla/5.0"
LINES = {
    "Firefox on Windows": f"{MOZILLA} (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Chrome on Android": f"{MOZILLA} (Linux; Android 10; K) Chrome/138.0 Mobile Safari/537.36",
    "Edge on Windows": f"{MOZILLA} (Windows NT 10.0) Chrome/138.0 Safari/537.36 Edg/138.0",
    "Safari on macOS": f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1",
    "Safari on iPhone": f"{MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1",
    "curl/8.5.0": "curl/8.5.0",
    "A browser that doesn’t say its name": "",
}


@pytest.mark.parametrize("device", LINES)
def test_a_session_is_told_by_browser_and_system(client: Client, device: str) -> None:
    member("ann")
    data = {"login": "ann", "password": PASSWORD}
    client.post("/accounts/login/", data, headers={"user-agent": LINES[device]})
    page = client.get("/accounts/sessions/", headers={"user-agent": LINES[device]})
    assert f"This device {device} from 127.0.0.1" in words(page)
