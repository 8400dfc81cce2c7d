"""One style sheet for readers, joined from those that are written by subject.

A first visit on a poor line pays for every request. The joined sheet is an ordinary static file to
everything else: it is collected, compressed, named by its content and cached like the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
# The same in light or in dark colours whatever the browser prefers: for previews at the desk.
FORCED = {"light": "css/site-light.css", "dark": "css/site-dark.css"}
NAMES = (NAME, *FORCED.values())
SHEETS = settings.ROOT / "static" / "css"
# Only for developers.
APART = {"styleguide.css"}
PREFERS_DARK = "(prefers-color-scheme: dark)"
BOTH_SCHEMES = "color-scheme: light dark"
# Queries that are always true, and never.
FORCED_QUERIES = {"light": "(max-width: 0)", "dark": "(min-width: 0)"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def forced(text: str, scheme: str) -> str:
    """Return a style sheet that shows one colour scheme, as if the browser preferred it."""
    text = text.replace(PREFERS_DARK, FORCED_QUERIES[scheme])
    return text.replace(BOTH_SCHEMES, f"color-scheme: {scheme}")


class JoinedSheet(BaseFinder):
    """Finds ``css/site.css`` and its forced variants, joined anew when a part has changed."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.VAR / "joined")

    def check(self, **kwargs: Any) -> list[Any]:
        """Return no problems: there is nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the joined sheet is, if it is asked for."""
        if path not in NAMES:
            return []
        self._join()
        joined = self.storage.path(path)
        return [joined] if find_all else joined

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield the joined sheet, for ``collectstatic``."""
        self._join()
        for name in NAMES:
            yield name, self.storage

    def _join(self) -> None:
        sheets = sorted(path for path in SHEETS.glob("*.css") if path.name not in APART)
        targets = [Path(self.storage.path(name)) for name in NAMES]
        newest = max(path.stat().st_mtime_ns for path in [*sheets, SHEETS])
        if all(target.exists() and target.stat().st_mtime_ns >= newest for target in targets):
            return
        text = "".join(COMMENT.sub("", path.read_text("utf-8")) for path in sheets)
        texts = [text, *(forced(text, scheme) for scheme in FORCED)]
        for target, content in zip(targets, texts, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Replaced in one step: another process may be reading it.
            fresh = target.with_suffix(".new")
            fresh.write_text(content, "utf-8")
            fresh.replace(target)
