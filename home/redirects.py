"""Old addresses of pages: Wagtail's redirects, in every language.

Wagtail notes the old address of a page that is renamed or moved, and of the pages below it, each
in its own language. But a page that isn't translated is read under every language's address, and
some pages have addresses below them that are no pages: one action, a file. So where no redirect
fits as it is, the longest beginning of the address that has one, in whatever language, is followed
in the reader's language, if what remains leads somewhere there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.encoding import uri_to_iri
from django.utils.translation import override
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from home.languages import languages
from home.links import in_language
from home.pages import SitePage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DEEPEST = 8
LONGEST = 255
FILE = re.compile(r"\.([a-z]{3,7})$")
FILE_PART = re.compile(r"/([a-z]{3,7})/$")


class OldAddressMiddleware(RedirectMiddleware):
    """Lead from old addresses to where their pages are now."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        """Let Wagtail look first; then look in all languages."""
        answer = super().process_response(request, response)
        if answer.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return answer
        address = present_address(request)
        if address is None or address == request.path:
            return answer
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def present_address(request: HttpRequest) -> str | None:
    """Return where the page of an old address is read now, in the language of the address."""
    language, _, rest = uri_to_iri(request.path).strip("/").partition("/")
    codes = [entry.code for entry in languages()]
    if language not in codes or not rest or len(rest) > LONGEST:
        return None
    file = FILE.search(rest)
    parts = FILE.sub(r"/\1", rest).split("/")
    if len(parts) > DEEPEST:
        return None
    for redirect, length in _beginnings(request, language, codes, parts):
        with override(language):
            address = _address(redirect, request, parts[length:])
        if address:
            address = in_language(address, language)
            return FILE_PART.sub(r".\1", address) if file else address
    return None


def _beginnings(
    request: HttpRequest, language: str, codes: list[str], parts: list[str]
) -> list[tuple[Redirect, int]]:
    """Return the redirects of an address and of its beginnings, the longest first.

    Those of the reader's own language come before the others.
    """
    lengths = {
        f"/{code}/{'/'.join(parts[:length])}": (length, code == language)
        for code in codes
        for length in range(1, len(parts) + 1)
    }
    rows = Redirect.get_for_site(Site.find_for_request(request)).filter(
        old_path__in=lengths, redirect_page__isnull=False
    )
    found = [(row, *lengths[row.old_path]) for row in rows.select_related("redirect_page")]
    found.sort(key=lambda entry: entry[1:], reverse=True)
    return [(row, length) for row, length, _own in found]


def _address(redirect: Redirect, request: HttpRequest, rest: list[str]) -> str | None:
    """Return the address of a redirect's page, or of what ``rest`` leads to below it."""
    page = redirect.redirect_page.specific
    if not isinstance(page, SitePage):
        return None
    page = page.source.in_readers_words()
    if not page.live:
        return None
    try:
        page.route(request, rest)
    except Http404:
        return None
    address: str = page.get_url(request)
    return address + "".join(f"{part}/" for part in rest)
