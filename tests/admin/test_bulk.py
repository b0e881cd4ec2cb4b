"""Reviews brought by a file at the desk, with a preview, and taken out as one."""

import csv
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from films.models import Film
from reviews.models import CHANGES, Critic, CriticReview
from tests import make
from tests.admin.test_pages import INLINE
from tests.reviews.importing import COLUMNS, reviews

IMPORT = "/admin/reviews/criticreview/import/"
CONFIRM = "/admin/reviews/criticreview/process_import/"
EXPORT = "/admin/reviews/criticreview/export/"
ANN = {"film": "faust-2008", "critic": "Ann Lee", "publication": "Bar Gazette"}


@pytest.fixture
def film(db: None) -> Film:
    """What the reviews are of."""
    return make.film("Faust", 2008)


def table(*lines: dict[str, str], name: str = "reviews.csv") -> BytesIO:
    """A file of reviews, as a browser sends one."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(lines)
    file = BytesIO(text.getvalue().encode())
    file.name = name
    return file


def brought(desk: Client, file: Any) -> Any:
    """The answer to a file that is chosen."""
    return desk.post(IMPORT, {"import_file": file, "format": "0", "resource": "0"})


def hidden(page: Any) -> dict[str, str]:
    """What the form under a preview would send."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def said(page: Any) -> str:
    """The words of a page, without its marks."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


# Bringing ----------------------------------------------------------------------------------------


def test_the_form_names_the_columns(desk: Client) -> None:
    page = said(desk.get(IMPORT))
    assert "status, language, disclosure, written_as; the last 3 may be missing." in page


def test_a_preview_says_what_would_happen_and_saves_nothing(desk: Client, film: Film) -> None:
    bo = make.critic("Bo")
    make.review(film, critic=bo, publication=None, verdict="")
    page = brought(
        desk,
        table(
            ANN | {"verdict": "fresh"},
            {"film": film.slug, "critic": "Bo", "verdict": "rotten", "quote": "<b>Rain"},
            ANN | {"verdict": "good", "critic": "Cy"},
        ),
    )
    words = said(page)
    counts = "added 1, changed 1, unchanged 0, kept 0, refused 1"
    assert f"This would happen: {counts}. Nothing is saved yet." in words
    assert "4 verdict “good” is unknown; it may be favourable, unfavourable" in words
    assert "quote: <b>Rain verdict: unfavourable" in words
    assert not INLINE.search(page.content.decode())
    assert reviews("verdict") == [""]
    assert not Critic.objects.exclude(pk=bo.pk).exists()


HEADS = ["Line", "Film", "By", "Quotation", "Verdict", "Status"]


def test_a_preview_names_the_file_and_shows_what_each_line_says_and_which_names_are_new(
    desk: Client, film: Film
) -> None:
    make.critic("Ann Lee")
    lines = (
        ANN | {"quote": "Rain, and then sun.", "verdict": "rotten", "status": "draft"},
        {
            "film": film.slug,
            "critic": "Bo",
            "original_score": "B-",
            "aggregator": "Sums",
            "published_on": "2008-05",
            "url": "https://a.example/b",
        },
    )
    page = brought(desk, table(*lines, name="May <1>.csv"))
    first = [
        *("2", "Faust (2008)", "Ann Lee Bar Gazette new", "Rain, and then sun."),
        *("Unfavourable", "Draft"),
    ]
    second = [
        *("3", "Faust (2008)", "Bo new"),
        "Score as written: B- Printed on: May 2008 Link: https://a.example/b Aggregator: Sums new",
        *("Not stated", "Published"),
    ]
    assert lines_shown(page) == [HEADS, first, second]
    assert "May <1>.csv" in said(page)


def test_a_preview_says_of_what_is_here_only_what_changes_and_what_of_it_is_new(
    desk: Client, film: Film
) -> None:
    make.aggregator(name="Film Sums")
    for critic in ("Bo", "Cy"):
        make.review(film, critic=make.critic(critic), publication=None, status="draft")
    line = {"film": film.slug, "verdict": "", "status": ""}
    lines = (
        line | {"critic": "Bo", "aggregator": "film sums"},
        line | {"critic": "Cy", "quote": "x" * 201, "aggregator": "Sums"},
    )
    [heads, bo, cy, *_rest] = lines_shown(brought(desk, table(*lines)))
    assert heads == ["Line", "Film", "By", "What changes"]
    assert bo == ["2", "Faust (2008)", "Bo", "aggregator: Film Sums"]
    assert cy[2] == "Cy"
    assert cy[3].startswith(f"quote: {'x' * 99}… aggregator: Sums new 201 characters: is that")


def test_a_preview_asks_about_long_quotations_as_the_form_does(desk: Client, film: Film) -> None:
    lines = [ANN | {"critic": f"Critic {many}", "quote": "x" * many} for many in (200, 201)]
    page = said(brought(desk, table(*lines)))
    assert "201 characters: is that still fair to quote?" in page
    assert "200 characters" not in page


def test_an_empty_file_to_fill_in_is_one_that_imports_read(desk: Client, film: Film) -> None:
    assert f"{IMPORT}empty.csv" in desk.get(IMPORT).content.decode()
    file = BytesIO(desk.get(f"{IMPORT}empty.csv").content + b"faust-2008,Bo" + b"," * 11)
    file.name = "reviews.csv"
    assert "added 1" in said(brought(desk, file))


def lines_shown(page: Any) -> list[list[str]]:
    """The words of the table of a preview, cell by cell."""
    table = page.content.decode().partition("import-lines")[2]
    return [
        [as_read(cell) for cell in re.findall(r"<t[dh][ >].*?</t[dh]>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
    ]


def as_read(cell: str) -> str:
    """The words of a cell."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def test_a_file_that_was_looked_through_is_imported_once(desk: Client, film: Film) -> None:
    page = brought(desk, table(ANN | {"verdict": "fresh"}, ANN | {"verdict": "?"}))
    answer = desk.post(CONFIRM, hidden(page), follow=True)
    assert answer.redirect_chain == [("/admin/reviews/criticreview/", 302)]
    words = said(answer)
    assert "Imported: added 1, changed 0, unchanged 0, kept 0, refused 1." in words
    assert reviews("critic__name", "verdict", "status") == [("Ann Lee", "favourable", "published")]
    again = desk.post(CONFIRM, hidden(page), follow=True)
    assert "The file isn't here any more" in said(again)
    assert len(reviews("pk")) == 1


def test_the_history_names_who_brought_which_file(desk: Client, film: Film) -> None:
    page = brought(desk, table(ANN, name="May <1>.csv"))
    desk.post(CONFIRM, hidden(page))
    versions: Any = CHANGES[CriticReview].objects.select_related("pgh_context")
    about = versions.get().about
    assert (about["name"], about["import"]) == ("curator", "May <1>.csv")


def test_the_name_of_a_file_is_the_one_under_which_it_was_brought(desk: Client, film: Film) -> None:
    page = brought(desk, table(ANN, name="May.csv"))
    desk.post(CONFIRM, {**hidden(page), "original_file_name": "From the head office.csv"})
    versions: Any = CHANGES[CriticReview].objects.select_related("pgh_context")
    assert versions.get().about["import"] == "May.csv"


def test_refused_lines_can_be_taken_as_a_file_before_and_after(desk: Client, film: Film) -> None:
    page = brought(desk, table(ANN, ANN | {"film": "unheard-of"}))
    name = hidden(page)["import_file_name"]
    address = f"{IMPORT}{name}/refused.csv"
    assert address in page.content.decode()
    desk.post(CONFIRM, hidden(page))
    rows = list(csv.DictReader(StringIO(desk.get(address).content.decode())))
    assert [(row["line"], row["reason"]) for row in rows] == [
        ("3", "No film here has the address or the IMDb id “unheard-of”.")
    ]
    assert rows[0]["content"].startswith("unheard-of,Ann Lee,")
    assert desk.get(f"{IMPORT}elsewhere/refused.csv").status_code == 404


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@now"])
def test_no_refused_line_is_a_formula_to_a_spreadsheet(sign: str, desk: Client, film: Film) -> None:
    page = brought(desk, table(ANN | {"film": sign}))
    file = desk.get(f"{IMPORT}{hidden(page)['import_file_name']}/refused.csv").content.decode()
    [row] = csv.DictReader(StringIO(file))
    assert row["content"].startswith(f"'{sign},Ann Lee,")


def test_an_upload_waits_in_the_database_where_every_host_finds_it(
    desk: Client, film: Film
) -> None:
    name = hidden(brought(desk, table(ANN)))["import_file_name"]
    assert caches["uploads"].get(name).startswith(b"film,critic")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM halfstar_uploads")
        # The file, and what it was called.
        assert cursor.fetchone() == (2,)


@pytest.mark.django_db
def test_an_upload_waits_its_whole_day_however_many_do_and_no_longer() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO halfstar_uploads (cache_key, value, expires)"
            " SELECT ':1:waiting' || n, 'x', now() + interval '1 hour'"
            " FROM generate_series(1, 999) n"
            " UNION SELECT ':1:over' || n, 'x', now() - interval '1 hour'"
            " FROM generate_series(1, 3) n"
        )
        caches["uploads"].set("zoo", b"film,critic")
        caches["uploads"].set("another", b"film,critic")
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE cache_key LIKE ':1:over%%')"
            " FROM halfstar_uploads"
        )
        assert cursor.fetchone() == (1001, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title,year\nFaust,2008\n", "“reviews.csv” is another kind of file"),
        (
            b"film,\xe9\n",
            "“reviews.csv” is not a text in UTF-8: line 1 can't be decoded; save it as UTF-8",
        ),
        ((",".join(COLUMNS) + "\n").encode(), "has a header and no line besides it"),
        (b"", "The submitted file is empty"),
        (b"PK\x03\x04" + bytes(200), "another kind of file"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    desk: Client, content: bytes, sentence: str
) -> None:
    file = BytesIO(content)
    file.name = "reviews.csv"
    page = brought(desk, file)
    assert page.status_code == 200
    assert sentence in said(page)
    assert "halfstar-" not in said(page)
    assert not hidden(page).get("import_file_name")


@override_settings(REVIEWS_FILE_LINES=1)
def test_a_file_with_too_many_lines_is_refused_in_a_sentence(desk: Client, film: Film) -> None:
    assert "The file has 2 lines, and 1 can be brought at once" in said(
        brought(desk, table(ANN, ANN))
    )


@override_settings(REVIEWS_FILE_BYTES=100)
def test_a_file_that_is_too_large_is_refused_in_a_sentence(desk: Client, film: Film) -> None:
    assert "The file is larger than 0 MB" in said(brought(desk, table(ANN)))


def test_of_many_lines_the_first_are_shown_and_the_others_counted(desk: Client, film: Film) -> None:
    page = brought(desk, table(*(ANN | {"critic": f"Critic {n}"} for n in range(103))))
    assert "Added (103)" in said(page)
    assert "And 3 lines more." in said(page)


@pytest.mark.parametrize("stored", ["", "elsewhere", "../settings", "\0"])
def test_a_confirmation_of_what_was_never_brought_imports_nothing(
    desk: Client, stored: str
) -> None:
    form = {"import_file_name": stored, "original_file_name": "a.csv", "format": "0"}
    answer = desk.post(CONFIRM, form, follow=True)
    assert answer.redirect_chain == [(IMPORT, 302)]
    assert desk.get(CONFIRM).status_code == 405


def test_only_who_publishes_brings_and_takes_files(client: Client, film: Film) -> None:
    staff = make.viewer("ann", is_staff=True)
    rights = ["view_criticreview", "add_criticreview", "change_criticreview"]
    staff.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(staff)
    page = client.get("/admin/reviews/criticreview/").content.decode()
    assert IMPORT not in page
    assert EXPORT not in page
    for address in (IMPORT, EXPORT, f"{IMPORT}a/refused.csv", f"{IMPORT}empty.csv"):
        assert client.get(address).status_code == 403
    assert client.post(CONFIRM, {}).status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="publish_criticreview"))
    page = client.get("/admin/reviews/criticreview/").content.decode()
    assert IMPORT in page
    assert EXPORT in page
    assert client.get(IMPORT).status_code == 200


# Taking out --------------------------------------------------------------------------------------


def taken(desk: Client, address: str = EXPORT) -> list[dict[str, str]]:
    """The lines of an export."""
    answer: Any = desk.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(r'attachment; filename="reviews-.*\.csv"', answer["Content-Disposition"])
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))


def test_an_export_holds_what_the_list_shows_and_comes_back_unchanged(
    desk: Client, film: Film
) -> None:
    make.review(film, status="draft", quote='"Rain," they sing. "Sun."')
    make.review(film, "unfavourable")
    assert len(taken(desk)) == 2
    assert [line["quote"] for line in taken(desk, f"{EXPORT}?status=draft")] == [
        '"Rain," they sing. "Sun."'
    ]
    assert [line["verdict"] for line in taken(desk, f"{EXPORT}?verdict=unfavourable")] == [
        "unfavourable"
    ]
    answer: Any = desk.get(EXPORT)
    file = BytesIO(b"".join(answer.streaming_content))
    file.name = "export.csv"
    assert "added 0, changed 0, unchanged 2, kept 0, refused 0" in said(brought(desk, file))


def test_a_filter_that_nobody_knows_leads_back_to_the_list(desk: Client) -> None:
    assert desk.get(f"{EXPORT}?status__in=a&verdict__x=1").status_code in (302, 400)


def test_previews_and_exports_cost_what_they_cost_however_many_lines(
    desk: Client, film: Film
) -> None:
    def queries(ask: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as asked:
            b"".join(getattr(ask(), "streaming_content", []))
        return len(asked)

    lines = [ANN | {"critic": f"Critic {n}", "publication": f"Post {n}"} for n in range(60)]
    brought(desk, table(*lines[:1]))
    few = queries(lambda: brought(desk, table(*lines[:2])))
    assert queries(lambda: brought(desk, table(*lines))) == few
    make.review(film)
    desk.get(EXPORT)
    one = queries(lambda: desk.get(EXPORT))
    for _ in range(3):
        make.review(film)
    assert queries(lambda: desk.get(EXPORT)) == one
