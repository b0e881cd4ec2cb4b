from django.db import migrations

MAKE = r"""
CREATE FUNCTION halfstar_title_key(title text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN replace(replace(lower(regexp_replace(title, '\s+', '', 'g')), 'ß', 'ss'), 'ς', 'σ');

CREATE INDEX film_title_key ON films_film (halfstar_title_key(title), year);
CREATE INDEX film_original_title_key ON films_film (halfstar_title_key(original_title), year)
    WHERE original_title <> '';
CREATE INDEX film_imported_names ON films_film USING gin ((imported -> 'names'))
    WITH (fastupdate = off);
CREATE INDEX alternative_title_key ON films_alternativetitle (halfstar_title_key(title));
"""
DROP = """
DROP INDEX film_title_key;
DROP INDEX film_original_title_key;
DROP INDEX film_imported_names;
DROP INDEX alternative_title_key;
DROP FUNCTION halfstar_title_key(text);
"""


class Migration(migrations.Migration):
    """What imports compare titles by: case and spaces aside, found without reading every film."""

    dependencies = [("films", "0002_films")]
    operations = [migrations.RunSQL(MAKE, DROP)]
