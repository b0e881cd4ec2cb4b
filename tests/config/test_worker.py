"""Jobs: worked off in a web process, and taken up again when whoever did them was killed."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module, reload
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicRegistry
from pytest_django.fixtures import Settings

from accounts.models import User
from config import worker
from ratings.jobs import forget_files, remember_imports
from ratings.models import ImportBatch, ImportUpload
from ratings.said import Said
from tests import make
from tests.jobs import waiting
from tests.ratings.bringing.files import letterboxd
from tests.raw import sql


@pytest.mark.parametrize("door", ["config.wsgi", "config.asgi"])
@pytest.mark.parametrize("asked", [True, False])
def test_web_processes_of_both_kinds_work_jobs_off_where_that_is_asked_for(
    door: str, asked: bool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(worker, "start", lambda: started.append(door))
    module = import_module(door)
    settings.JOBS_IN_WEB = asked
    started.clear()
    reload(module)
    assert started == [door] * asked


def closing(call_next: Callable[[], Any], _context: Any, _worker: Any) -> Any:
    """Close what a job's thread opened, so that the tests' database can be dropped."""
    try:
        return call_next()
    finally:
        connections.close_all()


def work_once(queues: list[str] | None = None) -> None:
    """Let a real worker do what waits, with connections of its own."""
    # Jobs are made by pages of other threads meanwhile: their app must not be the worker's.
    connector = app.connector
    with ThreadPoolExecutor(1) as thread:  # A browser's tests may have a loop in this one.
        thread.submit(_work, queues).result()
    assert app.connector is connector


def _work(queues: list[str] | None) -> None:
    options = {"wait": False, "listen_notify": False, "task_middleware": [closing]}
    with pytest.MonkeyPatch.context() as without_clock:
        # What the clock makes at a full minute would be left behind for whoever works next.
        without_clock.setattr(app, "periodic_registry", PeriodicRegistry())
        asyncio.run(worker.work(queues=queues, **options))


def brought(viewer: User) -> ImportBatch:
    """An import that waits to be read."""
    return ImportBatch.objects.bring(viewer, letterboxd("Harbour;1926;3.5"), "ratings.csv")


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_and_places_what_is_brought(viewer: User) -> None:
    film = make.film("Harbour", 1926)
    batch = brought(viewer)
    work_once()
    batch.refresh_from_db()
    assert batch.state == "read"
    batch.start("newest")
    work_once()
    assert Said.of(viewer, film).half_stars == 7
    assert not ProcrastinateJob.objects.filter(task_name="ratings.bring").exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_is_done_anew(viewer: User) -> None:
    make.film("Harbour", 1926)
    batch = brought(viewer)
    kill_the_worker()
    work_once()
    batch.refresh_from_db()
    assert batch.state == "reading"
    app.configure_task("halfstar.take_up").defer(timestamp=0)
    work_once()
    batch.refresh_from_db()
    assert batch.state == "read"
    assert batch.lines.count() == 1


def kill_the_worker(state: str = "reading") -> None:
    """Leave the one job as it is after its worker was killed while it was at an import."""
    [(killed,)] = sql(
        "INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '1 hour') RETURNING id"
    )
    sql(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s"
        " WHERE task_name = 'ratings.bring'",
        killed,
    )
    ImportBatch.objects.update(state=state)


def take_up() -> None:
    """Let jobs be taken up, without doing them."""
    app.configure_task("halfstar.take_up", queue="clock").defer(timestamp=0)
    work_once(queues=["clock"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("state", "after", "says"),
    [
        ("reading", "failed", "This file is more than can be read"),
        ("placing", "read", "Something went wrong on the way."),
        ("undoing", "done", "Something went wrong on the way."),
    ],
)
def test_a_job_that_every_worker_dies_of_is_given_up(
    viewer: User, state: str, after: str, says: str
) -> None:
    batch = brought(viewer)
    for attempts in (1, 2):
        kill_the_worker(state)
        take_up()
        job = ProcrastinateJob.objects.get(task_name="ratings.bring")
        assert (job.status, job.attempts) == ("todo", attempts)
    kill_the_worker(state)
    take_up()
    batch.refresh_from_db()
    assert (batch.state, batch.failure[: len(says)]) == (after, says)
    assert ProcrastinateJob.objects.get(task_name="ratings.bring").status == "failed"
    if state == "reading":
        assert not ImportUpload.objects.exists()
        assert not batch.can_be_read_again


@pytest.mark.django_db
def test_a_file_whose_reading_broke_off_is_there_for_a_week(viewer: User) -> None:
    batch = ImportBatch.objects.take_in(viewer, b"x", "x")
    ImportBatch.objects.update(state="failed")
    forget_files(timestamp=0)
    batch.refresh_from_db()
    assert batch.can_be_read_again
    ImportBatch.objects.update(touched_at=timezone.now() - timedelta(days=8))
    forget_files(timestamp=0)
    assert not ImportUpload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_working_once_makes_no_jobs_of_the_clock(viewer: User) -> None:
    work_once()
    assert waiting() == []
    assert sql("SELECT count(*) FROM procrastinate_periodic_defers") == [(0,)]


@pytest.mark.django_db
def test_an_import_that_nobody_works_at_any_more_is_given_to_a_job(viewer: User) -> None:
    batch = ImportBatch.objects.take_in(viewer, letterboxd("Harbour;1926;3.5"), "ratings.csv")
    remember_imports(timestamp=0)
    assert waiting() == []
    long_ago = timezone.now() - timedelta(hours=1)
    ImportBatch.objects.filter(pk=batch.pk).update(touched_at=long_ago)
    remember_imports(timestamp=0)
    remember_imports(timestamp=0)
    assert waiting() == ["ratings.bring"]


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_in_a_job_is_logged_and_said(
    viewer: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ratings.bringing.reading.matches", lambda _lines: 1 / 0)
    make.film("Harbour", 1926)
    batch = brought(viewer)
    work_once()
    batch.refresh_from_db()
    assert (batch.state, batch.failure[:20]) == ("failed", "Something went wrong")
    assert "ZeroDivisionError" in caplog.text
