"""A worker of jobs in a web process: one thread beside those that answer."""

import asyncio
import logging
import threading
import time
from typing import Any

import procrastinate
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

SECONDS_UNTIL_TRIED_AGAIN = 10
logger = logging.getLogger(__name__)


def start() -> None:
    """Work off jobs in a thread that ends with the process, whatever it is doing then.

    What it was doing is taken up by the next worker, as that of a worker that was killed.
    """
    threading.Thread(target=_work_on, daemon=True, name="jobs").start()


def _work_on() -> None:
    """Work, and begin again after the database was away or hadn't its tables yet."""
    while True:
        try:
            # psycopg knows only this kind of loop, which isn't the usual one everywhere.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(work())
        except (ConnectorException, OSError) as error:
            logger.warning(
                "Jobs wait, as the database doesn't answer: %s", error.__cause__ or error
            )
        except Exception:
            logger.exception("Jobs wait, as their worker broke off")
        time.sleep(SECONDS_UNTIL_TRIED_AGAIN)


async def work(**options: Any) -> None:
    """Work off jobs until told to stop; `options` are procrastinate's own of a worker."""
    # An app of its own, as pages go on making jobs in their own transactions meanwhile.
    worker = procrastinate.App(
        connector=DjangoConnector().get_worker_connector(), worker_defaults=app.worker_defaults
    )
    worker.tasks, worker.periodic_registry = app.tasks, app.periodic_registry
    try:
        async with worker.open_async():
            await worker.run_worker_async(
                install_signal_handlers=False, delete_jobs="successful", **options
            )
    finally:
        # Jobs of the clock are made by the site's own app, in a thread that keeps its connection.
        await sync_to_async(connections.close_all)()
