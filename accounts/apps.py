from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Viewers and staff")

    def ready(self) -> None:
        """Nothing of the desks' log goes with an account, whoever deletes it, and from where."""
        from accounts.leaving import keep_log  # noqa: PLC0415 - models are there only now

        pre_delete.connect(keep_log, sender="accounts.User")
