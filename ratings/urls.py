"""The addresses at which viewers say something, and where what they said is drawn."""

from django.urls import path

from ratings.views import posting, share_image

urlpatterns = [
    path("films/<slug:slug>/rating/", posting.set_rating, name="rating"),
    path("films/<slug:slug>/flag/", posting.set_flag, name="flag"),
    path("films/<slug:slug>/confirm/", posting.confirm, name="confirm"),
    path(
        "films/<slug:slug>/share-<slug:fingerprint>.png",
        share_image.share_image,
        name="share_image",
    ),
]
