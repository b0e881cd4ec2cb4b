"""Which reviews a page lists, and in which order, as its address asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reviews.models import CriticReview
from reviews.models.reading import NEWEST, TELLING

VERDICTS = (*(str(verdict) for verdict in CriticReview.Verdict.values if verdict), "unstated")
WORDS: dict[str, Promise] = {
    NEWEST: _("newest"),
    "oldest": _("oldest"),
    "critic": _("critic"),
    "film": _("film"),
    TELLING: _("most telling"),
}
#: By what the reviews of a film, of a critic and of a publication are sorted.
OF_FILM = (NEWEST, "oldest", "critic", TELLING)
OF_CRITIC = (NEWEST, "oldest", "film")
OF_PUBLICATION = (NEWEST, "oldest", "critic", "film")


class Order(NamedTuple):
    """A way to sort: its name, what readers call it, and the query that asks for it."""

    name: str
    words: Promise
    query: str


@dataclass(frozen=True)
class Choice:
    """The verdict that is shown ("" for all of them), the order, and the orders to choose from."""

    verdict: str
    order: str
    offered: Sequence[str]

    def query(self, **changed: str) -> str:
        """The choice, with some changed, as the query of an address."""
        asked = {"verdict": self.verdict, "sort": self.order} | changed
        usual = {"verdict": "", "sort": NEWEST}
        return urlencode({name: value for name, value in asked.items() if value != usual[name]})

    @property
    def by_verdict(self) -> dict[str, str]:
        """The addresses of the same order of each verdict; "all" for all of them."""
        verdicts = {verdict: self.query(verdict=verdict) for verdict in VERDICTS}
        return {"all": self.query(verdict=""), **verdicts}

    @property
    def orders(self) -> list[Order]:
        """The ways to sort those of the same verdict."""
        return [Order(name, WORDS[name], self.query(sort=name)) for name in self.offered]


def choice_of(asked: Mapping[str, str], orders: Sequence[str], *, with_scores: bool) -> Choice:
    """What is asked for; the usual where it makes no sense, or would give a verdict away."""
    verdict, order = asked.get("verdict", ""), asked.get("sort", "")
    offered = [name for name in orders if with_scores or name != TELLING]
    return Choice(
        verdict if verdict in VERDICTS and with_scores else "",
        order if order in offered else NEWEST,
        offered,
    )
