"""The demo's database: migrated and filled, each step wholly or not at all, and each once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from films.models import Film

DEMO = "halfstar demo"
"""What the demo's steps are recorded as, in Django's own table of migrations.

That table is what they need: rows in the same transaction as the step itself, kept for ever.
Looking at what is there instead (films, say) can't tell a step that was killed from one whose
work a person has deleted since; a file beside the database can outlive it or be lost alone.
Django passes over the names of apps that it doesn't know.
"""

JOBS = "procrastinate"
"""The app whose migrations are made one by one."""


@contextmanager
def alone() -> Iterator[None]:
    """Wait for other demos that set the same database up, and let others wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [DEMO])
    try:
        yield
    finally:
        # The lock belongs to the connection, also to one that is broken.
        connection.close()


def check_that_it_may_be_a_demo() -> None:
    """Raise CommandError when a server of one's own holds films that no demo brought."""
    if "films_film" not in connection.introspection.table_names():
        return
    if Film.objects.exists() and not _steps().exists():
        raise CommandError(
            _(
                "DATABASE_URL names a database that holds films already, and a demo brings invented"
                " reviews and ratings: give it an empty one, or none at all."
            )
        )


def missing_migrations() -> list[Migration]:
    """What the tables lack."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _backwards in plan]


def migrate(missing: Iterable[Migration]) -> None:
    """Bring the tables up to date, in one transaction if all that is missing allows it.

    Django records some migrations just after they are committed: killed in between, it would
    try to make the same tables again at each later start. Those of the jobs' tables it records
    with what they do, and some of them can't share a transaction.
    """
    call_command("migrate", JOBS, verbosity=0, interactive=False)
    if not all(migration.atomic for migration in missing):
        call_command("migrate", verbosity=0, interactive=False)
        return
    with transaction.atomic():
        # Else rows that wait for the end of the transaction forbid changing their tables.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        call_command("migrate", verbosity=0, interactive=False)


def once(step: str, work: Callable[[], None]) -> None:
    """Do the work if it was never done in this database; what is killed was never done."""
    if not _steps().filter(name=step).exists():
        with transaction.atomic():
            work()
            MigrationRecorder(connection).record_applied(DEMO, step)


def _steps() -> models.QuerySet[models.Model]:
    return MigrationRecorder(connection).migration_qs.filter(app=DEMO)
