"""One line of a file that a viewer brought: what it said, and what became of it."""

from collections.abc import Iterable
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from films.models import Film
from films.models.film import TITLE_LENGTH
from films.models.merging import MovableQuerySet
from ratings import half_stars as stars
from ratings.imports.headings import heading
from ratings.models.flag import Flag
from ratings.models.import_batch import ImportBatch

LONGEST_REASON = 500


class ImportLineQuerySet(MovableQuerySet["ImportLine"]):
    """How lines of imports are asked for."""

    def that_became(self, *outcomes: str) -> Self:
        """Those with one of these outcomes, in the order of the file."""
        return self.filter(outcome__in=outcomes).order_by("pk")

    def of(self, user: models.Model | AnonymousUser) -> Self:
        """Those of a viewer's imports, with their imports."""
        return self.filter(batch__user=user.pk).select_related("batch__user")

    def still_open(self, batch: ImportBatch) -> Self:
        """Those of an import for which their viewer may yet say which film they mean, or none.

        Of one that is only read these are all that would be placed, too.
        """
        is_open = models.Q(outcome__in=["unplaced", "left_out"])
        if batch.state == ImportBatch.State.READ:
            is_open |= models.Q(outcome__in=ImportLine.TO_PLACE, settled_at__isnull=True)
        return self.filter(is_open, batch=batch) if batch.takes_films else self.none()

    def that_wait(self) -> Self:
        """Those that are placed once their film is there, in the order in which they came."""
        return self.filter(outcome="unplaced", batch__state=ImportBatch.State.DONE).order_by("pk")

    def that_were_placed(self) -> Self:
        """Those that changed what their viewer said, in the order in which they did.

        Also those that a later line of the same import said again after they had been placed.
        """
        settled = self.filter(settled_at__isnull=False, outcome__in=["placed", "repeated"])
        return settled.exclude(after=models.F("before")).order_by("settled_at", "flag", "pk")

    def said_again(self, line: "ImportLine") -> Self:
        """Those beside which this line counts, as it says the same kind of thing of their film."""
        is_flag = line.half_stars is None
        return self.filter(
            batch=line.batch_id,
            film=line.film_id,
            outcome=ImportLine.Outcome.REPEATED,
            settled_at__isnull=True,
            half_stars__isnull=is_flag,
        )

    def for_list(self) -> Self:
        """With their films, without what they held word for word."""
        lines = self.select_related("film").annotate(
            own_name=KT("content__Name"),
            first_service=KT("content__service"),
            first_file=KT("content__file"),
            first_name=KT("content__content__Name"),
        )
        return lines.defer("content", "film__imported", "film__synopsis")

    def doubtful_first(self) -> Self:
        """Those whose film may be the wrong one, or that otherwise say something, first."""
        is_sure = models.ExpressionWrapper(models.Q(reason=""), models.BooleanField())
        return self.order_by(is_sure, "pk")

    def counts_of(self, batches: Iterable[ImportBatch]) -> dict[int, dict[str, int]]:
        """How many lines of each outcome the imports have, by their ids, in one query."""
        ids = [batch.pk for batch in batches]
        found: dict[int, dict[str, int]] = {pk: {} for pk in ids}
        rows = self.filter(batch__in=ids).order_by().values_list("batch", "outcome")
        for pk, outcome, number in rows.annotate(models.Count("pk")):
            found[pk][outcome] = number
        return found

    def counts(self) -> dict[str, int]:
        """How many lines there are of each outcome that occurs."""
        found = self.order_by().values_list("outcome").annotate(models.Count("pk"))
        return dict(found)


class ImportLine(models.Model):
    """One line of an import: what it said, and what became of it.

    `number` counts the lines of the file from 1, `file` names it inside an archive, and `part`
    tells apart what one line says several times over (a rating and a flag). `content` is all that
    the line held. Until the import is placed, the outcome says what would become of the line.
    `before` and `after` are what the viewer said of the film just before and just after the line
    was placed (`Said.as_json`), for undoing it; `settled_at` says when that was.
    """

    class Outcome(models.TextChoices):
        MATCHED = "matched", _("New")
        DIFFERS = "differs", _("Different here")
        PLACED = "placed", _("Saved")
        UNCHANGED = "unchanged", _("Already here")
        YOURS = "yours", _("Yours kept")
        REPEATED = "repeated", _("Repeated")
        KEPT = "kept", _("Kept, not shown yet")
        UNPLACED = "unplaced", _("Film not found")
        REFUSED = "refused", _("Can’t be imported")
        UNDONE = "undone", _("Undone")
        LEFT_OUT = "left_out", _("Left out")

    #: What the next placing looks at; of some it may find that nothing is to be done.
    TO_PLACE = ("matched", "differs", "unchanged")

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="lines", verbose_name=_("import")
    )
    file = models.CharField(_("file"), max_length=255, blank=True, db_default="")
    number = models.PositiveIntegerField(_("line"))
    part = models.PositiveSmallIntegerField(_("part"), default=0, db_default=0)
    content = models.JSONField(_("content"), default=dict, db_default={})
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True, db_default="")
    other_titles = models.JSONField(_("other titles"), default=list, db_default=[])
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    ids = models.JSONField(_("ids elsewhere"), default=dict, db_default={})
    half_stars = models.PositiveSmallIntegerField(_("half stars"), null=True, blank=True)
    flag = models.CharField(
        _("flag"), max_length=14, choices=Flag.Kind, blank=True, default="", db_default=""
    )
    at = models.DateTimeField(_("when"), null=True, blank=True)
    film = models.ForeignKey(
        Film,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_lines",
        verbose_name=_("film"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True, db_default="")
    before = models.JSONField(_("before"), default=dict, db_default={})
    after = models.JSONField(_("after"), default=dict, db_default={})
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    own_name: str | None
    first_service: str | None
    first_file: str | None
    first_name: str | None

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of an import")
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "file", "number", "part"], name="import_line_stands_once"
            ),
            models.CheckConstraint(
                name="import_line_outcome_is_known",
                condition=models.Q(
                    outcome__in=(
                        "matched",
                        "differs",
                        "placed",
                        "unchanged",
                        "yours",
                        "repeated",
                        "kept",
                        "unplaced",
                        "refused",
                        "undone",
                        "left_out",
                    )
                ),
            ),
            models.CheckConstraint(
                name="import_line_says_half_stars",
                condition=models.Q(half_stars__isnull=True)
                | models.Q(half_stars__gte=1, half_stars__lte=10),
            ),
            models.CheckConstraint(
                name="import_line_flag_is_known",
                condition=models.Q(flag__in=["", "want_to_see", "not_interested"]),
            ),
            models.CheckConstraint(
                name="import_line_says_one_thing",
                condition=models.Q(half_stars__isnull=True) | models.Q(flag=""),
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "id"], name="import_line_by_outcome"),
            models.Index(
                fields=["id"],
                name="import_line_unplaced",
                condition=models.Q(outcome="unplaced"),
            ),
            models.Index(
                models.Func(models.F("title"), function="halfstar_loose_title"),
                name="import_line_waits_for_title",
                condition=models.Q(outcome="unplaced"),
            ),
            GinIndex(
                fields=["ids"],
                name="import_line_waits_for_id",
                opclasses=["jsonb_path_ops"],
                condition=models.Q(outcome="unplaced"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"

    @property
    def says(self) -> str:
        """The rating or flag in words; empty for a line that says neither."""
        if self.half_stars:
            return stars.in_words(self.half_stars)
        return str(self.get_flag_display()) if self.flag else ""

    @property
    def is_to_place(self) -> bool:
        """Whether the line would be placed, or at least looked at, when its import is."""
        return self.outcome in self.TO_PLACE and self.settled_at is None

    @property
    def can_be_settled(self) -> bool:
        """Whether its viewer may say which film it means; see `still_open`."""
        if self.is_to_place:
            return self.batch.state == ImportBatch.State.READ
        return self.outcome in {"unplaced", "left_out"} and self.batch.takes_films

    @property
    def heading(self) -> str:
        """What a line of `for_list` is about: a film, else what its file is known to hold."""
        service, file, name = self.batch.service, self.file, self.own_name
        if service == "halfstar" and self.first_service:
            # Our own export brought it back: it is called as when it came first of all.
            service, file, name = self.first_service, self.first_file or "", self.first_name
        return self.title or heading(service, file, name)
