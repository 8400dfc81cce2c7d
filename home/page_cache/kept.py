"""A whole answer as it is kept: its headers, and its body packed or with holes."""

from __future__ import annotations

import gzip
import hashlib
import time
from dataclasses import dataclass, field

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers

from . import gzipped
from .holes import Part, cut, fill, has_holes

# A page is packed once a publication and sent many times; one with holes for each reader.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# Below this the header that names the packing costs more than it saves.
LEAST_PACKED = 500
LARGEST = 2 * 1024 * 1024
# Of the connection or of one answer only.
NOT_KEPT_HEADERS = frozenset({"content-length", "date", "etag"})
PRIVATE = ("private", "no-store", "no-cache")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer for everybody, as of one state of the content.

    ``generation`` is that of :func:`home.caches.generation`, ``made_at`` the time in seconds.
    ``packed`` holds the body by ``Content-Encoding``, the best first. If there are holes in it,
    ``parts`` holds it instead, and ``packed_parts`` what each of them is packed, nothing for holes.
    """

    generation: int
    headers: tuple[tuple[str, str], ...]
    etag: str = ""
    packed: dict[str, bytes] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    packed_parts: tuple[bytes, ...] = ()
    made_at: float = field(default_factory=time.time)

    @property
    def size(self) -> int:
        """How many bytes the bodies take."""
        bodies = (*self.packed.values(), *self.parts, *self.packed_parts)
        return sum(map(len, bodies))

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page for a reader, or say that the browser has it already."""
        if self.parts:
            # It gives the reader the cookie that belongs to the secret in the form.
            response: HttpResponse = CsrfViewMiddleware(self._filled)(request)  # type: ignore[assignment]
            return response
        if "HTTP_IF_NONE_MATCH" in request.META:
            known = get_conditional_response(request, etag=self.etag)
            if known is not None:
                self._give_headers(known)
                return known
        return self._with_body(request, *self._body_for(request))

    def _filled(self, request: HttpRequest) -> HttpResponse:
        pieces = fill(request, self.parts)
        body = b"".join(pieces)
        if not accepts(request, "gzip"):
            return self._with_body(request, "", body)
        packed = (
            piece or gzipped.packed(words, GZIP_LEVEL)
            for piece, words in zip(self.packed_parts, pieces, strict=True)
        )
        return self._with_body(request, "gzip", gzipped.joined(packed, body))

    def _with_body(self, request: HttpRequest, encoding: str, body: bytes) -> HttpResponse:
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        self._give_headers(response)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(body))
        return response

    def _give_headers(self, response: HttpResponse) -> None:
        for name, value in self.headers:
            response.headers[name] = value
        if self.etag:
            response.headers["ETag"] = self.etag

    def _body_for(self, request: HttpRequest) -> tuple[str, bytes]:
        for encoding, body in self.packed.items():
            if not encoding or accepts(request, encoding):
                return encoding, body
        return "", gzip.decompress(self.packed["gzip"])


def accepts(request: HttpRequest, encoding: str) -> bool:
    """Say whether a browser names a packing without refusing it by ``q=0``."""
    for entry in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _semicolon, quality = entry.partition(";")
        if name.strip() == encoding:
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def may_keep(response: HttpResponse) -> bool:
    """Say whether an answer is the same for every reader, but for the holes that its view names."""
    if response.status_code != 200 or response.streaming or len(response.content) > LARGEST:
        return False
    caching = response.headers.get("Cache-Control", "").lower()
    if any(word in caching for word in PRIVATE) or response.has_header("Content-Encoding"):
        return False
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    if has_holes(response):
        return varies <= {"", "accept-encoding", "cookie"} and set(response.cookies) <= {
            settings.CSRF_COOKIE_NAME
        }
    return varies <= {"", "accept-encoding"} and not response.cookies


def keep(response: HttpResponse, generation: int) -> Kept:
    """Return an answer as it is kept."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if has_holes(response):
        response.headers["Cache-Control"] = settings.FORMS_CACHE_CONTROL
        parts = cut(response)
        packed = tuple(
            gzipped.packed(part, GZIP_LEVEL) if isinstance(part, bytes) else b"" for part in parts
        )
        return Kept(generation, _kept_headers(response), parts=parts, packed_parts=packed)
    response.headers.setdefault("Cache-Control", settings.PAGES_CACHE_CONTROL)
    body = response.content
    # One for every packing, which only a weak validator may be.
    etag = response.headers.get("ETag") or f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Kept(generation, _kept_headers(response), etag, _pack(body))


def packed_once(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Pack an answer that was made for one reader, for whom its holes are filled already."""
    if accepts(request, "gzip"):
        response.content = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
    return response


def _kept_headers(response: HttpResponse) -> tuple[tuple[str, str], ...]:
    headers = response.headers.items()
    return tuple(pair for pair in headers if pair[0].lower() not in NOT_KEPT_HEADERS)


def _pack(body: bytes) -> dict[str, bytes]:
    if len(body) < LEAST_PACKED:
        return {"": body}
    return {
        "br": brotli.compress(body, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(body, GZIP_LEVEL, mtime=0),
    }
