"""A file that a viewer brought from another service: read, looked through, placed, undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from ratings.imports.brought import label

#: The job that takes an import one step further, by its name (`ratings/jobs.py`).
JOB = "ratings.bring"
DAY = timedelta(days=1)
#: Where it is held when a viewer, by their id, brought files.
BROUGHT = "ratings.brought."


class TooManyError(Exception):
    """Nothing was taken in, as the viewer has others under way; its text says so."""


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """How imports are asked for, and the door by which a file comes in."""

    def of(self, user: models.Model | AnonymousUser) -> Self:
        """Those of a viewer."""
        return self.filter(user=user.pk)

    def under_way(self) -> Self:
        """Those that wait for a job, or that one works at."""
        return self.filter(state__in=ImportBatch.UNDER_WAY)

    @transaction.atomic
    def bring(
        self, user: models.Model, data: bytes, name: str, *, scale: int | None = None
    ) -> "ImportBatch":
        """Take a viewer's file in; a job reads it once this is committed.

        Raises TooManyError while another one is under way, or after too many within a day.
        """
        now = timezone.now()
        # Counted apart from the rows, too, as a viewer may forget an import.
        brought = [moment for moment in cache.get(f"{BROUGHT}{user.pk}", ()) if moment > now - DAY]
        there = self.of(user).filter(made_at__gte=now - DAY).count()
        if max(there, len(brought)) >= settings.IMPORTS_A_DAY:
            raise TooManyError(
                gettext("You brought %d files within a day; bring the next one tomorrow.")
                % settings.IMPORTS_A_DAY
            )
        batch = self.take_in(user, data, name, scale=scale)
        batch.enqueue()
        cache.set(f"{BROUGHT}{user.pk}", [*brought, now], timeout=DAY.total_seconds())
        return batch

    @transaction.atomic
    def take_in(
        self, user: models.Model, data: bytes, name: str, *, scale: int | None = None
    ) -> "ImportBatch":
        """Keep a viewer's file to be read; TooManyError while another one is under way."""
        batch = self.model(
            user_id=user.pk,
            file_name=name[:255].replace("\0", ""),
            sha256=sha256(data).hexdigest(),
            scale=scale,
        )
        with _one_at_a_time():
            batch.save(force_insert=True)
        ImportUpload.objects.create(batch=batch, data=data)
        return batch


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Turn the database's no to a second import under way into TooManyError."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "one_import_under_way" not in str(error):
            raise
        raise TooManyError(
            gettext("Another import of yours is under way; wait until it is done.")
        ) from error


class ImportBatch(models.Model):
    """One file that a viewer brought: an import that can be undone as a whole.

    `run` is raised by whoever works at it, so that of two that do the later one goes on and the
    other stops. `done` of `to_do` lines is how far the present step is; `to_do` is 0 while nobody
    knows. `scales` are sentences, `failure` is one that says why the last step broke off.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READING = "reading", _("Being read")
        READ = "read", _("Ready to be imported")
        PLACING = "placing", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Not readable")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    class Policy(models.TextChoices):
        NEWEST = "newest", _("The newer of the two")
        KEEP = "keep", _("Always mine")
        TAKE = "take", _("Always the file’s")

    UNDER_WAY = ("waiting", "reading", "placing", "undoing")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="import_batches",
        verbose_name=_("viewer"),
    )
    service = models.CharField(_("service"), max_length=30, blank=True, db_default="")
    file_name = models.CharField(_("file"), max_length=255, blank=True, db_default="")
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, db_default="")
    scale = models.PositiveSmallIntegerField(_("highest score of its scale"), null=True, blank=True)
    scales = models.JSONField(_("how scores become stars"), default=list, db_default=[])
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.WAITING,
        db_default="waiting",
    )
    policy = models.CharField(
        _("which of two values stays"),
        max_length=10,
        choices=Policy,
        default=Policy.NEWEST,
        db_default="newest",
    )
    made_at = models.DateTimeField(_("imported"), default=timezone.now, db_default=Now())
    touched_at = models.DateTimeField(_("last worked at"), default=timezone.now, db_default=Now())
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    run = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    to_do = models.PositiveIntegerField(_("to do"), default=0, db_default=0)
    done = models.PositiveIntegerField(_("done"), default=0, db_default=0)
    failure = models.CharField(_("failure"), max_length=500, blank=True, db_default="")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_state_is_known",
                condition=models.Q(
                    state__in=(
                        "waiting",
                        "reading",
                        "read",
                        "placing",
                        "done",
                        "failed",
                        "undoing",
                        "undone",
                    )
                ),
            ),
            models.CheckConstraint(
                name="import_policy_is_known",
                condition=models.Q(policy__in=["newest", "keep", "take"]),
            ),
            models.CheckConstraint(
                name="import_scale_is_known",
                condition=models.Q(scale__isnull=True) | models.Q(scale__in=[10, 100]),
            ),
            models.UniqueConstraint(
                fields=["user"],
                name="one_import_under_way",
                condition=models.Q(state__in=("waiting", "reading", "placing", "undoing")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.file_name}" if self.service else self.file_name

    def get_absolute_url(self) -> str:
        """The import's page."""
        return reverse("import_batch", args=[self.pk])

    @property
    def label(self) -> str:
        """The proper name of the service that the file is from; empty until it's read."""
        return label(self.service)

    @property
    def is_under_way(self) -> bool:
        """Whether a job works at it, or will."""
        return self.state in self.UNDER_WAY

    @property
    def takes_films(self) -> bool:
        """Whether a film may be chosen for a line that found none."""
        return self.state in {"read", "done"}

    @property
    def can_be_read_again(self) -> bool:
        """Whether the reading broke off, and the file is still there."""
        return self.state == "failed" and ImportUpload.objects.filter(batch=self).exists()

    @property
    def job_lock(self) -> str:
        """By which its jobs are known, and done one after the other."""
        return f"import {self.pk}"

    def brought_before(self) -> "ImportBatch | None":
        """The viewer's latest earlier import of the very same file that was saved, if any."""
        same = ImportBatch.objects.filter(user=self.user_id, sha256=self.sha256, pk__lt=self.pk)
        return same.exclude(state="failed").exclude(sha256="").first()

    def enqueue(self) -> None:
        """Let a job take the next step, once what is being done here is committed."""
        app.configure_task(JOB, queue="imports", lock=self.job_lock).defer(batch=self.pk)

    def start(self, policy: str, *, enqueue: bool = True) -> bool:
        """Let what was read be placed, by a job unless told; says whether it was to be placed.

        Raises ValueError for an unknown policy, and TooManyError while another is under way.
        """
        if policy not in self.Policy.values:
            raise ValueError(policy)
        return self._go_on("placing", ["read"], enqueue=enqueue, policy=policy)

    def undo(self) -> bool:
        """Let what was placed be taken back; says whether there was anything to let.

        Raises TooManyError while another import is under way.
        """
        return self._go_on("undoing", ["done", "read"])

    def retry(self) -> bool:
        """Let a file be read again whose reading broke off; says whether it is still there.

        Raises TooManyError while another import is under way.
        """
        return self.can_be_read_again and self._go_on("waiting", ["failed"])

    def discard(self) -> bool:
        """Forget an import of which nothing is saved; says whether that was so."""
        theirs = ImportBatch.objects.filter(pk=self.pk, state__in=["read", "failed", "undone"])
        gone, _each = theirs.exclude(lines__outcome="placed").delete()
        return bool(gone)

    @transaction.atomic
    def _go_on(self, state: str, after: list[str], *, enqueue: bool = True, **changes: str) -> bool:
        changed = ImportBatch.objects.filter(pk=self.pk, state__in=after)
        with _one_at_a_time():
            went = changed.update(
                state=state, done=0, to_do=0, failure="", touched_at=Now(), **changes
            )
        if went and enqueue:
            self.enqueue()
        return bool(went)


class ImportUpload(models.Model):
    """The bytes of a file until it's read. A row apart, as nobody wants them by the way.

    In the database and not in a folder, as another machine may do the reading.
    """

    batch = models.OneToOneField(
        ImportBatch,
        models.CASCADE,
        primary_key=True,
        related_name="upload",
        verbose_name=_("import"),
    )
    data = models.BinaryField(_("file"))

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        return str(self.batch_id)
