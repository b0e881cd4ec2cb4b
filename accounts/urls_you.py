"""The viewer's own pages about their account, below /you/."""

from django.urls import path

from accounts.views import own

urlpatterns = [
    path("you/settings/", own.choices, name="settings"),
    path("you/username/", own.change_username, name="change_username"),
    path("you/delete/", own.leave, name="account_delete"),
]
