"""How a form's field is drawn."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's control without its placeholder, which would say its label again, and fainter."""
    return field.as_widget(attrs={"placeholder": False})
