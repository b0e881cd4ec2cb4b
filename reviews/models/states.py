"""What the database does when a review's state changes, or when it goes."""

import pgtrigger

from films.models.versions import after_change

#: Since when a review is published or withdrawn, whoever says so. Dates that come with a new row
#: stay, as they do when a deleted one is brought back.
KEEPS_ITS_DATES = pgtrigger.Trigger(
    name="keeps_its_dates",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF TG_OP = 'UPDATE' AND NEW.status IS NOT DISTINCT FROM OLD.status THEN
            NEW.published_at := OLD.published_at;
            NEW.withdrawn_at := OLD.withdrawn_at;
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' THEN
            NEW.published_at := CASE WHEN NEW.status = 'withdrawn' THEN OLD.published_at END;
            NEW.withdrawn_at := NULL;
        END IF;
        IF NEW.status = 'published' THEN
            NEW.published_at := coalesce(NEW.published_at, now());
            NEW.withdrawn_at := NULL;
        ELSIF NEW.status = 'withdrawn' THEN
            NEW.withdrawn_at := coalesce(NEW.withdrawn_at, now());
        ELSE
            NEW.published_at := NULL;
            NEW.withdrawn_at := NULL;
        END IF;
        RETURN NEW;
    """,
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
