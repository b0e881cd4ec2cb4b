"""What many tests start from."""

from collections.abc import Iterator

import pytest
from django.test import Client

from accounts.models import User
from tests import make
from tests.raw import sql

pytest_plugins = ["tests.browser"]


@pytest.fixture
def viewer(db: None) -> User:
    """A viewer called ann."""
    return make.viewer("ann")


@pytest.fixture
def signed_in(client: Client, viewer: User) -> Client:
    """A browser in which `viewer` has signed in."""
    client.force_login(viewer)
    return client


@pytest.fixture(autouse=True)
def _no_job_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget a test's jobs, which aren't in the tables that are emptied after it."""
    marker = request.node.get_closest_marker("django_db")
    saves = bool(marker and marker.kwargs.get("transaction"))
    if saves:
        request.getfixturevalue("transactional_db")
    yield
    if saves:
        sql("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
