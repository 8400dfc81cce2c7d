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
SHEETS = settings.ROOT / "static" / "css"
# Only for developers.
APART = {"styleguide.css"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class JoinedSheet(BaseFinder):
    """Finds ``css/site.css``, joined anew when one of its parts has changed."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.VAR / "joined")

    def check(self, **kwargs: Any) -> list[Any]:
        """Return no problems: there is nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the joined sheet is, if it is asked for."""
        if path != NAME:
            return []
        joined = self._join()
        return [joined] if find_all else joined

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield the joined sheet, for ``collectstatic``."""
        self._join()
        yield NAME, self.storage

    def _join(self) -> str:
        sheets = sorted(path for path in SHEETS.glob("*.css") if path.name not in APART)
        target = Path(self.storage.path(NAME))
        newest = max(path.stat().st_mtime_ns for path in [*sheets, SHEETS])
        if not target.exists() or target.stat().st_mtime_ns < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            text = "".join(COMMENT.sub("", path.read_text("utf-8")) for path in sheets)
            # Replaced in one step: another process may be reading it.
            fresh = target.with_suffix(".new")
            fresh.write_text(text, "utf-8")
            fresh.replace(target)
        return str(target)
