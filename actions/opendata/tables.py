"""CSV and XLSX, written while they are read: the first bytes leave before the last row is known.

A spreadsheet runs cells that look like formulas, so text never does: in CSV such text is preceded
by an apostrophe, in XLSX every text is typed as text.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from actions.opendata.columns import COLUMNS, Value, values
from actions.opendata.records import Record

BOM = "\ufeff"
# Also behind blanks, and in the full-width forms that some spreadsheets take for the plain ones.
FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
LONGEST_CELL = 32_767
ROWS_AT_A_TIME = 100


def as_text(value: Value) -> str:
    """Return a value as a cell of a table has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return UNPRINTABLE.sub("", str(value))


def csv_lines(found: Iterable[Record]) -> Iterator[str]:
    """Yield a CSV file (RFC 4180, UTF-8 with a mark that spreadsheets look for)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in COLUMNS])
    yield BOM
    for number, record in enumerate(found, start=1):
        writer.writerow([_harmless(value) for value in values(record).values()])
        if number % ROWS_AT_A_TIME == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _harmless(value: Value) -> str:
    text = as_text(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"'{text}" if FORMULA.match(text) and not is_number else text


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


class _Outlet(io.RawIOBase):
    """Takes what is written and gives it away; a ZIP file can be written to it, never read."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.waiting += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self.waiting)
        self.waiting.clear()
        return taken


# The least that a workbook needs (ECMA-376, SpreadsheetML).
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="actions" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="styles.xml"/></Relationships>'
    ),
    # Cell formats: plain, bold, a date, and text that stays text when it is edited.
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>'
    ),
}
PLAIN, BOLD, DATE, QUOTED = range(4)
SHEET_BEGINS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
SHEET_ENDS = "</sheetData></worksheet>"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Day 0 of spreadsheets.
EPOCH = date(1899, 12, 30)


def xlsx_chunks(found: Iterable[Record]) -> Iterator[bytes]:
    """Yield a workbook with one sheet."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(name, f"{XML}{text}")
        yield outlet.take()
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            header = "".join(_text(column.name, BOLD) for column in COLUMNS)
            sheet.write(f"{XML}{SHEET_BEGINS}<row>{header}</row>".encode())
            for number, record in enumerate(found, start=1):
                cells = "".join(_cell(value) for value in values(record).values())
                sheet.write(f"<row>{cells}</row>".encode())
                if number % ROWS_AT_A_TIME == 0:
                    yield outlet.take()
            sheet.write(SHEET_ENDS.encode())
    yield outlet.take()


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f'<c s="{DATE}"><v>{(value - EPOCH).days}</v></c>'
    text = as_text(value)
    return _text(text, QUOTED if FORMULA.match(text) else PLAIN)


def _text(text: str, style: int) -> str:
    inner = escape(text[:LONGEST_CELL])
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{inner}</t></is></c>'
