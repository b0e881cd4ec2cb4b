"""What the desks of all apps in the admin share: nothing costs a query per row.

A desk finds by the models' own `matching`, whatever case and accents. It deletes nothing that is in
use, and says what uses it without listing every row.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from films import naming
from films.autocompletes import ChosenField, KnownAutocomplete, TypedAutocomplete, id_in
from films.models.film import Fold
from films.typed_names import with_articles

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    BaseModelAdmin = admin.options.BaseModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline
    BaseModelAdmin = object
    ModelForm = forms.ModelForm
    BaseInlineFormSet = forms.BaseInlineFormSet

Deleted = tuple[list[Any], dict[Any, int], set[Any], list[Any]]

MOST_EMPTY_ROWS = 20
"""So many rows to fill in a page begins with at most."""
LAST_YEAR = 9999
"""The last one that a date can have: the list of a year asks for the beginning of the next."""


class KnowingForm(ModelForm):
    """Gives its autocompletes the labels of what is joined; checks what Django leaves unchecked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if not isinstance(widget, KnownAutocomplete):
                continue
            if self.instance._meta.get_field(name).is_cached(self.instance):
                chosen = getattr(self.instance, name)
                widget.known = {str(chosen.pk): str(chosen)} if chosen else {}

    def validate_unique(self) -> None:
        """Also that a row of a page stands there once: Django passes over constraints with the
        thing that the page is of, and the database would refuse with a failure.
        """
        super().validate_unique()
        rows_of = [n for n, f in self.fields.items() if isinstance(f, InlineForeignKeyField)]
        known = all(getattr(self.instance, name).pk for name in rows_of)
        if rows_of and known and not self.errors:
            try:
                fields = {field.name for field in self.instance._meta.fields}
                self.instance.validate_constraints(exclude=fields - self.fields.keys())
            except ValidationError as error:
                self.add_error(None, error)


class WithAutocompletes(BaseModelAdmin):
    """Its autocompletes show what a row has joined without asking for it, and need no script."""

    form: Any = KnowingForm

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An autocomplete that knows the label of what is chosen, and takes a name as well."""
        if db_field.name not in self.get_autocomplete_fields(request):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs.setdefault("widget", TypedAutocomplete(db_field, self.admin_site))
        kwargs.setdefault("form_class", ChosenField)
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        model = db_field.remote_field.model._meta
        right = f"{model.app_label}.{get_permission_codename('add', model)}"
        # The field has a copy of the widget.
        field.may_add = field.widget.may_add = request.user.has_perm(right)
        return field


class Desk(WithAutocompletes, ModelAdmin):
    """A page of the admin at which staff work all day."""

    list_per_page = 50
    list_max_show_all = 200
    save_on_top = True
    # A count of the whole table beside that of what was found; it says little and costs much.
    show_full_result_count = False

    #: What is found through the `matching` of a model: a path to it ("film", or "pk" for the desk's
    #: own rows) and the model. The `search_fields` are looked through besides.
    found_by: ClassVar[dict[str, type[models.Model]]] = {}
    #: The field with the name of a row. Autocompletes show first what is called just so.
    named: ClassVar[str] = ""

    def in_short(self, row: Any) -> str:
        """What tells a row from others of nearly the same name; "" where the name is enough."""
        return ""

    def found(self, words: str) -> Iterable[models.Q]:
        """The conditions of which a row meets one when it is found by the words."""
        for path, model in self.found_by.items():
            matching = model._default_manager.matching(words)  # type: ignore[attr-defined]
            yield models.Q(**{f"{path}__in": matching.order_by().values("pk")})
        for field in self.search_fields:
            yield models.Q(**{f"{field}__icontains": words})

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list. Rows and days that can't be are refused with a sentence: both would fail."""
        if not all(map(id_in, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            said = _("Nothing was done: what was chosen is nothing that this list holds.")
        elif not all(_may_be_date(name, request.GET.get(name)) for name in request.GET):
            said = _("The list can't be filtered by that date; here is all of it.")
        else:
            return super().changelist_view(request, extra_context)
        self.message_user(request, str(said), messages.WARNING)
        return HttpResponseRedirect(request.path)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of one; that of a new one begins with its first field, where the focus goes."""
        answer: Any = super().render_change_form(request, context, *args, **kwargs)
        answer.context_data["save_on_top"] &= not answer.context_data["add"]
        return answer  # type: ignore[no-any-return] # a page

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A day that can't be read is refused with how one is written."""
        if type(db_field) is models.DateField:
            said = _("Enter a day as year-month-day, such as 2026-10-04.")
            kwargs.setdefault("error_messages", {"invalid": said})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The thing; held while it is saved or deleted, as what is checked has to hold till then.

        Rows that name it are taken meanwhile.
        """
        thing = super().get_object(request, object_id, from_field)
        if thing is None or request.method != "POST":
            return thing
        held = self.get_queryset(request).select_for_update(of=("self",), no_key=True)
        return held.filter(pk=thing.pk).first()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only what the page itself offers to filter by.

        Django's own answer is yes for every column, and some hold what is private; names that are
        no columns it ignores later.
        """
        if not self._is_column(lookup.partition("__")[0]):
            return True
        offered = [*map(_filtered, self.list_filter), *filter(None, [self.date_hierarchy])]
        is_offered = any(f"{lookup}__".startswith(f"{name}__") for name in offered)
        return is_offered and super().lookup_allowed(lookup, value, request)

    def _is_column(self, name: str) -> bool:
        try:
            self.opts.get_field(name)
        except FieldDoesNotExist:
            return name == "pk"
        return True

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """The rows that the words find; none of them twice."""
        words = naming.tidy(search_term)
        if not words:
            return queryset, False
        found = queryset.filter(reduce(or_, self.found(words)))
        is_typed = self.named and request.path == reverse("admin:autocomplete")
        return (self.nearest_first(request, found, words) if is_typed else found), False

    def nearest_first(
        self, request: HttpRequest, rows: models.QuerySet[Any], words: str
    ) -> models.QuerySet[Any]:
        """What is called just so, also but for an article; what begins so; the others.

        Each as lists sort them.
        """
        typed = Fold(models.Value(words))
        but_for_an_article = [Fold(models.Value(each)) for each in with_articles(words)]
        nearness = models.Case(
            models.When(called=typed, then=0),
            models.When(called__in=but_for_an_article, then=1),
            models.When(called__startswith=typed, then=2),
            default=3,
        )
        sorted_by = self.get_ordering(request)
        nearest: models.QuerySet[Any] = rows.alias(called=Fold(self.named)).order_by(
            nearness, *sorted_by
        )
        return nearest

    def get_deleted_objects(
        self, objs: Sequence[Any] | models.QuerySet[Any], request: HttpRequest
    ) -> Deleted:
        """The names of what goes and the number of its parts, or what it is in use by.

        The parts of a thing go with it: whoever may delete it needs no leave for each of them.
        """
        names = [str(each) for each in objs]
        if in_use := self.in_use_by(objs):
            return names, {}, set(), in_use
        collector = NestedObjects(using=self.model._default_manager.db, origin=objs)
        collector.collect(objs)
        parts: Any = collector.model_objs
        many = {model._meta.verbose_name_plural: len(rows) for model, rows in parts.items()}
        return names, many, set(), []

    def in_use_by(self, objs: Iterable[Any]) -> list[str]:
        """The kinds of rows that keep these from being deleted; not how many there are.

        Those that have no desk aren't named: that they exist is nothing for staff to know.
        """
        kinds = {
            relation.related_model
            for relation in self.opts.related_objects
            if relation.on_delete is models.PROTECT
            and relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": objs}
            ).exists()
        }
        named = {kind for kind in kinds if self.admin_site.is_registered(kind)}
        names = sorted(str(kind._meta.verbose_name_plural) for kind in named)
        return names if names or not kinds else [str(_("It is in use."))]


def _may_be_date(name: str, value: str | None) -> bool:
    """Whether a part of a date in a query string is one that Python and the database can hold."""
    is_part = not {"year", "month", "day"}.isdisjoint(name.split("__")[1:])
    return not is_part or 1 <= (id_in(value) or 0) < LAST_YEAR


def _filtered(filter_: Any) -> str:
    """What an entry of `list_filter` takes from the query string: a column, or its own name."""
    first = filter_[0] if isinstance(filter_, tuple) else filter_
    return str(getattr(first, "parameter_name", first))


class ReadOnlyDesk(Desk):
    """A desk at which one looks, and changes nothing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class ChangedRows(BaseInlineFormSet):
    """Checks the rows that were changed; else each of the others would cost six queries."""

    once: ClassVar[tuple[str, ...]] = ()

    def add_fields(self, form: Any, index: int | None) -> None:
        """A row left as it was is passed over, as Django does with new ones left empty."""
        super().add_fields(form, index)
        form.empty_permitted = True

    def clean(self) -> None:
        """No two new rows have the same values of `once`; Django compares plain fields only."""
        super().clean()
        new = [form.cleaned_data for form in self.extra_forms if form not in self.deleted_forms]
        rows = [tuple(row.get(name) for name in self.once) for row in new if row]
        if self.once and len(set(rows)) < len(rows):
            raise ValidationError(_("Two of these rows are the same."))


class Rows(WithAutocompletes, TabularInline):
    """What belongs to the thing on the page, a row each.

    A script adds empty ones; where none runs, the address asks for them.
    """

    extra = 0
    formset = ChangedRows
    template = "admin/rows.html"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """How many empty rows the page begins with."""
        return min(id_in(request.GET.get("rows")) or self.extra, MOST_EMPTY_ROWS)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The rows with what they point to."""
        rows: models.QuerySet[Any] = super().get_queryset(request)
        joined = self.autocomplete_fields
        return rows.select_related(*joined) if joined else rows
