"""Who works at the desks, and a catalogue to work on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, User
from films.models import Film
from ratings.models import ImportBatch
from tests import make


@pytest.fixture
def curator(db: None) -> User:
    """A superuser called curator."""
    return make.viewer("curator", is_staff=True, is_superuser=True)


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    """A browser in which the curator has signed in."""
    client.force_login(curator)
    return client


@pytest.fixture
def more(db: None) -> Callable[[], Film]:
    """Adds one row to every table: a film with all that can belong to it."""

    def add() -> Film:
        film, ann = make.film("Faust", original_title="Faust"), make.viewer()
        for role in ("director", "cast"):
            make.credit(film, role=role)
        make.offer(film)
        film.film_genres.create(genre=make.genre())
        film.titles.create(title="Faust, again")
        film.external_ids.create(site="imdb", value=f"tt{film.pk:07}")
        review = make.review(film, aggregator=make.aggregator())
        assert review.critic is not None
        review.critic.other_names.create(name=f"Faust {film.pk}")
        film.corrections.create(review=review, words="Its verdict was wrong.")
        make.score(film)
        make.rating(ann, film)
        make.set_aside(ann, film, by_name="curator")
        batch = ImportBatch.objects.create(user=ann, service="letterboxd")
        batch.lines.create(number=1, film=film, outcome="placed")
        make.film("Faust, once more").merge_into(film)
        invitation = Invitation(made_by_name="curator", used_by=ann, used_at=timezone.now())
        invitation.make_token()
        invitation.save()
        return film

    return add
