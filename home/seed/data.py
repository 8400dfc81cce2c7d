"""The data files of the seed."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.text import slugify

FOLDER = Path(__file__).parent

# The day on which the reference records were compiled from public pages.
COMPILED_ON = date(2026, 11, 23)


def read_json(name: str) -> Any:
    """Return the rows of ``data/<name>.json``."""
    return json.loads((FOLDER / "data" / f"{name}.json").read_text(encoding="utf-8"))


def read_pages() -> list[dict[str, Any]]:
    """Return the seeded pages, parents before children, siblings in order."""
    pages = {}
    for path in sorted((FOLDER / "pages").glob("*.toml")):
        page = tomllib.loads(path.read_text(encoding="utf-8"))
        pages[page["key"]] = page

    def depth(page: dict[str, Any]) -> int:
        return 1 + depth(pages[page["parent"]]) if page.get("parent") else 0

    return sorted(pages.values(), key=lambda page: (depth(page), page.get("order", 0)))


def slug_of(text: str, length: int) -> str:
    """Return an ASCII slug no longer than ``length``, cut between words."""
    slug = slugify(text)
    return slug if len(slug) <= length else slug[:length].rsplit("-", 1)[0]
