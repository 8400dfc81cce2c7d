"""Where any view of the explorer can be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.cards import view_url
from actions.opendata.formats import FORMATS


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
