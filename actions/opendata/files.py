"""Any view of the explorer as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import override

from actions.chosen import Chosen, choose
from actions.opendata.about import about
from actions.opendata.formats import FORMATS, Format
from actions.opendata.known import unless_known
from actions.opendata.records import records
from actions.selection import Selection
from home.languages import current_language
from home.links import absolute_url

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

LARGEST_PIECE = 64 * 1024


def file_response(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Answer with the actions of the query string as a file.

    What the query string holds beyond what can be understood is left out, as in the explorer; JSON
    and GeoJSON name it in ``left_out``, a workbook on its last sheet.
    """
    kind, selection = FORMATS[extension], Selection.read(request.GET)
    return unless_known(
        request, extension, selection, lambda: _answer(request, kind, choose(selection))
    )


def _answer(request: HttpRequest, kind: Format, chosen: Chosen) -> HttpResponseBase:
    language = current_language()
    name = f"local-actions-{language}-{timezone.localdate().isoformat()}.{kind.extension}"
    headers = {
        "Content-Type": kind.content_type,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    base_url = absolute_url(request, "/").rstrip("/")
    pieces = kind.write(records(chosen.keys, language, base_url), about(request, chosen))
    return StreamingHttpResponse(_in_language(_gathered(pieces), language), headers=headers)


def _in_language(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """Go on in the language of the request, which has ended by the time a stream is read."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _gathered(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """Join small pieces; the first one leaves at once."""
    waiting = bytearray()
    limit = 1
    for piece in pieces:
        waiting += piece.encode() if isinstance(piece, str) else piece
        if len(waiting) >= limit:
            yield bytes(waiting)
            waiting.clear()
            limit = LARGEST_PIECE
    if waiting:
        yield bytes(waiting)
