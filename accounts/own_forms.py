"""The forms on a viewer's own pages: their choices, their username, and leaving."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import AS_TYPED
from accounts.models import User

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[User]
else:
    ModelForm = forms.ModelForm

#: So many names somebody may have given up; each is kept from everybody else for as long.
MOST_FORMER_USERNAMES = 5


class ChoicesForm(ModelForm):
    """Who may see what a viewer says, and whether they see scores first."""

    class Meta:
        model = User
        fields = ("visibility", "hides_scores")
        widgets = {"visibility": forms.RadioSelect}
        labels = {"visibility": _("Who may see your ratings and Want to See?")}
        help_texts = {
            "visibility": _("Not Interested is seen by nobody but you, whatever you choose here."),
            "hides_scores": _(
                "Film pages and lists then keep the viewers’, the critics’ and other sites’ scores"
                " from you until you have rated the film."
            ),
        }

    def save(self, commit: bool = True) -> User:
        """Keep these choices, and nothing else of the account as it was when the page was asked."""
        user = super().save(commit=False)
        user.save(update_fields=self.Meta.fields)
        return user


class UsernameForm(forms.Form):
    """Another username."""

    username = forms.CharField(
        label=_("New username"),
        max_length=30,
        widget=forms.TextInput(attrs={**AS_TYPED, "autocomplete": "username"}),
        help_text=_("3 to 30 of a–z, 0–9, _ and -."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_username(self) -> str:
        """The name as it will be kept; raises ValidationError where the viewer can't have it."""
        adapter = get_adapter()
        name = User.normalize_username(self.cleaned_data["username"])
        if name == self.user.username:
            raise adapter.validation_error("username_same")
        name = adapter.clean_username(name)
        former = self.user.former_usernames.values_list("username", flat=True)
        if len(former) >= MOST_FORMER_USERNAMES and name not in former:
            raise adapter.validation_error("too_many_usernames")
        return name

    def save(self) -> None:
        """The viewer is called so from now on; raises IntegrityError if the name was just taken."""
        self.user.username = self.cleaned_data["username"]
        self.user.save(update_fields=["username"])


class LeaveForm(ReauthenticateForm):
    """Asks for the password before an account is deleted."""


class LeaveWithoutPasswordForm(forms.Form):
    """Asks whoever has no password to type their username, so that nobody leaves by mistake."""

    username = forms.CharField(
        label=_("Your username"), widget=forms.TextInput(attrs={**AS_TYPED, "autocomplete": "off"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_username(self) -> str:
        """The username; raises ValidationError for another one."""
        if User.normalize_username(self.cleaned_data["username"]) != self.user.username:
            raise get_adapter().validation_error("not_your_username")
        return self.user.username
