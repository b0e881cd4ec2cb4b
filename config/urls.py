"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("films.urls")),
    path("", include("reviews.urls")),
    path("", include("ratings.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
