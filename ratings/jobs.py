"""What is worked off beside pages: procrastinate finds it here, and keeps it in the database."""

import logging
from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from ratings.bringing.choosing import place_arrived
from ratings.bringing.steps import give_up, work_on
from ratings.models import ImportBatch, ImportUpload
from ratings.models.import_batch import JOB

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a job is begun whose worker is killed each time."""
WEEK = timedelta(days=7)
"""How long the file of an import whose reading broke off is there to be read again."""
FORGOTTEN_AFTER = timedelta(minutes=10)
"""How long nobody may have worked at an import under way until it is given to a job again."""


@app.task(name=JOB, queue="imports")
def bring(batch: int) -> None:
    """Take the next step of an import, given by its id; nothing where it is gone."""
    for each in ImportBatch.objects.select_related("user").filter(pk=batch):
        work_on(each)


@app.periodic(cron="* * * * *")
@app.task(name="halfstar.take_up", queueing_lock="halfstar.take_up", pass_context=True)
async def take_up(context: JobContext, timestamp: int) -> None:
    """Do anew the jobs whose worker was killed; a job that each worker dies of is given up."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if job.attempts + 1 < ATTEMPTS:
            await manager.retry_job(job)
            continue
        logger.error("%s is given up after %d attempts", job.call_string, ATTEMPTS)
        if job.task_name == JOB:
            await sync_to_async(_give_up)(job.task_kwargs["batch"])
        await manager.finish_job(job, Status.FAILED, delete_job=False)


def _give_up(batch: Any) -> None:
    close_old_connections()
    for each in ImportBatch.objects.filter(pk=batch):
        give_up(each)


@app.periodic(cron="*/10 * * * *")
@app.task(name="ratings.remember_imports", queueing_lock="ratings.remember_imports")
def remember_imports(timestamp: int) -> None:
    """Give imports under way to a job again which nobody works at, as a command's was killed."""
    since = timezone.now() - FORGOTTEN_AFTER
    for batch in ImportBatch.objects.under_way().filter(touched_at__lt=since):
        jobs = ProcrastinateJob.objects.filter(lock=batch.job_lock, status__in=["todo", "doing"])
        if not jobs.exists():
            batch.enqueue()


@app.periodic(cron="17 * * * *")
@app.task(name="ratings.place_arrived", queueing_lock="ratings.place_arrived")
def place_arrivals(timestamp: int) -> None:
    """Place the lines of imports whose film is in the catalogue by now."""
    place_arrived()


@app.periodic(cron="31 4 * * *")
@app.task(name="ratings.look_at_all", queueing_lock="ratings.place_arrived")
def look_at_all(timestamp: int) -> None:
    """Look every unplaced line up anew, also those that only a film's going can have placed."""
    place_arrived(everything=True)


@app.periodic(cron="41 3 * * *")
@app.task(name="halfstar.forget_jobs", queueing_lock="halfstar.forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:
    """Forget the jobs that ended more than a week ago, however they ended."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=7 * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="51 3 * * *")
@app.task(name="ratings.forget_files", queueing_lock="ratings.forget_files")
def forget_files(timestamp: int) -> None:
    """Forget the files of imports whose reading broke off a week ago."""
    since = timezone.now() - WEEK
    ImportUpload.objects.filter(batch__state="failed", batch__touched_at__lt=since).delete()
