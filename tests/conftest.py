"""What many tests start from."""

import pytest
from django.test import Client

from accounts.models import User
from tests import make

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
