"""Plain makers of what tests need: each says only what matters, the rest is made up."""

from datetime import date
from itertools import count
from typing import Any

from accounts.models import User
from films.models import Credit, Film, Genre, Offer, Person, Provider
from ratings.models import Flag, Rating, SetAside
from reviews.models import Aggregator, AggregatorScore, Critic, CriticReview, Publication

_numbers = count(1)


def film(title: str = "", year: int = 1928, **facts: Any) -> Film:
    """A film; without a title one of its own."""
    return Film.objects.create(title=title or f"Film {next(_numbers)}", year=year, **facts)


def person(name: str = "") -> Person:
    """Someone who can be credited."""
    return Person.objects.create(name=name or f"Person {next(_numbers)}")


def credit(film: Film, someone: Person | None = None, role: str = "cast", **facts: Any) -> Credit:
    """What someone did in a film."""
    return Credit.objects.create(film=film, person=someone or person(), role=role, **facts)


def genre(name: str = "") -> Genre:
    """A genre that no film is of yet."""
    return Genre.objects.create(name=name or f"Genre {next(_numbers)}")


def provider(name: str = "") -> Provider:
    """Someone who shows films online."""
    return Provider.objects.create(name=name or f"Provider {next(_numbers)}")


def offer(film: Film, shown_by: Provider | None = None, **facts: Any) -> Offer:
    """A free offer in the United States, unless told otherwise."""
    return Offer.objects.create(
        film=film, provider=shown_by or provider(), **{"country": "US", "kind": "free", **facts}
    )


def critic(name: str = "") -> Critic:
    """Someone who reviews films."""
    return Critic.objects.create(name=name or f"Critic {next(_numbers)}")


def publication(name: str = "") -> Publication:
    """Where reviews are printed."""
    return Publication.objects.create(name=name or f"Publication {next(_numbers)}")


def review(film: Film, verdict: str = "favourable", **facts: Any) -> CriticReview:
    """A published review; by a critic and in a publication of its own unless told."""
    for name, make in (("critic", critic), ("publication", publication)):
        if name not in facts:
            facts[name] = make()
    return CriticReview.objects.create(
        film=film, verdict=verdict, **{"status": "published", **facts}
    )


def aggregator(name: str = "") -> Aggregator:
    """A site that makes scores of reviews."""
    return Aggregator.objects.create(name=name or f"Aggregator {next(_numbers)}")


def score(film: Film, of: Aggregator | None = None, percent: int = 92, **facts: Any) -> Any:
    """An aggregator's score of a film, in per cent."""
    return AggregatorScore.objects.create(
        film=film,
        aggregator=of or aggregator(),
        percent=percent,
        **{"as_of": date(2026, 1, 31), **facts},
    )


def viewer(username: str = "", **facts: Any) -> User:
    """Someone who can sign in (by `force_login`; there is no password)."""
    return User.objects.create(username=username or f"viewer-{next(_numbers)}", **facts)


def rating(viewer: User, film: Film, half_stars: int = 7) -> Rating:
    """What the viewer presses on the film's page."""
    return Rating.objects.rate(viewer, film, half_stars)


def flag(viewer: User, film: Film, kind: str = "want_to_see") -> None:
    """The viewer flags the film."""
    Flag.objects.flag(viewer, film, kind)


def set_aside(viewer: User, film: Film | None = None, **facts: Any) -> SetAside:
    """Staff take the viewer's rating of the film, or all they say, out of the score."""
    return SetAside.objects.create(user=viewer, film=film, **{"reason": "A test of it", **facts})
