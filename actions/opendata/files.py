"""The files that any view of the explorer can be taken away as."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actions.chosen import Chosen, choose
from actions.opendata.csv_file import csv_lines
from actions.opendata.documents import geojson_chunks, json_chunks
from actions.opendata.records import Record, records
from actions.opendata.workbook import xlsx_chunks
from actions.selection import Selection
from home.caches import generation
from home.languages import bcp47, current_language
from home.links import absolute_url

MAX_AGE = 300
LARGEST_PIECE = 64 * 1024


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called, what it is for, and what writes it."""

    extension: str
    name: str
    content_type: str
    use: Any
    write: Callable[[Iterable[Record], dict[str, Any]], Iterator[str | bytes]]


FORMATS: dict[str, Format] = {
    item.extension: item
    for item in (
        Format(
            "csv",
            "CSV",
            "text/csv; charset=utf-8",
            _("For any program that reads tables."),
            csv_lines,
        ),
        Format(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _("For spreadsheets; dates are dates."),
            xlsx_chunks,
        ),
        Format("json", "JSON", "application/json", _("For programs."), json_chunks),
        Format("geojson", "GeoJSON", "application/geo+json", _("For maps."), geojson_chunks),
    )
}


def file_response(request: HttpRequest, extension: str) -> HttpResponse | StreamingHttpResponse:
    """Answer with the actions of the query string as a file.

    What the query string holds beyond what can be understood is left out, as in the explorer;
    JSON and GeoJSON say so in ``notices``. An answer that the reader has already is not sent again.
    """
    selection = Selection.read(request.GET)
    language = current_language()
    kind = FORMATS[extension]
    etag = _etag(kind, selection, language)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        response: HttpResponse | StreamingHttpResponse = HttpResponse(status=304)
    else:
        response = _answer(request, kind, choose(selection), language)
    response["ETag"] = f"W/{etag}"
    response["Content-Language"] = bcp47(language)
    # A program anywhere may read what is public.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _answer(
    request: HttpRequest, kind: Format, chosen: Chosen, language: str
) -> HttpResponse | StreamingHttpResponse:
    base_url = absolute_url(request, "/").rstrip("/")
    about = {
        "source": absolute_url(request, request.get_full_path()),
        "language": language,
        "total": chosen.total,
        "licence": settings.DATA_LICENCE_URL,
        "compiled_from": "public sources; a sample, not the programme's register",
        "notices": [f"left out: {name}" for name in chosen.selection.problems],
    }
    name = f"local-actions-{language}-{timezone.localdate().isoformat()}.{kind.extension}"
    headers = {
        "Content-Type": kind.content_type,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    found = records(chosen.keys, language, base_url)
    pieces = _in_language(_gathered(kind.write(found, about)), language)
    return StreamingHttpResponse(pieces, headers=headers)


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


def _etag(kind: Format, selection: Selection, language: str) -> str:
    """Name what the file holds: it changes with what is published, and with the day in its name."""
    parts = (
        str(generation()),
        timezone.localdate().isoformat(),
        kind.extension,
        language,
        selection.query_string(),
        ",".join(selection.problems),
    )
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
