"""Taking back what was published or withdrawn at once.

Nothing is kept for it but the history: the button carries, signed for whoever pressed, which of its
versions the change made. It works for a day, for the reviews whose state is still what that change
made of it; each has its former state again, and the dates of it: who reads the feeds learns nothing
of it.
"""

from typing import Any

from django.core import signing
from django.db import connection, models
from django.utils.translation import gettext as _

from reviews.models import CHANGES, CriticReview

SALT = "halfstar undo of states"
A_DAY = 24 * 3600
_PUT_BACK = """
    UPDATE reviews_criticreview review SET status = before.status,
        published_at = before.published_at, withdrawn_at = before.withdrawn_at
    FROM reviews_criticreviewchange made, LATERAL (
        SELECT status, published_at, withdrawn_at FROM reviews_criticreviewchange
        WHERE pgh_obj_id = made.pgh_obj_id AND pgh_id < made.pgh_id
        ORDER BY pgh_id DESC LIMIT 1
    ) before
    WHERE made.pgh_id BETWEEN %s AND %s AND made.pgh_context_id = %s
        AND review.id = made.pgh_obj_id
        AND ROW(review.status, review.published_at, review.withdrawn_at)
            IS NOT DISTINCT FROM ROW(made.status, made.published_at, made.withdrawn_at)
"""


class TooLateError(ValueError):
    """A change can't be taken back; its text says to a person why."""


def newest_version() -> int:
    """The number of the newest version of any review, 0 if there is none."""
    return CHANGES[CriticReview].objects.aggregate(newest=models.Max("pgh_id"))["newest"] or 0


def token(user: Any, after: int) -> str:
    """What takes back the changes of this transaction later than a version; "" if there are none.

    Only where the transaction has noted whose it is (`reviews.history`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_id', true)")
        (context,) = cursor.fetchone()
    if not context:
        return ""
    made = CHANGES[CriticReview].objects.filter(pgh_id__gt=after, pgh_context=context)
    ends = made.aggregate(first=models.Min("pgh_id"), last=models.Max("pgh_id"))
    if not ends["first"]:
        return ""
    return signing.dumps([user.pk, context, ends["first"], ends["last"]], salt=SALT)


def take_back(user: Any, token: str) -> int:
    """Give the reviews their former states and dates; says to how many. Twice does no harm.

    In a transaction. Raises TooLateError for an old token, another one's or none, and if no review
    is still as that change left it.
    """
    try:
        who, context, first, last = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.SignatureExpired as error:
        raise TooLateError(_("Nothing was changed: it can be undone for a day.")) from error
    except signing.BadSignature as error:
        raise TooLateError(_("Nothing was changed: there is nothing to undo.")) from error
    if who != user.pk:
        raise TooLateError(_("Nothing was changed: there is nothing to undo."))
    with connection.cursor() as cursor:
        cursor.execute(_PUT_BACK, [first, last, context])
        many: int = cursor.rowcount
    if not many:
        raise TooLateError(_("Nothing was changed: the reviews were changed again since."))
    return many
