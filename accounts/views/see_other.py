"""The answer to a form that was dealt with."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: what was posted is dealt with; look there."""

    status_code = 303
