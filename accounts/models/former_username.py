"""The usernames that viewers once had: they lead to them, and to nobody else."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class FormerUsername(models.Model):
    """A username that a viewer gave up for another one.

    Links to it go on leading to them, and nobody else can have it as long as they have an account:
    triggers on the table of users hold that. Who deletes their account gives all of them up.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="former_usernames",
        verbose_name=_("viewer"),
    )
    username = models.CharField(_("username"), max_length=30, unique=True)
    since = models.DateTimeField(_("since"), auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = _("former username")
        verbose_name_plural = _("former usernames")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username


#: Declared in the Meta of the users.
USERNAME_TRIGGERS = [
    pgtrigger.Trigger(
        name="keeps_former_username",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("username"),
        func="""
            IF OLD.username <> NEW.username THEN
                INSERT INTO accounts_formerusername (user_id, username)
                VALUES (OLD.id, OLD.username) ON CONFLICT (username) DO NOTHING;
            END IF;
            RETURN NULL;
        """,
    ),
    # After the row, not before it: the row may have waited for a transaction that gave the name
    # up, and only a query made after the wait sees what that one left behind.
    pgtrigger.Trigger(
        name="takes_unused_username",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("username"),
        func="""
            DELETE FROM accounts_formerusername WHERE username = NEW.username AND user_id = NEW.id;
            IF EXISTS (
                SELECT FROM accounts_formerusername WHERE username = NEW.username
            ) THEN
                RAISE unique_violation USING
                    MESSAGE = format('the username %s was once somebody else''s', NEW.username),
                    CONSTRAINT = 'former_username_is_kept';
            END IF;
            RETURN NULL;
        """,
    ),
]
