"""The addresses at which viewers say something, and where what they said is drawn."""

from django.urls import path

from ratings import views

urlpatterns = [
    path("films/<slug:slug>/rating/", views.set_rating, name="rating"),
    path("films/<slug:slug>/flag/", views.set_flag, name="flag"),
    path("films/<slug:slug>/confirm/", views.confirm, name="confirm"),
    path("films/<slug:slug>/share-<slug:fingerprint>.png", views.share_image, name="share_image"),
]
