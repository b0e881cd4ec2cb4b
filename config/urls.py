"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path
from django.views.generic import TemplateView
from django.views.static import serve

from config import views
from config.sitemaps import FixedPages
from films.sitemaps import FilmPages, PersonPages
from ratings.sitemaps import ViewerPages
from reviews.sitemaps import CriticPages, PublicationPages

handler400 = "config.views.bad_request"
handler404 = "config.views.not_found"
handler500 = "config.views.failed"

SITEMAPS = {
    "sitemaps": {
        "pages": FixedPages,
        "films": FilmPages,
        "people": PersonPages,
        "critics": CriticPages,
        "publications": PublicationPages,
        "viewers": ViewerPages,
    },
}

urlpatterns = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("", include("films.urls")),
    path("", include("reviews.urls")),
    path("", include("ratings.urls")),
    path(
        "about/scores/",
        TemplateView.as_view(
            template_name="about/scores.html",
            extra_context={
                "shown_from": settings.SCORE_SHOWN_FROM,
                "stale_after": settings.AGGREGATOR_STALE_AFTER,
            },
        ),
        name="about_scores",
    ),
    path("accounts/", include("accounts.urls")),
    path("", include("accounts.urls_you")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", index, SITEMAPS | {"sitemap_url_name": "sitemap_of"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, SITEMAPS, name="sitemap_of"),
    # Posters that staff uploaded; a proxy in front may give them out itself.
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]
