"""Which of a film's reviews a page lists, and in which order, as its address asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from reviews.models import CriticReview
from reviews.models.reading import ORDERS, TELLING

VERDICTS = (*(str(verdict) for verdict in CriticReview.Verdict.values if verdict), "unstated")


@dataclass(frozen=True)
class Choice:
    """The verdict that is shown ("" for all of them), and the order; NEWEST where none is asked."""

    verdict: str
    order: str

    def query(self, **changed: str) -> str:
        """The choice, with some changed, as the query of an address."""
        asked = {"verdict": self.verdict, "sort": self.order} | changed
        usual = {"verdict": "", "sort": ORDERS[0]}
        return urlencode({name: value for name, value in asked.items() if value != usual[name]})

    @property
    def own_query(self) -> str:
        """The choice itself."""
        return self.query()

    @property
    def by_verdict(self) -> dict[str, str]:
        """The addresses of the same order of each verdict; "all" for all of them."""
        verdicts = {verdict: self.query(verdict=verdict) for verdict in VERDICTS}
        return {"all": self.query(verdict=""), **verdicts}

    @property
    def by_order(self) -> dict[str, str]:
        """The addresses of the same verdict in each order."""
        return {order: self.query(sort=order) for order in (*ORDERS, TELLING)}


def choice_of(asked: Mapping[str, str], *, with_scores: bool) -> Choice:
    """What is asked for; the usual where it makes no sense, or would give a verdict away."""
    verdict, order = asked.get("verdict", ""), asked.get("sort", "")
    return Choice(
        verdict if verdict in VERDICTS and with_scores else "",
        order if order in ORDERS or (order == TELLING and with_scores) else ORDERS[0],
    )
