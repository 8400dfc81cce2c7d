"""WeasyPrint, and what it may read: the site's own images and style sheets, and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

VARIANT = "pdf/ua-1"
DPI = 220
JPEG_QUALITY = 82
DRAWING = "drawing:"
IMAGES = "images/"
"""Where sizes of images are stored; documents may be private and are never read."""


class NotOfThisSiteError(ValueError):
    """An address that the typesetter may not read."""


class SiteFetcher(URLFetcher):
    """Reads images and static files from their storages; asks no server for anything."""

    def __init__(self, base_url: str, drawings: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._base_url = base_url
        self._drawings = drawings

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return what an address of this site holds; refuse every other one."""
        if url.startswith(DRAWING):
            drawing = self._drawings.get(url.removeprefix(DRAWING))
            if drawing is None:
                raise NotOfThisSiteError(url)
            return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
        content, name = self._read(url)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def _read(self, url: str) -> tuple[bytes, str]:
        name = self._below(url, urljoin(self._base_url, settings.STATIC_URL))
        if name:
            return _static(name), name
        name = self._below(url, urljoin(self._base_url, default_storage.url(IMAGES)))
        if name:
            with default_storage.open(f"{IMAGES}{name}") as file:
                return file.read(), name
        raise NotOfThisSiteError(url)

    @staticmethod
    def _below(url: str, folder: str) -> str:
        """Return the name of a file in a folder of this site, or nothing."""
        asked, own = urlsplit(url), urlsplit(folder)
        if (asked.scheme, asked.netloc) != (own.scheme, own.netloc):
            return ""
        name = unquote(asked.path).removeprefix(path := unquote(own.path))
        is_inside = unquote(asked.path).startswith(path) and ".." not in name.split("/")
        return name if is_inside else ""


def _static(name: str) -> bytes:
    """Return a static file: as it was collected, or where it is written."""
    found = finders.find(name)
    if isinstance(found, str):
        with open(found, "rb") as file:
            return file.read()
    with staticfiles_storage.open(name) as file:
        content: bytes = file.read()
    return content


def render(
    html: str, *, base_url: str, drawings: Mapping[str, str], most_pages: int | None, cut: bool
) -> tuple[bytes, int]:
    """Return the file and the number of pages that it would have without a limit.

    Without ``cut`` there is no file where the pages are too many.
    """
    fetcher = SiteFetcher(base_url, drawings)
    document = HTML(string=html, base_url=base_url, url_fetcher=fetcher).render(
        font_config=FontConfiguration(),
        pdf_variant=VARIANT,
        optimize_images=True,
        jpeg_quality=JPEG_QUALITY,
        dpi=DPI,
    )
    pages = len(document.pages)
    if most_pages and pages > most_pages:
        if not cut:
            return b"", pages
        document = document.copy(document.pages[:most_pages])
    content: bytes = document.write_pdf(
        pdf_variant=VARIANT, optimize_images=True, jpeg_quality=JPEG_QUALITY, dpi=DPI
    )
    return content, pages
