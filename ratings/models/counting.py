"""The SQL by which ratings, flags and set-asides keep the tallies of films.

Locks are taken in one order, by the doors in Python too: viewers, tallies by film, flags. A viewer
is locked in share by each of their ratings and alone by a set-aside, so that the two wait for each
other; each then reads what the other one did, because every statement of a trigger sees what was
committed before it. The doors lock the viewer so that only one of them passes at a time.
"""

from films.models.recounting import Recount

COLUMNS = [f"n{half_stars}" for half_stars in range(1, 11)]

#: Which set-asides `a` of a viewer cover a rating `r`, and which a flag.
COVERS_RATING = "(a.film_id = r.film_id OR a.film_id IS NULL)"
COVERS_FLAG = "a.film_id IS NULL"


def not_set_aside(covers: str) -> str:
    """The condition that no set-aside in force holds for what the viewer of `r` says there."""
    return f"""NOT EXISTS (
        SELECT FROM ratings_setaside a
        WHERE a.user_id = r.user_id AND a.undone_at IS NULL AND {covers}
    )"""


def lock(viewers: str, films: str) -> str:
    """SQL that locks viewers in share, then tallies, each given by a query and in order of id."""
    return f"""
        PERFORM 1 FROM accounts_user WHERE id IN ({viewers}) ORDER BY id FOR KEY SHARE;
        PERFORM 1 FROM ratings_filmtally WHERE film_id IN ({films})
            ORDER BY film_id FOR NO KEY UPDATE;
    """


_SUMS = ", ".join(
    f"coalesce(sum(w) FILTER (WHERE half_stars = {number}), 0) AS {column}"
    for number, column in enumerate(COLUMNS, start=1)
)


def add_ratings(weighted: str) -> str:
    """SQL that adds weighted ratings, a query of `film_id, half_stars, w`, to their tallies."""
    added = ", ".join(f"{column} = t.{column} + d.{column}" for column in COLUMNS)
    changed = " OR ".join(f"d.{column} <> 0" for column in COLUMNS)
    return f"""
        UPDATE ratings_filmtally t
        SET {added}, ratings = t.ratings + d.{" + d.".join(COLUMNS)}
        FROM (SELECT film_id, {_SUMS} FROM ({weighted}) w GROUP BY film_id) d
        WHERE d.film_id = t.film_id AND ({changed});
    """


def add_want_to_see(weighted: str) -> str:
    """SQL that adds weighted flags, a query of `film_id, kind, w`, to their tallies."""
    return f"""
        UPDATE ratings_filmtally t SET want_to_see = t.want_to_see + d.flags
        FROM (
            SELECT film_id, sum(w) AS flags FROM ({weighted}) w
            WHERE kind = 'want_to_see' GROUP BY film_id
        ) d
        WHERE d.film_id = t.film_id AND d.flags <> 0;
    """


_LOCK = lock("SELECT user_id FROM {changed} c", "SELECT film_id FROM {changed} c")

#: For `after_changes` on ratings. A changed rating is a new one if its stars or its time changed:
#: then the viewer has seen the film, and their flag goes. A rating moved to another film is not.
COUNT_RATINGS = (
    _LOCK
    + """
        DELETE FROM ratings_flag f USING {changed} c
        WHERE c.w = 1 AND f.user_id = c.user_id AND f.film_id = c.film_id AND NOT EXISTS (
            SELECT FROM {changed} o WHERE o.w = -1 AND o.id = c.id
                AND o.half_stars = c.half_stars AND o.rated_at = c.rated_at
        );
    """
    + add_ratings(
        f"SELECT film_id, half_stars, w FROM {{changed}} r WHERE {not_set_aside(COVERS_RATING)}"
    )
)
FORGET_RATINGS = (
    f"UPDATE ratings_filmtally SET ratings = 0, {', '.join(f'{c} = 0' for c in COLUMNS)}"
    " WHERE ratings > 0;"
)

#: For `after_changes` on flags.
COUNT_FLAGS = _LOCK + add_want_to_see(
    f"SELECT film_id, kind, w FROM {{changed}} r WHERE {not_set_aside(COVERS_FLAG)}"
)
FORGET_FLAGS = "UPDATE ratings_filmtally SET want_to_see = 0 WHERE want_to_see > 0;"

#: The set-asides in force before a statement that changed some of them, and after it.
_BEFORE = """(
    SELECT user_id, film_id FROM ratings_setaside s WHERE undone_at IS NULL
        AND NOT EXISTS (SELECT FROM {changed} n WHERE n.w = 1 AND n.id = s.id)
    UNION ALL
    SELECT user_id, film_id FROM {changed} o WHERE o.w = -1 AND o.undone_at IS NULL
)"""
_AFTER = "(SELECT user_id, film_id FROM ratings_setaside WHERE undone_at IS NULL)"


def _weighed(table: str, shown: str, covers: str) -> str:
    """The rows whose set-aside began (w = -1) or ended (w = 1) with the statement."""
    are, were = (
        f"EXISTS (SELECT FROM {set_asides} a WHERE a.user_id = r.user_id AND {covers})::int"
        for set_asides in (_AFTER, _BEFORE)
    )
    return f"""
        SELECT film_id, {shown}, {were} - {are} AS w FROM {table} r
        WHERE EXISTS (
            SELECT FROM {{changed}} c WHERE c.user_id = r.user_id
                AND (c.film_id = r.film_id OR c.film_id IS NULL)
        )
    """


#: For `after_changes` on set-asides. The whole statement is weighed at once: of two that cover
#: the same rating, and are made or undone together, each alone would take the other for granted.
COUNT_SET_ASIDES = f"""
    PERFORM 1 FROM accounts_user WHERE id IN (SELECT user_id FROM {{changed}} c)
        ORDER BY id FOR UPDATE;
    PERFORM 1 FROM ratings_filmtally WHERE film_id IN (
        SELECT r.film_id FROM ratings_rating r JOIN {{changed}} c ON c.user_id = r.user_id
            AND (c.film_id = r.film_id OR c.film_id IS NULL)
        UNION SELECT r.film_id FROM ratings_flag r JOIN {{changed}} c ON c.user_id = r.user_id
            AND c.film_id IS NULL
    ) ORDER BY film_id FOR NO KEY UPDATE;
    {add_ratings(_weighed("ratings_rating", "half_stars", COVERS_RATING))}
    {add_want_to_see(_weighed("ratings_flag", "kind", COVERS_FLAG))}
"""
FORGET_SET_ASIDES = f"""
    PERFORM 1 FROM ratings_filmtally ORDER BY film_id FOR NO KEY UPDATE;
    {FORGET_RATINGS} {FORGET_FLAGS}
    {add_ratings("SELECT film_id, half_stars, 1 AS w FROM ratings_rating")}
    {add_want_to_see("SELECT film_id, kind, 1 AS w FROM ratings_flag")}
"""

#: The tally counted anew, by the same rules.
RECOUNT = Recount(
    "ratings_filmtally",
    {
        f"""SELECT film_id, {_SUMS}, sum(w) AS ratings FROM (
            SELECT film_id, half_stars, count(*) AS w FROM ratings_rating r
            WHERE {not_set_aside(COVERS_RATING)} GROUP BY film_id, half_stars
        ) w GROUP BY film_id""": [*COLUMNS, "ratings"],
        f"""SELECT film_id, count(*) AS want_to_see FROM ratings_flag r
        WHERE kind = 'want_to_see' AND {not_set_aside(COVERS_FLAG)} GROUP BY film_id""": [
            "want_to_see"
        ],
    },
)
