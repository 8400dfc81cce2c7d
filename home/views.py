"""Views outside the page tree."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send the reader of ``/`` to a language: an earlier choice first, then the browser's."""
    language = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database, the cache and the migrations are as this process needs them."""
    checks = {"database": False, "cache": False, "migrations": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # noqa: S110 - whatever fails, the answer is "not ready"
        pass
    try:
        cache.set("readyz", 1, 10)
        checks["cache"] = cache.get("readyz") == 1
    except Exception:  # noqa: S110 - as above
        pass
    ready = all(checks.values())
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let crawlers in, except to the desk."""
    sitemap_url = request.build_absolute_uri("/sitemap.xml")
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /documents/",
        "",
        f"Sitemap: {sitemap_url}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a vulnerability (RFC 9116); 404 while no contact is set."""
    return HttpResponse(status=404)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that can't be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that is not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that has no page."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something failed here."""
    return render(request, "500.html", status=500)
