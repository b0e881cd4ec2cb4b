"""The form at which a review is entered and changed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from films.importing.films import Titled
from films.importing.refusal import Refusal
from films.typed_names import films_near
from reviews.desks.as_loaded import AsLoadedForm
from reviews.importing.dates import published_on
from reviews.models import CriticReview
from reviews.models.correction import WORDS_LENGTH
from reviews.models.days import A_DATE, is_partial_date
from reviews.models.review import is_short_enough
from reviews.quotations import cleaned

MOST = 5
"""So many likely doubles are named at most."""
NAMES = ("film", "critic", "publication")
"""The fields in which a new name may be typed."""
TELLING = {*NAMES, "quote", "url"}
"""The fields by which a review is likely the same as another one."""


BUTTONS = {
    "_publish": CriticReview.Status.PUBLISHED,
    "_withdraw": CriticReview.Status.WITHDRAWN,
}
"""The states that buttons of the form ask for; whoever has no field for the state has neither."""


class DateField(forms.CharField):
    """A date as precise as it is known, written in any of the ways that imports read."""

    def to_python(self, value: Any) -> str:
        """Return it as 2008, 2008-05 or 2008-05-14; raise ValidationError for what is no date.

        Whether a review can be of that date is for the column to say.
        """
        written = super().to_python(value) or ""
        try:
            return published_on(written)
        except Refusal:
            is_partial_date(written)
            return written


class ReviewForm(AsLoadedForm):
    """Cleans what is pasted, makes what is named for the first time, and names likely doubles."""

    published_on = DateField(
        label=_("Printed on"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=A_DATE,
    )
    another = forms.BooleanField(label=_("It is another review: save it"), required=False)
    new_film = forms.BooleanField(label=_("It is another film: add it"), required=False)

    class Meta:
        model = CriticReview
        fields = "__all__"
        labels = {"quote": _("Quotation")}
        help_texts = {"states_none": _("It then no longer waits in the work queue.")}
        widgets = {"quote": forms.Textarea(attrs={"rows": 4, "cols": 40})}

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data and "status" in self.base_fields:
            data = _with_state(data)
        super().__init__(data, *args, **kwargs)
        #: The films, critics and publications that are made with the review.
        self.made: list[models.Model] = []
        #: The reviews that this one likely doubles, once the form was checked.
        self.likely: list[CriticReview] = []
        #: The films that a new one may be, by a slip in its title or year.
        self.near: list[Titled] = []

    def full_clean(self) -> None:
        """Check all; the new names that are made meanwhile are taken back when something is wrong.

        They must be there before it can be checked whether the review names anyone.
        """
        with transaction.atomic():
            super().full_clean()
            if self.is_bound and self.errors:
                transaction.set_rollback(True)

    def clean_quote(self) -> str:
        """Without the marks and spaces around it; refused when it is longer than the site takes.

        One that was here already stays as it is.
        """
        quote: str = self.cleaned_data["quote"].replace("\r\n", "\n")
        stored: str = self.instance.quote if self.instance.pk else ""
        if quote == stored.strip():
            return stored
        quote = cleaned(quote)
        is_short_enough(quote)
        return quote

    def clean(self) -> dict[str, Any] | None:
        """Refused where the review is here, and once where one has the same link or words."""
        facts = super().clean() or self.cleaned_data
        if facts.get("verdict"):
            facts["states_none"] = False
        self._ask_about_new_film(facts)
        self.made = make_named(facts)
        if not self.errors and TELLING & set(self.changed_data):
            self._refuse_what_is_here(facts)
        if not self.errors and TELLING & set(self.changed_data):
            self.likely = self._likely(facts)
            if self.likely and not facts.get("another"):
                raise ValidationError(
                    _("This review is likely here already. If it is another one, say so."),
                    code="likely_the_same",
                )
        return facts

    def _ask_about_new_film(self, facts: dict[str, Any]) -> None:
        film = facts.get("film")
        self.near = films_near(film) if film and film.pk is None else []
        if self.near and not facts.get("new_film"):
            told = _("%(new)s would be a new film, and %(known)s is here: is it that one?")
            known = get_text_list([f"{each.title} ({each.year})" for each in self.near], _("or"))
            self.add_error("film", ValidationError(told % {"new": film, "known": known}))

    def _refuse_what_is_here(self, facts: dict[str, Any]) -> None:
        """Say which review it is; at the field of which the database would say so, too."""
        names = ("film", "critic", "publication", "quote")
        known = CriticReview.objects.in_place_of(
            **{name: facts[name] for name in names}, besides=self.instance.pk
        ).first()
        if known:
            said = (
                _("This critic's review of the film in this publication is here already")
                if known.critic_id
                else _("This quotation from the publication is here already, without a critic")
            )
            page = reverse("admin:reviews_criticreview_change", args=[known.pk])
            named = format_html('{}: <a href="{}">{}</a>.', said, page, _("open it"))
            error = ValidationError(named, code="is_here")
            self.add_error("critic" if known.critic_id else "publication", error)

    def _likely(self, facts: dict[str, Any]) -> list[CriticReview]:
        if not facts["film"].pk:
            return []
        given = {name: facts[name] for name in ("critic", "publication", "quote", "url")}
        likely = CriticReview.objects.like(facts["film"], **given, besides=self.instance.pk)
        return [each for each in likely[:MOST] if is_the_same(each)]


class CorrectingForm(ReviewForm):
    """The form where readers could have read the review, and who fills it in may tell them.

    A class of its own, as a form takes what is sent for a field that its page doesn't show.
    """

    correction = forms.CharField(
        label=_("Public correction"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 40, "class": "vLargeTextField"}),
        help_text=_(
            "If readers were told something wrong: what it was, and what the page says now."
            " It goes into the public log."
        ),
    )


def is_the_same(review: Any) -> bool:
    """Whether a review is so alike that it is likely this one; else it is another of the film."""
    return bool(review.same_link or review.same_words)


def make_named(facts: dict[str, Any]) -> list[models.Model]:
    """Save the rows that were named for the first time, and return them."""
    new = [row for row in map(facts.get, NAMES) if row is not None and row.pk is None]
    for row in new:
        row.save()
    return new


def _with_state(data: Any) -> Any:
    """What was sent, with the state that the pressed button asks for."""
    for button, state in BUTTONS.items():
        if button in data:
            data = data.copy()
            data["status"] = state
    return data
