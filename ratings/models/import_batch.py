"""What a viewer brought from another service, line by line."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.merging import OfFilmQuerySet


class ImportBatch(models.Model):
    """One file that a viewer brought: an import that can be undone as a whole."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="import_batches",
        verbose_name=_("viewer"),
    )
    service = models.CharField(_("service"), max_length=30)
    file_name = models.CharField(_("file"), max_length=255, blank=True, db_default="")
    made_at = models.DateTimeField(_("imported"), default=timezone.now, db_default=Now())
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.service}, {self.file_name}"


class ImportLine(models.Model):
    """One line of an import: what it said, and what became of it.

    `number` counts the file's lines from 1; `content` is all that the line held; `before` is what
    the viewer had said of the film until then, for undoing it.
    """

    class Outcome(models.TextChoices):
        PLACED = "placed", _("Placed")
        UNCHANGED = "unchanged", _("Unchanged")
        KEPT = "kept", _("Kept, not shown yet")
        UNPLACED = "unplaced", _("Not placed")

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="lines", verbose_name=_("import")
    )
    number = models.PositiveIntegerField(_("line"))
    content = models.JSONField(_("content"), default=dict, db_default={})
    film = models.ForeignKey(
        Film,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("film"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=500, blank=True, db_default="")
    before = models.JSONField(_("before"), default=dict, db_default={})

    objects = OfFilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of an import")
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_line_stands_once"),
            models.CheckConstraint(
                name="import_line_outcome_is_known",
                condition=models.Q(outcome__in=["placed", "unchanged", "kept", "unplaced"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"
