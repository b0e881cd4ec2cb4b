from django.db import migrations

#: Articles that lists put behind: "Matrix, The".
BEHIND = (
    "a|an|as|das|de|der|die|een|ein|eine|el|en|et|ett|gli|het|i|il|l'|la|"
    "las|le|les|lo|los|o|os|the|um|uma|un|un'|una|une|uno"
)
#: Written out, and not as a class of letters, which servers understand in different ways.
MARKS = (
    " \t\u00a0.,:;!?-'\"()[]{}/\\|*_~^`´#%@+=<>$‐‑‒–—―…·•¡¿‘’‚‛“”„‟‹›«»′″、。「」『』・：！？（）～"
)

MAKE = rf"""
CREATE FUNCTION halfstar_loose_title(title text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN coalesce(
    nullif(
        translate(
            replace(
                regexp_replace(
                    replace(halfstar_fold(title), 'ς', 'σ'),
                    '^(.+), ({BEHIND.replace("'", "''")})$', '\2 \1'
                ),
                '&', 'and'
            ),
            '{MARKS.replace("'", "''")}', ''
        ),
        ''
    ),
    title
);

CREATE INDEX film_loose_title ON films_film (halfstar_loose_title(title));
CREATE INDEX film_loose_original_title ON films_film (halfstar_loose_title(original_title))
    WHERE original_title <> '';
CREATE INDEX alternative_title_loose ON films_alternativetitle (halfstar_loose_title(title));
"""
DROP = """
DROP INDEX film_loose_title;
DROP INDEX film_loose_original_title;
DROP INDEX alternative_title_loose;
DROP FUNCTION halfstar_loose_title(text);
"""


class Migration(migrations.Migration):
    """What viewers' files name films by: accents, punctuation and where the article stands aside."""

    dependencies = [("films", "0003_title_keys")]
    operations = [migrations.RunSQL(MAKE, DROP)]
