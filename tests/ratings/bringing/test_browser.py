"""Bringing one's films in a browser: with scripts the page goes on by itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from ratings.models import ImportBatch
from ratings.said import Said
from tests import make
from tests.browser import LOOKS, axe, look, sideways, sign_in
from tests.jobs import work_off
from tests.ratings.bringing.files import letterboxd, placed, read

pytestmark = pytest.mark.django_db(transaction=True)


def assert_fine_in_every_look(page: Page) -> None:
    """Axe finds nothing and nothing stands out sideways, wide and narrow, light and dark."""
    for width, scheme in LOOKS:
        look(page, width, scheme)
        axe(page)
        assert sideways(page) == 0, f"{page.url} at {width}"


def chosen(page: Page, folder: Path, data: bytes) -> None:
    """Choose a file on the page, and send it."""
    path = folder / "ratings.csv"
    path.write_bytes(data)
    page.goto("/you/import/")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Read the file").click()


def test_the_page_goes_on_by_itself_until_all_is_imported(
    page: Page, tmp_path: Path, viewer: User
) -> None:
    film = make.film("Harbour", 1926)
    sign_in(page, viewer)
    chosen(page, tmp_path, letterboxd("Harbour;1926;3.5", "Nowhere;1999;1"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("link", name="Refresh")).to_be_hidden()
    assert_fine_in_every_look(page)
    work_off()
    expect(page.get_by_text("2 entries: 1 new, 1 not found. Nothing is saved yet.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Ready to be imported")).to_be_attached()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    work_off()
    expect(page.get_by_text("2 entries: 1 saved, 1 not found.")).to_be_visible()
    assert Said.of(viewer, film).half_stars == 7


def test_without_scripts_one_looks_again(
    page_without_scripts: Page, tmp_path: Path, viewer: User
) -> None:
    page = page_without_scripts
    make.film("Harbour", 1926)
    sign_in(page, viewer)
    chosen(page, tmp_path, letterboxd("Harbour;1926;3.5"))
    work_off()
    page.get_by_role("link", name="Refresh").click()
    page.get_by_role("button", name="Import", exact=True).click()
    work_off()
    page.get_by_role("link", name="Refresh").click()
    page.get_by_text("Undo this import").click()
    page.get_by_role("button", name="Undo the whole import").click()
    work_off()
    page.get_by_role("link", name="Refresh").click()
    expect(page.get_by_text("1 entry: 1 undone.")).to_be_visible()


def test_every_page_of_imports_is_fine_in_every_look(page: Page, viewer: User) -> None:
    film = make.film("Harbour", 1926)
    make.rating(viewer, film, 1)
    rows = ["Harbour;1926;3.5", f"{'A title without an end ' * 9};1999;1", "Donaudampfschiff" * 9]
    rows[2] += ";1926;1"
    batch = read(viewer, letterboxd(*rows))
    done = placed(viewer, letterboxd(*rows))
    line = done.lines.filter(outcome="unplaced").latest("pk")
    ImportBatch.objects.create(user=viewer, state="failed", failure="This is of no kind.")
    sign_in(page, viewer)
    for address in (
        "/you/import/",
        batch.get_absolute_url(),
        done.get_absolute_url(),
        f"{done.get_absolute_url()}?show=yours",
        f"{done.get_absolute_url()}lines/{line.pk}/?title=harbour",
        ImportBatch.objects.latest("pk").get_absolute_url(),
    ):
        page.goto(address)
        assert_fine_in_every_look(page)
