"""Requests that nothing behind could answer, and the language of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.middleware import locale

from home import views
from home.accounts.guard import BULK_ACTION
from home.api.middleware import is_api
from home.security import is_desk

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

LONGEST_PATH = 1000
# How addresses of the desk name records: in their path, and in their query string.
PATH_KEYS = frozenset({"pk", "object_id", "page_id", "parent_page_id"})
QUERY_KEYS = frozenset({"id", "parent_page_id", "target_pages[]"})
# What stands for every record in a bulk action.
ALL_RECORDS = "all"
# Its "id" names a kind of block.
BLOCK_PREVIEW = "wagtailadmin_block_preview"
GREATEST_KEY = 2**63 - 1


class BadPathMiddleware:
    """Answer paths that no page can have with 404, before a database is asked for them.

    PostgreSQL refuses the null character in any text, so such a path would end as an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what can be a path."""
        if "\x00" in request.path or len(request.path) > LONGEST_PATH:
            return views.not_found(request)
        return self.get_response(request)


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, but for the API and the desk, whose addresses lead to none with a language."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave the API's language to the API."""
        if is_api(request.path):
            return self.get_response(request)  # type: ignore[return-value]
        return super().__call__(request)  # type: ignore[return-value]

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Leave what the desk hasn't got where it was asked for."""
        if response.status_code == 404 and is_desk(request.path):
            return response
        return super().process_response(request, response)


class DeskAddressMiddleware:
    """Answer addresses of the desk that name no record there can be with 404.

    Many of Wagtail's views give what stands in the query string to the database as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Refuse what is no key of a record, no address, or text that no database keeps."""
        if not is_desk(request.path):
            return
        texts = [text for _each, values in request.GET.lists() for text in values]
        keys = [str(kwargs[each]) for each in PATH_KEYS & kwargs.keys()]
        name = request.resolver_match.url_name if request.resolver_match else None
        if name != BLOCK_PREVIEW:
            keys += [key for each in QUERY_KEYS for key in request.GET.getlist(each) if key]
        if name == BULK_ACTION:
            keys = [key for key in keys if key != ALL_RECORDS]
        # Django takes a word without a slash for the name of a view.
        has_place = "/" in request.GET.get("next", "/") or not request.GET["next"]
        if not has_place or not all(map(is_key, keys)) or any("\x00" in text for text in texts):
            raise Http404


def is_key(text: str) -> bool:
    """Say whether a text can be the key of a record."""
    return text.isascii() and text.isdigit() and int(text[:20]) <= GREATEST_KEY
