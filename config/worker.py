"""A worker of jobs in a web process: one thread beside those that answer."""

import asyncio
import logging
import threading
import time

import procrastinate
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
                runner.run(_work())
        except (ConnectorException, OSError) as error:
            logger.warning(
                "Jobs wait, as the database doesn't answer: %s", error.__cause__ or error
            )
        time.sleep(SECONDS_UNTIL_TRIED_AGAIN)


async def _work() -> None:
    # An app of its own, as pages go on making jobs in their own transactions meanwhile.
    worker = procrastinate.App(
        connector=DjangoConnector().get_worker_connector(), worker_defaults=app.worker_defaults
    )
    worker.tasks, worker.periodic_registry = app.tasks, app.periodic_registry
    async with worker.open_async():
        await worker.run_worker_async(install_signal_handlers=False, delete_jobs="successful")
