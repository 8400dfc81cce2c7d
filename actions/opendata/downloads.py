"""Where any view of the explorer can be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.cards import explorer_url
from actions.opendata.formats import FORMATS
from home.languages import current_language


@dataclass(frozen=True)
class Download:
    """A file of a view."""

    name: str
    use: Any
    content_type: str
    url: str


@dataclass(frozen=True)
class Downloads:
    """Every way to take a view away, and the page that explains the data."""

    files: list[Download]
    feed_url: str
    data_url: str


def downloads(query: str) -> Downloads:
    """Return the ways to take away the actions of a canonical query string."""
    return Downloads(
        files=[
            Download(
                kind.name, kind.use, kind.content_type, view_url(query, f"export.{kind.extension}")
            )
            for kind in FORMATS.values()
        ],
        feed_url=view_url(query, "feed/"),
        data_url=data_url(query),
    )


def data_url(query: str = "") -> str:
    """Return the address of the page that explains the data."""
    return view_url(query, "data/")


def view_url(query: str, path: str = "") -> str:
    """Return the address of a view of the actions, or of what is made of it."""
    address = f"{explorer_url(current_language())}{path}"
    return f"{address}?{query}" if query else address
