"""Two people who save the same thing at the same moment: nothing of the first one's is lost."""

import pytest
from django.test import Client

from accounts.models import User
from tests import make
from tests.admin.test_stale_forms import opened, page_of
from tests.together import while_uncommitted


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["critic", "publication", "aggregator"])
def test_who_saves_while_another_is_saving_writes_nothing_over_it(kind: str) -> None:
    curator = make.viewer("curator", is_staff=True, is_superuser=True)
    thing = getattr(make, kind)("First Name")
    first, second = signed_in(curator), signed_in(curator)
    sent, old = opened(first, thing), opened(second, thing)
    while_uncommitted(
        lambda: first.post(page_of(thing), {**sent, "name": "Second Name"}),
        lambda: second.post(page_of(thing), {**old, "url": "https://a.example/"}),
    )
    thing.refresh_from_db()
    assert (thing.name, thing.url) == ("Second Name", "https://a.example/")


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    browser = Client()
    browser.force_login(user)
    return browser
