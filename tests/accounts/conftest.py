"""What every test of the account pages starts from."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_tried_yet(db: None) -> None:
    """Forget the tries that are counted against the limits; they outlast a test's own rows."""
    cache.clear()
