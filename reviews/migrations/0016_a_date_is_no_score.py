"""A score with a second slash converts no more: "1/2/10" is a date."""

from importlib import import_module

from django.db import migrations

#: The body as `reviews.own_scores.FUNCTION` had it when this was written.
BODY = r"""
DECLARE
    plain text := lower(btrim(regexp_replace(written, '[\s\u00a0\u2000-\u200a\u202f]+', ' ', 'g'),
        ' ''"`‘’“”'));
    letter text := translate(plain, '−–—', '---');
    part text[];
    points numeric;
    scale numeric;
BEGIN
    letter := regexp_replace(letter, '[\s-]*minus$', '-');
    letter := regexp_replace(letter, '[\s-]*plus$', '+');
    letter := regexp_replace(letter, '\s', '', 'g');
    points := CASE letter WHEN 'a+' THEN 12 WHEN 'a' THEN 12 WHEN 'a-' THEN 11 WHEN 'b+' THEN 10 WHEN 'b' THEN 9 WHEN 'b-' THEN 8 WHEN 'c+' THEN 7 WHEN 'c' THEN 6 WHEN 'c-' THEN 5 WHEN 'd+' THEN 4 WHEN 'd' THEN 3 WHEN 'd-' THEN 2 WHEN 'f' THEN 0 END;
    IF points IS NOT NULL THEN
        RETURN round(points * 100 / 12, 6);
    END IF;

    IF plain ~ '^[★☆½\s]+$' AND plain ~ '^(★\s*)*(½\s*)?(☆\s*)+$' THEN
        plain := regexp_replace(plain, '\s', '', 'g');
        points := length(plain) - length(replace(plain, '★', ''))
            + (length(plain) - length(replace(plain, '½', ''))) / 2.0;
        scale := length(plain);
    ELSE
        part := regexp_match(plain, '^((?:[0-9]{1,3}(?:[.,][0-9]{0,4})?|[.,][0-9]{1,4}))\s*(?:%|per ?cent)$');
        IF part IS NOT NULL THEN
            points := replace(part[1], ',', '.')::numeric;
            scale := 100;
        ELSE
            part := regexp_match(plain,
                '^(?!.*/.*/)(?:'
                || '((?:[0-9]{1,3}(?:[.,][0-9]{0,4})?|[.,][0-9]{1,4}))|(?:([0-9]{1,3})(?=[½¼¾\s-])[\s-]*)?((?:1/2|1/4|3/4|[½¼¾])))(?:\s*stars?)?'
                || '(?:\s*/\s*|\s+(?:out\s+)?of\s+)([0-9]{1,3})(?:[.,]0{1,2})?(?:\s*stars?)?$');
            IF part IS NULL OR (part[2] IS NULL AND part[3] IN ('1/4', '3/4')) THEN
                RETURN NULL;
            END IF;
            points := coalesce(replace(part[1], ',', '.'), part[2], '0')::numeric
                + CASE WHEN part[3] IN ('1/2', '½') THEN 0.5
                    WHEN part[3] IN ('1/4', '¼') THEN 0.25
                    WHEN part[3] IN ('3/4', '¾') THEN 0.75 ELSE 0 END;
            scale := part[4]::numeric;
        END IF;
    END IF;
    IF scale BETWEEN 3 AND 100 AND points BETWEEN 0 AND scale THEN
        RETURN round(points * 100 / scale, 6);
    END IF;
    RETURN NULL;
END
"""
FORMER = import_module("reviews.migrations.0005_own_scores").BODY


def replaced(body: str) -> str:
    """The statements that give the function this body and convert anew; nobody writes meanwhile.

    A column's expression can be set anew from PostgreSQL 17 on only; naming the score in an update
    has it converted, and the tallies follow by their triggers.
    """
    return f"""
        LOCK TABLE reviews_criticreview IN SHARE ROW EXCLUSIVE MODE;
        CREATE OR REPLACE FUNCTION reviews_own_percent(written text) RETURNS numeric
            LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $own${body}$own$;
        UPDATE reviews_criticreview SET original_score = original_score
        WHERE own_percent IS DISTINCT FROM reviews_own_percent(original_score);
    """  # noqa: S608 - our own function


class Migration(migrations.Migration):
    dependencies = [("reviews", "0015_updates_row_by_row")]
    operations = [migrations.RunSQL(replaced(BODY), replaced(FORMER))]
