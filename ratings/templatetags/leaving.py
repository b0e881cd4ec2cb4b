"""What a viewer takes along who deletes their account."""

from typing import Any

from django import template
from django.db import models

from ratings.models import Flag, ImportBatch, Rating

register = template.Library()


@register.inclusion_tag("ratings/_what_goes.html")
def what_goes(user: models.Model) -> dict[str, Any]:
    """How much the viewer said and brought: all of it is deleted with the account."""
    flags = Flag.objects.filter(user=user.pk).aggregate(
        **{kind.value: models.Count("pk", filter=models.Q(kind=kind)) for kind in Flag.Kind}
    )
    return {
        "ratings": Rating.objects.filter(user=user.pk).count(),
        "imports": ImportBatch.objects.filter(user=user.pk).count(),
        **flags,
    }
