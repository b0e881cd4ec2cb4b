"""Ratings that staff take out of the score."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from ratings.models.counting import weigh_set_aside


class SetAside(models.Model):
    """That one viewer's rating of a film, or all that a viewer says, doesn't count.

    Without a film it covers all of the viewer's ratings and Want to See, those to come too. It
    holds for viewer and film whatever the viewer does next. Undone ones are kept as the record.
    The names of staff are kept as text, since accounts may go.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="set_asides",
        verbose_name=_("viewer"),
    )
    film = models.ForeignKey(
        Film,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="set_asides",
        verbose_name=_("film"),
        help_text=_("Empty: everything this viewer says."),
    )
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("set aside by"),
    )
    by_name = models.CharField(
        _("set aside by"), max_length=30, blank=True, db_default="", editable=False
    )
    made_at = models.DateTimeField(
        _("set aside at"), default=timezone.now, db_default=Now(), editable=False
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    undone_by_name = models.CharField(
        _("undone by"), max_length=30, blank=True, db_default="", editable=False
    )

    class Meta:
        verbose_name = _("set-aside")
        verbose_name_plural = _("set-asides")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "film"],
                name="set_aside_once",
                condition=models.Q(undone_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="set_aside_has_reason", condition=~models.Q(reason="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="counted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP <> 'INSERT' AND OLD.undone_at IS NULL AND NOT (
                        TG_OP = 'UPDATE' AND NEW.undone_at IS NULL AND NEW.user_id = OLD.user_id
                        AND NEW.film_id IS NOT DISTINCT FROM OLD.film_id
                    ) THEN
                        {weigh_set_aside("OLD", 1)}
                    END IF;
                    IF TG_OP <> 'DELETE' AND NEW.undone_at IS NULL AND NOT (
                        TG_OP = 'UPDATE' AND OLD.undone_at IS NULL AND NEW.user_id = OLD.user_id
                        AND NEW.film_id IS NOT DISTINCT FROM OLD.film_id
                    ) THEN
                        {weigh_set_aside("NEW", -1)}
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.reason
