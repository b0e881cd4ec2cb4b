"""A home for an embedded server of one test's own; a desk to bring catalogues to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.catalogue_desk import Desk
from tests.config.embedded_tools import is_over, wait_until


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder for HALFSTAR_HOME; at the end nothing may serve it any more."""
    folder = tmp_path / "home"
    yield folder
    wait_until(lambda: is_over(folder))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder for catalogues to import."""
    return Desk(tmp_path)
