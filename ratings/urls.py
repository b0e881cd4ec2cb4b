"""The addresses at which viewers say something, and where what they said is drawn."""

from django.urls import path

from ratings.views import exports, imports, lists, posting, share_image, viewer

urlpatterns = [
    path("films/<slug:slug>/rating/", posting.set_rating, name="rating"),
    path("films/<slug:slug>/flag/", posting.set_flag, name="flag"),
    path("films/<slug:slug>/undo/", posting.undo, name="undo"),
    path("films/<slug:slug>/confirm/", posting.confirm, name="confirm"),
    path(
        "films/<slug:slug>/share-<slug:fingerprint>.png",
        share_image.share_image,
        name="share_image",
    ),
    path("viewers/<str:username>/", viewer.ratings, name="viewer"),
    path("viewers/<str:username>/want-to-see/", viewer.want_to_see, name="viewer_want_to_see"),
    path("viewers/<str:username>/statistics/", viewer.statistics, name="viewer_statistics"),
    path("you/", lists.you, name="you"),
    path("you/import/", imports.imports, name="import"),
    path("you/import/<int:batch>/", imports.import_batch, name="import_batch"),
    path("you/import/<int:batch>/unplaced.csv", imports.import_unplaced, name="import_unplaced"),
    path("you/import/<int:batch>/lines/<int:line>/", imports.import_line, name="import_line"),
    path("you/films/", lists.your_films, name="your_films"),
    path("you/films/undo/", lists.undo_films, name="undo_films"),
    path("you/export/", exports.export, name="export"),
    path("you/export/<str:name>", exports.download, name="export_file"),
    path("you/want-to-see/", lists.want_to_see_list, name="want_to_see_list"),
    path("you/not-interested/", lists.not_interested_list, name="not_interested_list"),
]
