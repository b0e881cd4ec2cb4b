"""What the list of reviews can be narrowed by."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from films.autocompletes import TYPED, KnownAutocomplete, id_in
from reviews.models import CriticReview


class OneOfFilter(admin.SimpleListFilter):
    """Narrows by one of a few answers; any other one is no answer."""

    #: What it can be narrowed by: a value of the address, its name, and the method that does it.
    answers: tuple[tuple[str, Any, str], ...]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The answers by their names."""
        return [(value, label) for value, label, _method in self.answers]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The reviews of the chosen answer."""
        for value, _label, method in self.answers:
            if value == self.value():
                return getattr(queryset, method)()
        return queryset


class VerdictFilter(admin.SimpleListFilter):
    """By verdict; Django's own filter takes "not stated" for NULL, and finds none."""

    title = _("verdict")
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The two verdicts, and that none is stated, which somebody has looked at or nobody."""
        stated = [(str(value), label) for value, label in CriticReview.Verdict.choices if value]
        open_yet = ("open", _("Not stated, to look at"))
        looked = ("looked", _("Not stated, looked at"))
        return [*stated, ("unstated", CriticReview.Verdict.__empty__), open_yet, looked]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The reviews of the chosen verdict."""
        chosen = self.value()
        if chosen not in {value for value, _label in self.lookup_choices}:
            return queryset
        return queryset.with_verdict(chosen)


class LinkFilter(OneOfFilter):
    """By what is wrong with the link."""

    title = _("link")
    parameter_name = "link"
    answers = (
        ("missing", _("Missing"), "without_link"),
        ("dead", _("Dead"), "with_dead_link"),
        ("unanswered", _("Doesn't answer, not dead yet"), "with_unanswered_link"),
    )


class QuotationFilter(OneOfFilter):
    """By what is wrong with the quotation."""

    title = _("quotation")
    parameter_name = "quotation"
    answers = (
        ("missing", _("Missing"), "without_quotation"),
        ("long", _("Too long"), "too_long"),
    )


class MineFilter(admin.SimpleListFilter):
    """Those that the curator entered."""

    title = _("entered by")
    parameter_name = "entered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Oneself."""
        return [("me", _("You"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """One's own."""
        user: Any = request.user
        return queryset.of(user) if self.value() == "me" else queryset


class PublicationFilter(admin.RelatedFieldListFilter):
    """By publication: chosen by typing, as a list of all would be endless.

    Where no script runs, the words that are typed narrow the list to all of which they are a name.
    """

    template = "admin/reviews/autocomplete_filter.html"

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: Any,
        model: Any,
        model_admin: Any,
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        chosen: Any = self.lookup_val
        typed: Any = self.used_parameters.pop(self.typed_kwarg, [""])
        #: What was typed where no script runs; it prevails over what was chosen before.
        self.typed = typed[-1].strip()
        if self.typed or chosen == [""]:
            self.used_parameters.pop(self.lookup_kwarg, None)
            self.lookup_val = None
            self.lookup_choices = []
        widget = KnownAutocomplete(field, model_admin.admin_site)
        widget.known = {str(pk): str(name) for pk, name in self.lookup_choices}
        #: The field to type into, with what is chosen.
        self.select = widget.render(
            self.lookup_kwarg,
            next(iter(widget.known), ""),
            {"id": f"by_{field.name}", "aria-labelledby": f"by_{field.name}_label"},
        )
        mine = {*self.expected_parameters(), "p"}
        #: What else the list is narrowed by, as pairs of the address.
        self.others = [
            (key, value)
            for key, values in request.GET.lists()
            for value in values
            if key not in mine
        ]

    @property
    def typed_kwarg(self) -> str:
        """What the address calls that; what takes the choice out of it takes this out, too."""
        return f"{self.lookup_kwarg}{TYPED}"

    def expected_parameters(self) -> list[Any]:
        """Also what was typed."""
        return [*super().expected_parameters(), self.typed_kwarg]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The reviews of the chosen one, or of all that are called what was typed."""
        found: Any = super().queryset(request, queryset)
        return found.printed_in(self.typed) if self.typed else found

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        """The chosen one alone."""
        chosen = [number for each in self.lookup_val or () if (number := id_in(str(each)))]
        rows = field.remote_field.model._default_manager
        return [(row.pk, str(row)) for row in rows.filter(pk__in=chosen[-1:])] if chosen else []

    def has_output(self) -> bool:
        """Always: there is something to type into."""
        return True
