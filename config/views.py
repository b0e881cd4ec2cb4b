"""Pages of the site as a whole: alive, ready, and what is said when something is wrong."""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Able to serve: 200 when the database answers and has every migration, else 503."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except (Error, ImproperlyConfigured):
        return _not_ready("the database doesn't answer")
    missing = _migrations() - applied.keys()
    return (
        _not_ready("migrations are missing")
        if missing
        else HttpResponse("ready\n", content_type="text/plain; charset=utf-8")
    )


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """App and name of each migration that this release has; they can't change while it runs."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _not_ready(reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", status=503, content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines needn't read (what is one's own, the desks, doors), and the sitemap."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{folder}/" for folder in ("accounts", "admin", "you")),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without its token, or with one that is out of date."""
    return render(request, "403_csrf.html", status=403)


# What follows looks at nothing that was posted, as Django's own pages for errors do: where that
# can't be read, they fail themselves.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was asked or sent can't be read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing at the address."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return HttpResponse(render_to_string("500.html"), status=500)
