"""Documents as readers get them: PDF is shown, all else is saved, and none of it acts."""

from __future__ import annotations

from django.db.models import F, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as wagtail_serve
from wagtail.models import CollectionViewRestriction

# A viewer of PDF does not work in a sandbox.
SHOWN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SAVED = "default-src 'none'; sandbox"


def serve(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Answer with a document, or ask who wants it; one for some people is kept by nobody."""
    try:
        response: HttpResponse = wagtail_serve(request, document_id, document_filename)
    except FileNotFoundError as error:
        raise Http404 from error
    if response.status_code != 200 or not response.streaming:
        return response
    is_saved = "attachment" in response.headers.get("Content-Disposition", "")
    response.headers["Content-Security-Policy"] = SAVED if is_saved else SHOWN
    if _is_for_some(document_id):
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _is_for_some(document_id: int) -> bool:
    """Say so in one query: the document has been fetched and let through already."""
    documents = get_document_model().objects.filter(pk=document_id)
    place = Subquery(documents.values("collection__path"))
    restrictions = CollectionViewRestriction.objects.annotate(place=place)
    return restrictions.filter(place__startswith=F("collection__path")).exists()
