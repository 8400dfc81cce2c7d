"""The way to the typesetter, or the reason why there is none on this machine."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from home.links import site_address

if TYPE_CHECKING:
    from types import ModuleType

Progress = Callable[[str, int], None]
"""Told of each stage of the work: its name, and the page that it has come to."""

# Pango and its font maps are not made for several threads at a time.
_one_at_a_time = threading.Lock()
_progress = logging.getLogger("weasyprint.progress")
_progress.propagate = False
STAGES = {"Step 4": "layout", "Step 5": "layout", "Step 6": "writing", "Step 7": "writing"}


class PdfUnavailableError(Exception):
    """The libraries that typeset are not installed."""


@dataclass(frozen=True)
class Typeset:
    """A finished file."""

    content: bytes
    pages: int


def missing() -> str:
    """Say what this machine lacks to make PDF files; nothing if it lacks nothing."""
    try:
        _rendering()
    except PdfUnavailableError as error:
        return str(error)
    return ""


def typeset(
    html: str,
    *,
    base_url: str = "",
    drawings: Mapping[str, str] | None = None,
    most_pages: int | None = None,
    cut: bool = False,
    progress: Progress | None = None,
) -> Typeset:
    """Return a page of HTML as a tagged PDF.

    ``drawings`` are SVG images by the names that the style sheets call them, ``drawing:name``.
    ``pages`` counts what there would be; with more than ``most_pages``, the rest is cut off, or
    else nothing is made.
    """
    rendering = _rendering()
    with _one_at_a_time, _told(progress):
        content, pages = rendering.render(
            html,
            base_url=base_url or f"{site_address()}/",
            drawings=drawings or {},
            most_pages=most_pages,
            cut=cut,
        )
    return Typeset(content, pages)


def _rendering() -> ModuleType:
    try:
        from home.pdf import rendering
    except (ImportError, OSError) as error:
        reason = gettext(
            "PDF files can’t be made on this machine: the library Pango is missing. Install the "
            "packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0, or their like."
        )
        raise PdfUnavailableError(reason) from error
    return rendering


class _Teller(logging.Handler):
    """Passes on what the typesetter reports from this thread."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self.progress = progress
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the stage, and the page where the layout has come to one."""
        stage = STAGES.get(str(record.msg)[:6])
        if stage and record.thread == self.thread:
            arguments: Any = record.args or (0,)
            is_page = "Page %d" in str(record.msg)
            self.progress(stage, int(arguments[0]) if is_page else 0)


@contextmanager
def _told(progress: Progress | None) -> Iterator[None]:
    if progress is None:
        yield
        return
    teller, level = _Teller(progress), _progress.level
    _progress.addHandler(teller)
    _progress.setLevel(logging.INFO)
    try:
        yield
    finally:
        _progress.removeHandler(teller)
        _progress.setLevel(level)
