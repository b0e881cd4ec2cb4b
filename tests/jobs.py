"""Working off the jobs that wait in the database, one after the other and at once."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.raw import sql


def waiting() -> list[str]:
    """The names of the jobs that wait, in their order."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    return list(jobs.values_list("task_name", flat=True))


def work_off() -> int:
    """Do the jobs that wait, and those that they make; says how many there were."""
    many = 0
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("pk").first():
        sql("DELETE FROM procrastinate_events WHERE job_id = %s", job.pk)
        sql("DELETE FROM procrastinate_jobs WHERE id = %s", job.pk)
        app.tasks[job.task_name].func(**job.args)
        many += 1
    return many
