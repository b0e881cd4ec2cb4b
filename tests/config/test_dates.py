"""Dates are written in one form on every page."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from django.template import Context, Template
from django.utils.formats import date_format

from films.wording import partial_date

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_a_date_has_its_day_first_and_its_month_in_full() -> None:
    day = date(2026, 1, 2)
    assert date_format(day) == "2 January 2026"
    assert Template("{{ day }}").render(Context({"day": day})) == "2 January 2026"
    assert partial_date("2026-01-02") == "2 January 2026"
    assert partial_date("2026-01") == "January 2026"
    assert partial_date("2026") == "2026"


def test_a_text_that_is_no_date_is_shown_as_it_is() -> None:
    for text in ("0000", "0000-01", "2023-02-31", "soon", ""):
        assert partial_date(text) == text


def test_a_time_follows_its_date_in_twenty_four_hours() -> None:
    moment = Template('{{ moment|date:"DATETIME_FORMAT" }}')
    said = moment.render(Context({"moment": datetime(2026, 1, 2, 15, 4, tzinfo=UTC)}))
    assert said == "2 January 2026, 15:04"


def test_no_template_has_a_form_of_its_own() -> None:
    used = {
        form
        for path in TEMPLATES.rglob("*.*")
        for form in re.findall(r"""\|date:["']([^"']*)["']""", path.read_text(encoding="utf-8"))
    }
    # "c" is for machines, "e" the name of a time zone.
    assert used <= {"DATE_FORMAT", "DATETIME_FORMAT", "c", "e"}
    assert "DATE_FORMAT" in used
