"""Taking files along in a browser, over a server that really streams."""

import json
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page

from accounts.models import User
from tests import make
from tests.browser import LOOKS, axe, look, sideways, sign_in


@pytest.fixture
def ann(transactional_db: None) -> User:
    """Ann, who rated one film."""
    viewer = make.viewer("ann")
    make.rating(viewer, make.film("Ran", 1985), 9)
    return viewer


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_page_is_accessible_and_fits(page: Page, ann: User, width: int, scheme: str) -> None:
    sign_in(page, ann)
    look(page, width, scheme)
    page.goto("/you/export/")
    axe(page)
    assert sideways(page) == 0


def test_a_file_arrives_without_scripts_and_the_viewer_can_rate_on(
    page_without_scripts: Page, ann: User
) -> None:
    page = page_without_scripts
    sign_in(page, ann)
    page.goto("/you/export/")
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Download halfstar.json").click()
    file = arriving.value
    assert file.suggested_filename.endswith("halfstar.json")
    [rating] = json.loads(Path(file.path()).read_text("utf-8"))["ratings"]
    assert (rating["half_stars"], rating["film"]["title"]) == (9, "Ran")
    # The snapshot was its own: what follows can be written.
    page.goto("/films/ran-1985/")
    page.get_by_role("button", name="Rate it 3½ stars").click()
    page.get_by_text("You rated it 3½ stars").first.wait_for()
    assert not connection.in_atomic_block
