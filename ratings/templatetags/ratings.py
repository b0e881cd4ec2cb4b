"""The panels of what viewers say, and how half stars are said."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.db.models import QuerySet
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.safestring import SafeString

from films.json_ld import data_block, movie
from films.models import Film
from films.reader import reader_of
from ratings import half_stars as stars
from ratings.agreement import Agreement, with_viewer, with_viewers
from ratings.models import FilmTally, Flag, Rating, SetAside
from ratings.reader import panel, remember
from ratings.share import fingerprint

register = template.Library()
register.filter("stars", stars.in_words)
register.filter("tenths", stars.tenths)
register.filter("figure", stars.figure)


@register.inclusion_tag("ratings/_your_rating.html", takes_context=True)
def your_rating(context: RequestContext, film: Film) -> dict[str, Any]:
    """The reader's own panel: what they said of the film, and the buttons to say it."""
    return panel(context.request.user, film)


@register.simple_tag(takes_context=True)
def yours_of(context: RequestContext, rows: Iterable[Film] | Iterable[Any]) -> str:
    """Fetch what the reader said of the films of a list, or of rows that have one each.

    One query before the list, so that its cards need none. Shows nothing itself.
    """
    user = context.request.user
    if user.is_authenticated:
        remember(user, [row if isinstance(row, Film) else row.film for row in rows])
    return ""


@register.inclusion_tag("ratings/_your_card.html", takes_context=True)
def your_card(context: RequestContext, film: Film, place: str = "film") -> dict[str, Any]:
    """The reader's own panel on a card; nothing for someone signed out.

    `place` tells the cards of one film on one page apart.
    """
    user = context.request.user
    return panel(user, film, place) if user.is_authenticated else {}


@register.simple_tag(takes_context=True)
def leaves_out(context: RequestContext) -> bool:
    """Whether there are films that the reader's own browsing leaves out."""
    return Flag.objects.not_interesting_to(context.request.user).exists()


@register.filter
def undo_of(message: Message) -> dict[str, str]:
    """Where to post which token, for a message about a change that can be undone.

    Its tags say what was changed, a film or several of them, and end with the token.
    """
    match (message.extra_tags or "").split():
        case ["undo", slug, token]:
            return {"address": reverse("undo", args=[slug]), "token": token}
        case ["undo-films", token]:
            return {"address": reverse("undo_films"), "token": token}
    return {}


@register.filter
def short(count: int) -> str:
    """A count where there is little room, such as 999, 1.2k or 25k; rounded down."""
    thousands, rest = divmod(count, 1000)
    if not thousands:
        return str(count)
    return f"{thousands}k" if thousands >= 10 else f"{thousands}.{rest // 100}k"


@register.inclusion_tag("ratings/_histogram.html")
def histogram(tally: FilmTally) -> dict[str, Any]:
    """The viewers' ratings by half star, as bars that also read as a table."""
    most = max(tally.counts.values())
    return {
        "tally": tally,
        "bars": [
            {
                "half_stars": half_stars,
                "count": count,
                "height": height,
                "top": 100 - height,
            }
            for half_stars, count in tally.counts.items()
            for height in [max(2, 100 * count // most) if count else 1]
        ],
    }


@register.simple_tag
def movie_json_ld(
    film: Film, origin: str, with_scores: bool = True, reviews: Sequence[dict[str, Any]] = ()
) -> SafeString:
    """The film for search engines, with the viewers' score where there is one, and `reviews`.

    Aggregators' scores are others' and are not marked up as ours.
    """
    described = movie(film, origin)
    if reviews:
        described["review"] = reviews
    mean = film.tally.mean_in_tenths
    if with_scores and mean is not None:
        described["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": stars.tenths(mean),
            "ratingCount": film.tally.ratings,
            "bestRating": "5",
            "worstRating": "0.5",
        }
    return data_block(described)


@register.simple_tag
def share_image_url(film: Film, with_score: bool = True) -> str:
    """The address of the film's picture for other sites."""
    return reverse("share_image", args=[film.slug, fingerprint(film, with_score=with_score)])


@register.simple_tag
def agreement(judged: QuerySet[Any, Any]) -> Agreement:
    """How often who judged these films agrees with the viewers' scores."""
    return with_viewers(judged)


@register.simple_tag(takes_context=True)
def agreement_with_you(context: RequestContext, judged: QuerySet[Any, Any]) -> Agreement | None:
    """How often they agree with the reader of the page; None for someone signed out."""
    user = context.request.user
    return with_viewer(judged, user) if user.is_authenticated else None


@register.inclusion_tag("ratings/_rated_lately.html", takes_context=True)
def rated_lately(context: RequestContext) -> dict[str, object]:
    """The panel of the films that viewers rated last."""
    ratings = reader_of(context.request).browses(Rating.objects.all(), "film")
    return {"films": ratings.films_rated_lately(6)}


@register.simple_tag
def sums(tally: FilmTally) -> dict[str, object]:
    """What the receipt of a film adds to its tally: the sum, and what was set aside and why."""
    set_aside = tally.film.ratings.set_aside()
    return {
        "half_stars": sum(each * count for each, count in tally.counts.items()),
        "set_aside": set_aside.count(),
        "reasons": SetAside.objects.reasons_for(tally.film_id),
    }


@register.inclusion_tag("ratings/_site_of_viewers.html")
def site_of_viewers() -> dict[str, object]:
    """How many ratings, films and viewers stand behind the viewers' scores of the site."""
    return {"totals": FilmTally.objects.totals()}


@register.simple_tag
def buttons() -> list[dict[str, object]]:
    """The ten buttons: the half stars that each one gives, and what it is called."""
    return [{"half_stars": each, "label": stars.rate_it(each)} for each in stars.ALL]
