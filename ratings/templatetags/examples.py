"""Films of this site by which the formula of the viewers' score is shown."""

from django import template
from django.utils.formats import number_format

from ratings.models import FilmTally

register = template.Library()


@register.simple_tag
def viewers_example() -> FilmTally | None:
    """The tally of the film with the most ratings that has a score; None where no film has one."""
    return FilmTally.objects.most_rated()


@register.filter
def raw_mean(tally: FilmTally) -> str:
    """The mean of its ratings in stars before rounding, to six places at most; "" of none."""
    if not tally.ratings:
        return ""
    stars = f"{tally.half_stars / (2 * tally.ratings):.6f}".rstrip("0").rstrip(".")
    return number_format(stars, use_l10n=True)
