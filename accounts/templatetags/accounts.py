"""How a form's field is drawn, and what a session came from."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from accounts import devices

register = template.Library()
register.filter("device", devices.in_words)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's control without its placeholder, which would say its label again, and fainter."""
    return field.as_widget(attrs={"placeholder": False})
