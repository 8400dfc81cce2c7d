"""CSV, written while it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from actions.opendata.cells import csv_cell
from actions.opendata.columns import COLUMNS, values
from actions.opendata.records import Record

BOM = "\ufeff"
ROWS_AT_A_TIME = 100


def csv_lines(found: Iterable[Record], about: dict[str, Any]) -> Iterator[str]:
    """Yield a table (RFC 4180), one line an action, in UTF-8 with a mark for spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in COLUMNS])
    yield BOM + _emptied(buffer)
    for number, record in enumerate(found, start=1):
        writer.writerow([csv_cell(value) for value in values(record).values()])
        if number % ROWS_AT_A_TIME == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
