"""What the database does with a change of many rows isn't planned for a change of one."""

import pytest

from tests.raw import sql


@pytest.mark.django_db
def test_films_and_tallies_of_changed_rows_are_found_by_plans_made_each_time() -> None:
    kept = sql(
        "SELECT proname FROM pg_proc WHERE prosrc ~ '(old|new)_rows'"
        " AND prosrc ~ 'UPDATE (films_film|reviews_critictally) ' AND prosrc !~ 'EXECUTE'"
    )
    assert kept == []
