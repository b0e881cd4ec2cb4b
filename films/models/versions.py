"""The triggers by which a page's version moves: a counter, raised while its row is held.

Never a clock: a transaction that commits late would hide behind a newer moment. `reviews` and
`ratings` build the triggers of their tallies with the same two functions.
"""

import pgtrigger


def raises_own_version(*unshown: str) -> pgtrigger.Trigger:
    """Raises the row's own `version` by one with every change of the row, whoever makes it.

    Changes of nothing but the `unshown` columns leave it, and so does a `save()` that merely
    brings an older `version` along: no writer can set it back.
    """
    same = "".join(f"shown.{column} := OLD.{column}; " for column in ("version", *unshown))
    return pgtrigger.Trigger(
        name="raises_own_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("shown", "record")],
        func=f"""
            shown := NEW; {same}
            NEW.version := OLD.version
                + (NEW.version > OLD.version OR shown IS DISTINCT FROM OLD)::int;
            RETURN NEW;
        """,
    )


#: Refuses that a tally is deleted while its film stays: at commit, as the film goes after it.
STAYS_WITH_ITS_FILM = pgtrigger.Trigger(
    name="stays_with_its_film",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    timing=pgtrigger.Deferred,
    func="""
        IF EXISTS (SELECT FROM films_film WHERE id = OLD.film_id) THEN
            RAISE restrict_violation USING MESSAGE = 'a tally goes only with its film';
        END IF;
        RETURN NULL;
    """,
)

#: Refuses that a whole table is emptied that has to be kept, unless the films go with it: TRUNCATE
#: passes the triggers of rows by. The tests empty all tables in one statement.
IS_EMPTIED_WITH_ALL_FILMS = pgtrigger.Trigger(
    name="is_emptied_with_all_films",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Truncate,
    func="""
        IF EXISTS (SELECT FROM films_film) THEN
            RAISE restrict_violation USING MESSAGE =
                format('%s is emptied only with all films', TG_TABLE_NAME);
        END IF;
        RETURN NULL;
    """,
)

_CHANGED = {
    pgtrigger.Insert: "(SELECT 1 AS w, n.* FROM new_rows n)",
    pgtrigger.Delete: "(SELECT -1 AS w, o.* FROM old_rows o)",
    pgtrigger.Update: """(
        SELECT 1 AS w, n.* FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) n
        UNION ALL
        SELECT -1 AS w, o.* FROM (SELECT * FROM old_rows EXCEPT SELECT * FROM new_rows) o
    )""",
}
_ROWS = {
    pgtrigger.Insert: pgtrigger.Referencing(new="new_rows"),
    pgtrigger.Delete: pgtrigger.Referencing(old="old_rows"),
    pgtrigger.Update: pgtrigger.Referencing(old="old_rows", new="new_rows"),
}


def after_change(name: str, operation: pgtrigger.Operation, body: str) -> pgtrigger.Trigger:
    """A trigger that runs `body` once after a statement that inserts, updates or deletes rows.

    In `body`, `{changed}` is the set of rows whose content the statement changed, with a weight
    `w`: 1 for a row as it now is, -1 for one as it was. Rows left as they were are not in it.
    """
    return pgtrigger.Trigger(
        name=f"{name}_{operation}".lower(),
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=_ROWS[operation],
        func=body.replace("{changed}", _CHANGED[operation]) + "\nRETURN NULL;",
    )


def after_changes(name: str, body: str, *, truncated: str) -> list[pgtrigger.Trigger]:
    """`after_change` for all three operations; `truncated` is run when the table is emptied."""
    return [
        *(after_change(name, operation, body) for operation in _CHANGED),
        pgtrigger.Trigger(
            name=f"{name}_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Truncate,
            func=f"{truncated}\nRETURN NULL;",
        ),
    ]


def planned_anew(statements: str) -> str:
    """PL/pgSQL that runs statements by plans that are made each time.

    For a trigger's body that looks elsewhere for what belongs to changed rows. It would else keep
    the plans of a connection's first change, made for one row and maybe empty tables: by them a
    change of many rows reads a whole table again for each of these. It costs a small change a
    millisecond or more, so what viewers press all the time does without.
    """
    return f"EXECUTE $body${statements}$body$;"


def raise_films(films: str) -> str:
    """SQL that raises the version of the films that the query `films` gives, in order of id."""
    return planned_anew(f"""
        SELECT 1 FROM films_film WHERE id IN ({films}) ORDER BY id FOR NO KEY UPDATE;
        UPDATE films_film SET version = version + 1 WHERE id IN ({films});
    """)


#: For a table with a `film_id` whose rows a film page shows.
RAISES_ITS_FILM = after_changes(
    "raises_its_film",
    raise_films("SELECT film_id FROM {changed} c"),
    truncated="UPDATE films_film SET version = version + 1;",
)
