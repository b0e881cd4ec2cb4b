"""Who lives in the demo: three accounts to sign in with, and the viewers who rate its films."""

from collections.abc import Collection, Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.models import Group

from accounts.models import User
from config import roles
from config.demo.ratings import LAST_MOMENT, VIEWERS, Reception, flags, ratings, temper
from films.importing.films import films_at, films_of_ids
from ratings.models import Flag, Rating

PASSWORD = "halfstar"  # noqa: S105 - told to everybody, by the demo's sign-in page
CURATORS = "Curators"
"""The group of editors in demos from before there were roles."""
ROWS_AT_ONCE = 5_000


def make_accounts(received: Sequence[Reception]) -> None:
    """Make `viewer`, who has said something of some films, `curator` and `admin`.

    A name that is taken stays whose it is, and so does one that its owner changed.
    """
    taken = User.objects.taken(("viewer", "curator", "admin"))
    group = editors()
    if "admin" not in taken:
        User.objects.create_superuser("admin", password=PASSWORD)
    if "curator" not in taken:
        curator = User.objects.create_user("curator", password=PASSWORD, is_staff=True)
        curator.groups.add(group)
    if "viewer" not in taken:
        _say(User.objects.create_user("viewer", password=PASSWORD), received)


def editors() -> Group:
    """The group of editors; those of an older demo's are taken into it."""
    roles.make_roles()
    group = Group.objects.get(name=roles.EDITOR)
    for former in Group.objects.filter(name=CURATORS):
        group.user_set.add(*User.objects.filter(groups=former))
        former.delete()
    return group


def _say(viewer: AbstractBaseUser, received: Sequence[Reception]) -> None:
    films = films_of(received)
    said = [(films[one.film], one.viewer) for one in received if one.viewer and one.film in films]
    Rating.objects.bulk_create(
        Rating(user_id=viewer.pk, film_id=film, half_stars=int(what), rated_at=LAST_MOMENT)
        for film, what in said
        if what.isdigit()
    )
    Flag.objects.bulk_create(
        Flag(user_id=viewer.pk, film_id=film, kind=what, flagged_at=LAST_MOMENT)
        for film, what in said
        if not what.isdigit()
    )


def rate(received: Sequence[Reception], films: Collection[int]) -> None:
    """Let the demo's viewers say what they think of those films (ids) that are received."""
    viewers = _viewers()
    ids = films_of(received)
    ours = sorted(
        ((ids[one.film], one) for one in received if ids.get(one.film) in films),
        key=lambda pair: pair[0],
    )
    # By film, as whoever else writes many does: so nobody waits for each other in a circle.
    Rating.objects.bulk_create(
        (
            Rating(
                user_id=viewers[said.viewer],
                film_id=film,
                half_stars=said.half_stars,
                rated_at=said.said_at,
            )
            for film, reception in ours
            for said in ratings(reception)
            if said.viewer in viewers
        ),
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    Flag.objects.bulk_create(
        (
            Flag(
                user_id=viewers[said.viewer],
                film_id=film,
                kind=said.kind,
                flagged_at=said.said_at,
            )
            for film, reception in ours
            for said in flags(reception)
            if said.viewer in viewers
        ),
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )


def films_of(received: Sequence[Reception]) -> Mapping[str, int]:
    """The ids of the films, by how the receptions call them."""
    names = [one.film for one in received]
    return films_at(names) | films_of_ids("imdb", names)


def _viewers() -> dict[int, int]:
    """The ids of the demo's viewers by their numbers; those that are missing are made.

    Nobody can sign in as one of them. A name that somebody signed up with stays theirs.
    """
    numbers = {f"demo-{number:03}": number for number in VIEWERS}
    taken = User.objects.taken(numbers)
    User.objects.bulk_create(
        (
            User(username=name, password=make_password(None), date_joined=temper(number).joined_at)
            for name, number in numbers.items()
            if name not in taken
        ),
        ignore_conflicts=True,
    )
    rows = User.objects.filter(
        username__in=numbers, password__startswith=UNUSABLE_PASSWORD_PREFIX
    ).values_list("username", "pk")
    return {numbers[name]: pk for name, pk in rows}
