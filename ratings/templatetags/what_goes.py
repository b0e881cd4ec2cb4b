"""What a viewer takes along who deletes their account."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("ratings/_what_goes.html")
def what_goes(user: Any) -> dict[str, Any]:
    """How much the viewer said and brought: all of it is deleted with the account."""
    return {
        "ratings": user.ratings.count(),
        "imports": user.import_batches.count(),
        **user.flags.numbers(),
    }
