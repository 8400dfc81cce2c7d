"""The texts of a record's row, as they are searched and shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.fields import StreamField

from actions.models import CityPage
from home.models import SiteDocument


def summary(row: Any) -> str:
    """Return what is shown below the title."""
    return str(getattr(row, "summary", "") or getattr(row, "summary_text", ""))


def body(row: Any) -> str:
    """Return everything else that the row's own page says."""
    return "\n".join(text for text in _body(row) if text)


def documents(row: Any) -> list[int]:
    """Return the primary keys of the documents that the row's page links to."""
    return sorted(
        {
            int(key)
            for field in _streams(row)
            for model, key, _path, _place in field.extract_references(getattr(row, field.name))
            if issubclass(model, SiteDocument)
        }
    )


def _streams(row: Any) -> list[StreamField]:
    return [field for field in row._meta.get_fields() if isinstance(field, StreamField)]


def _body(row: Any) -> Iterable[str]:
    for field in _streams(row):
        yield from field.get_searchable_content(getattr(row, field.name))
    if isinstance(row, CityPage):
        for commitment in row.commitments.all():
            yield commitment.text
    elif hasattr(row, "progress"):
        for update in row.progress.all():
            yield update.text


def children(model: type[Any]) -> list[str]:
    """Return the relations whose texts belong to a row's own."""
    return [name for name in ("commitments", "progress") if hasattr(model, name)]
