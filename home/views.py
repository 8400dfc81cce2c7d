"""Views outside the page tree."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, gettext
from django.views.decorators.http import require_safe
from wagtail.views import serve

from home.api.middleware import is_api
from home.api.problems import problem
from home.frame import Description, describe
from home.kept_answers import kept_answers
from home.languages import bcp47, current_language
from home.links import absolute_url, in_language
from home.searching.results import search as search_everything
from home.site_frame import Link
from home.site_map import tree
from home.styleguide import samples
from home.unavailable import is_passing, unavailable

SECURITY_TXT_LIFETIME = timedelta(days=180)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send the reader of ``/`` to a language: an earlier choice first, then the browser's."""
    language = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let crawlers in, except to documents; the desk refuses to be indexed without being named."""
    sitemap_url = absolute_url(request, "/sitemap.xml")
    lines = [
        "User-agent: *",
        "Disallow: /documents/",
        "",
        f"Sitemap: {sitemap_url}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a vulnerability (RFC 9116); 404 while no contact is set."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_LIFETIME).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(bcp47(code) for code, _name in settings.LANGUAGES)}",
        f"Canonical: {absolute_url(request, request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Show all pages as a tree."""
    context = {"tree": tree(current_language()), **_describe(request, gettext("All pages"))}
    return render(request, "site_map.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything."""
    results = search_everything(request.GET)
    context = {"results": results, **_describe(request, gettext("Search"))}
    return render(request, "search.html", context)


@require_safe
def file_below_page(request: HttpRequest, path: str, name: str, extension: str) -> HttpResponse:
    """Answer ``…/export.csv`` as the page of the tree does that it belongs to."""
    return serve(request, f"{path}{name}/{extension}/")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component, in English and in Arabic."""
    return render(request, "styleguide.html", samples())


def _describe(request: HttpRequest, title: str) -> dict[str, Any]:
    """Return the frame's data of a page that is the same in every language."""
    language = current_language()
    urls = {code: in_language(request.path, code) for code, _name in settings.LANGUAGES}
    home = Link(gettext("Home"), f"/{language}/", bcp47(language))
    description = Description(title, "", language, request.path, urls, trail=[home])
    return describe(request, description)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that can't be understood."""
    if is_api(request.path):
        return problem(400)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that is not allowed."""
    if is_api(request.path):
        return problem(403)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that has no page."""
    if is_api(request.path):
        return problem(404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something failed here: most often nothing but the database, for a moment."""
    if is_passing(sys.exc_info()[1]):
        # No view has met it, but what stands before them: who is signed in, an old address.
        return unavailable(request)
    if is_api(request.path):
        return problem(500)
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came without its secret, as after cookies were removed.

    A public form comes back with its answers; it takes a person's press to send them.
    """
    kept = kept_answers(request)
    if not kept["answers"] or is_api(request.path):
        return forbidden(request)
    return render(request, "form_again.html", kept, status=403)
