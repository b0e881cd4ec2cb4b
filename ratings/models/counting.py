"""The SQL by which ratings, flags and set-asides keep the tallies of films.

Locks are taken in one order: viewers, tallies by film, flags. A viewer is locked in share by each
of their ratings and alone by a set-aside, so that the two wait for each other; each then reads
what the other one did, because every statement of a trigger sees what was committed before it.
"""

COLUMNS = [f"n{half_stars}" for half_stars in range(1, 11)]


def not_set_aside(row: str, which: str = "(a.film_id = {row}.film_id OR a.film_id IS NULL)") -> str:
    """The condition that no set-aside in force holds for the viewer and film of `row`."""
    return f"""NOT EXISTS (
        SELECT FROM ratings_setaside a
        WHERE a.user_id = {row}.user_id AND a.undone_at IS NULL AND {which.format(row=row)}
    )"""


def lock(viewers: str, films: str) -> str:
    """SQL that locks viewers in share, then tallies, each given by a query and in order of id."""
    return f"""
        PERFORM 1 FROM accounts_user WHERE id IN ({viewers}) ORDER BY id FOR KEY SHARE;
        PERFORM 1 FROM ratings_filmtally WHERE film_id IN ({films})
            ORDER BY film_id FOR NO KEY UPDATE;
    """


def add_ratings(weighted: str) -> str:
    """SQL that adds weighted ratings, a query of `film_id, half_stars, w`, to their tallies."""
    sums = ", ".join(
        f"coalesce(sum(w) FILTER (WHERE half_stars = {number}), 0) AS {column}"
        for number, column in enumerate(COLUMNS, start=1)
    )
    added = ", ".join(f"{column} = t.{column} + d.{column}" for column in COLUMNS)
    changed = " OR ".join(f"d.{column} <> 0" for column in COLUMNS)
    return f"""
        UPDATE ratings_filmtally t
        SET {added}, ratings = t.ratings + d.{" + d.".join(COLUMNS)}
        FROM (SELECT film_id, {sums} FROM ({weighted}) w GROUP BY film_id) d
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
    + add_ratings(f"SELECT film_id, half_stars, w FROM {{changed}} c WHERE {not_set_aside('c')}")
)
FORGET_RATINGS = (
    f"UPDATE ratings_filmtally SET ratings = 0, {', '.join(f'{c} = 0' for c in COLUMNS)}"
    " WHERE ratings > 0;"
)

#: For `after_changes` on flags.
COUNT_FLAGS = _LOCK + add_want_to_see(
    f"SELECT film_id, kind, w FROM {{changed}} c WHERE {not_set_aside('c', 'a.film_id IS NULL')}"
)
FORGET_FLAGS = "UPDATE ratings_filmtally SET want_to_see = 0 WHERE want_to_see > 0;"


def weigh_set_aside(row: str, weight: int) -> str:
    """SQL by which the set-aside `row` (NEW or OLD) gives `weight` to what it alone covers."""
    other = f"a.id <> {row}.id AND "
    covered = f"c.user_id = {row}.user_id AND ({row}.film_id IS NULL OR c.film_id = {row}.film_id)"
    own = f"""
        SELECT film_id, half_stars, {weight} AS w FROM ratings_rating c
        WHERE {covered}
            AND {not_set_aside("c", other + "(a.film_id = {row}.film_id OR a.film_id IS NULL)")}
    """
    flags = f"""
        SELECT film_id, kind, {weight} AS w FROM ratings_flag c
        WHERE {row}.film_id IS NULL AND c.user_id = {row}.user_id
            AND {not_set_aside("c", other + "a.film_id IS NULL")}
    """
    return f"""
        PERFORM 1 FROM accounts_user WHERE id = {row}.user_id FOR UPDATE;
        PERFORM 1 FROM ratings_filmtally WHERE film_id IN (
            SELECT film_id FROM ratings_rating c WHERE {covered}
            UNION SELECT film_id FROM ratings_flag c WHERE {covered}
        ) ORDER BY film_id FOR NO KEY UPDATE;
        {add_ratings(own)}
        {add_want_to_see(flags)}
    """
