"""Where the numbers of critics and of other sites come from: one film's, and the whole site's."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.formats import number_format

from films.models import Film
from reviews import own_scores
from reviews.models import AggregatorScore, CriticTally
from reviews.models.versions import PUBLISHED, WITHDRAWN
from reviews.readings import EDGES, HEIGHT, LEFT, WIDTH, series_of

register = template.Library()

WAYS_SHOWN = 60
"""How many ways to write a score a receipt lists."""
READINGS_SHOWN = 100
"""How many readings of each series a receipt lists."""
CORRECTIONS_SHOWN = 20
"""How many corrections a receipt lists."""


@register.filter
def decimal(number: Decimal | Fraction) -> str:
    """A number to six places at most, without zeros behind: "2,442.857143"."""
    exact = (
        number if isinstance(number, Decimal) else Decimal(number.numerator) / number.denominator
    )
    return number_format(
        Decimal(f"{round(exact, own_scores.PLACES).normalize():f}"), force_grouping=True
    )


@register.inclusion_tag("reviews/_critics_receipt.html", takes_context=True)
def critics_receipt(context: template.Context, film: Film) -> dict[str, Any]:
    """The critics' score of a film, the mean of their own, and all that is behind both."""
    tally = film.critic_tally
    entries = film.critic_reviews.entries()
    corrections = list(film.corrections.newest()[: CORRECTIONS_SHOWN + 1])
    return {
        "film": film,
        "tally": tally,
        "site_name": context["site_name"],
        "withdrawn": sum(entry.number for entry in entries if entry.status == WITHDRAWN),
        "entries": [entry for entry in entries if entry.status == PUBLISHED],
        "corrections": corrections[:CORRECTIONS_SHOWN],
        "more_corrections": len(corrections) > CORRECTIONS_SHOWN,
        "ways": film.critic_reviews.ways_to_score(WAYS_SHOWN) if tally.written else None,
    }


@register.inclusion_tag("reviews/_aggregators_receipt.html")
def aggregators_receipt(film: Film) -> dict[str, Any]:
    """Every score that other sites gave a film, as the series that they are."""
    series = series_of(film.aggregator_scores.series(READINGS_SHOWN))
    drawn = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "edges": EDGES}
    return {"all_series": series, **drawn}


@register.inclusion_tag("reviews/_site_of_critics.html")
def site_of_critics(user: Any) -> dict[str, Any]:
    """How many reviews and verdicts stand behind the critics' scores of the site.

    Who asked to see no scores isn't told how many of them are favourable.
    """
    totals = CriticTally.objects.totals()
    return {"totals": totals, "with_verdicts": not getattr(user, "hides_scores", False)}


@register.simple_tag
def critics_examples() -> dict[str, CriticTally | None]:
    """Films of this site by which the formulas are shown, chosen by a rule; None where none is.

    `score`: the one with the most stated verdicts. `mean`: the one with the most own scores that
    convert. `none_yet`: of those with reviews and no score the one with the most reviews.
    """
    tallies = CriticTally.objects
    return {
        "score": tallies.most_stated(),
        "mean": tallies.most_scored(),
        "none_yet": tallies.nearest_to_a_score(),
    }


@register.inclusion_tag("reviews/_own_scores_table.html")
def own_scores_table() -> dict[str, Any]:
    """The table by which critics' own scores are converted, as the database does it."""
    examples = [example for shape in own_scores.SHAPES for example in shape.examples]
    worth = own_scores.converted(examples)
    return {
        "least": own_scores.SCALES[0],
        "most": own_scores.SCALES[-1],
        "letters": [
            (letter, twelfths, own_scores.letter_percent(letter))
            for letter, twelfths in own_scores.LETTERS.items()
        ],
        "shapes": [(shape.name, _with_worth(shape, worth)) for shape in own_scores.SHAPES],
        "unconverted": own_scores.UNCONVERTED,
    }


def _with_worth(
    shape: own_scores.Shape, worth: dict[str, Decimal | None]
) -> Iterable[tuple[str, Decimal | None]]:
    return [(example, worth[example]) for example in shape.examples]


@register.inclusion_tag("reviews/_site_of_aggregators.html")
def site_of_aggregators() -> dict[str, Any]:
    """How many scores of other sites are here, and when the newest was read."""
    return {"totals": AggregatorScore.objects.totals()}
