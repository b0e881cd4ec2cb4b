"""What the database does when a review's state changes, or when it goes; and what it was."""

import pgtrigger
from django.apps import apps
from django.db import models

from films.models.versions import after_change

#: Since when a review is published or withdrawn, whoever says so. Dates that are given along with
#: a state stay if they fit it, as when what a row once said is put back. A state alone is of now:
#: the former dates, which stand in the row still, never fit it.
KEEPS_ITS_DATES = pgtrigger.Trigger(
    name="keeps_its_dates",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF TG_OP = 'UPDATE' AND NEW.status IS NOT DISTINCT FROM OLD.status THEN
            NEW.published_at := OLD.published_at;
            NEW.withdrawn_at := OLD.withdrawn_at;
        ELSIF NEW.status = 'published' THEN
            IF NEW.published_at IS NULL OR NEW.withdrawn_at IS NOT NULL THEN
                NEW.published_at := now();
            END IF;
            NEW.withdrawn_at := NULL;
        ELSIF NEW.status = 'withdrawn' THEN
            IF NEW.withdrawn_at IS NULL THEN
                NEW.withdrawn_at := now();
                NEW.published_at := CASE TG_OP
                    WHEN 'UPDATE' THEN OLD.published_at ELSE NEW.published_at
                END;
            END IF;
        ELSE
            NEW.published_at := NULL;
            NEW.withdrawn_at := NULL;
        END IF;
        RETURN NEW;
    """,
)

#: That a review states no verdict is said of it no more when it has one, whoever gives it.
STATES_A_VERDICT = pgtrigger.Trigger(
    name="states_a_verdict",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__states_none=True) & ~pgtrigger.Q(new__verdict=""),
    func="NEW.states_none := false; RETURN NEW;",
)

LEAVES_ITS_CORRECTIONS = [
    after_change(
        "leaves_its_corrections",
        pgtrigger.Delete,
        """
            UPDATE reviews_correction SET review_id = NULL
            WHERE review_id = ANY (ARRAY(SELECT id FROM {changed} c));
        """,
    ),
    pgtrigger.Trigger(
        name="leaves_its_corrections_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Truncate,
        func="UPDATE reviews_correction SET review_id = NULL; RETURN NULL;",
    ),
]


def was_ever_published(pk: int) -> bool:
    """Whether the history knows the review with this id as one that readers saw."""
    versions: models.QuerySet[models.Model]
    versions = apps.get_model("reviews", "CriticReviewChange")._default_manager.all()
    return versions.filter(pgh_obj=pk, published_at__isnull=False).exists()
