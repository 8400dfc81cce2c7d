"""The kinds of files that any view of the explorer can be taken away as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.opendata.csv_file import csv_lines
from actions.opendata.documents import geojson_chunks, json_chunks
from actions.opendata.records import Record
from actions.opendata.workbook import xlsx_chunks


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called, what it is for, and what writes it."""

    extension: str
    name: str
    content_type: str
    use: Any
    write: Callable[[Iterable[Record], dict[str, Any]], Iterator[str] | Iterator[bytes]]


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
            _("For spreadsheets: dates are dates, and two more sheets explain the columns."),
            xlsx_chunks,
        ),
        Format("json", "JSON", "application/json", _("For programs."), json_chunks),
        Format("geojson", "GeoJSON", "application/geo+json", _("For maps."), geojson_chunks),
    )
}
