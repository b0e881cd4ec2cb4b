"""Files as viewers bring them, and bringing one to a certain point."""

from accounts.models import User
from ratings.bringing.steps import work_on
from ratings.models import ImportBatch
from tests.jobs import work_off


def letterboxd(*rows: str) -> bytes:
    """Letterboxd's ratings: rows of name, year and stars, and perhaps a day before them."""
    lines = ["Date,Name,Year,Letterboxd URI,Rating"]
    for number, row in enumerate(rows):
        *day, title, year, stars = row.split(";")
        title = f'"{title}"' if "," in title else title
        lines.append(
            f"{day[0] if day else '2020-01-01'},{title},{year},https://boxd.it/{number},{stars}"
        )
    return "\n".join(lines).encode()


def watchlist(*rows: str) -> bytes:
    """Letterboxd's watchlist: rows of name and year."""
    lines = ["Date,Name,Year,Letterboxd URI"]
    for number, row in enumerate(rows):
        title, year = row.split(";")
        lines.append(f"2020-01-01,{title},{year},https://boxd.it/{number}")
    return "\n".join(lines).encode()


def read(viewer: User, data: bytes, name: str = "ratings.csv") -> ImportBatch:
    """An import that is read and waits for its viewer."""
    batch = ImportBatch.objects.take_in(viewer, data, name)
    work_on(batch)
    batch.refresh_from_db()
    assert batch.state == "read", batch.failure
    return batch


def placed(
    viewer: User, data: bytes, name: str = "ratings.csv", policy: str = "newest"
) -> ImportBatch:
    """An import that is done."""
    batch = read(viewer, data, name)
    assert batch.start(policy)
    work_off()
    batch.refresh_from_db()
    assert batch.state == "done", batch.failure
    return batch


def undone(batch: ImportBatch) -> ImportBatch:
    """The import, undone."""
    assert batch.undo()
    work_off()
    batch.refresh_from_db()
    assert batch.state == "undone", batch.failure
    return batch
