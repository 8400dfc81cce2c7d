"""XLSX, written while it is read: the first bytes leave before the last row is known.

Python's own ``zipfile`` writes to what can't be rewound; the parts of a workbook are few and fixed
(ECMA-376, SpreadsheetML). Every text is typed as text and stays text when a cell is edited.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.sax.saxutils import escape

from actions.opendata.cells import as_text, is_number, looks_like_formula
from actions.opendata.columns import COLUMNS, KINDS, Value, values
from actions.opendata.records import Record
from home.languages import direction

LONGEST_CELL = 32_767
ROWS_AT_A_TIME = 100
WIDTHS = {"text": 32, "list": 24, "number": 11, "date": 12, "time": 18, "flag": 9}
"""Of columns, in characters, by kind."""

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEETS = ("actions", "columns", "about")
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/{name}.xml" ContentType="{TYPES}.worksheet+xml"/>'
            for name in SHEETS
        )
        + f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{NAMESPACE}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
            for number, name in enumerate(SHEETS, start=1)
        )
        + "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/{name}.xml"/>'
            for number, name in enumerate(SHEETS, start=1)
        )
        + f'<Relationship Id="rId9" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{NAMESPACE}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
        '<fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/>'
        '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/>'
        '<xf quotePrefix="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
PLAIN, BOLD, DATE, TIME, QUOTED = range(5)
"""The formats of cells above."""
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
"""Day 0 of spreadsheets."""
A_DAY = 86_400

Row = Iterable[Value]


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


def xlsx_chunks(found: Iterable[Record], about: dict[str, Any]) -> Iterator[bytes]:
    """Yield a workbook: the actions, what the columns mean, and what file it is."""
    outlet = _Outlet()
    sheets: dict[str, tuple[list[int], Row, Iterable[Row]]] = {
        "about": ([24, 100], ("", ""), about.items()),
        "columns": (
            [24, 80, 40, 40],
            ("column", "meaning", "kind", "example"),
            ((c.name, str(c.meaning), str(KINDS[c.kind]), as_text(c.example)) for c in COLUMNS),
        ),
        "actions": (
            [WIDTHS[column.kind] for column in COLUMNS],
            [column.name for column in COLUMNS],
            (values(record).values() for record in found),
        ),
    }
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(name, f"{XML}{text}")
        yield outlet.take()
        for name, (widths, header, rows) in sheets.items():
            with book.open(f"xl/worksheets/{name}.xml", "w") as sheet:
                for piece in _sheet(widths, header, rows, about["language"]):
                    sheet.write(piece.encode())
                    yield outlet.take()
    yield outlet.take()


def _sheet(widths: list[int], header: Row, rows: Iterable[Row], language: str) -> Iterator[str]:
    """Yield a sheet whose first row stays in sight, some rows at a time."""
    mirrored = ' rightToLeft="1"' if direction(language) == "rtl" else ""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    first = "".join(_text(as_text(name), BOLD) for name in header)
    yield (
        f'{XML}<worksheet xmlns="{NAMESPACE}"><sheetViews><sheetView workbookViewId="0"{mirrored}>'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData><row>{first}</row>"
    )
    waiting = []
    for row in rows:
        waiting.append(f"<row>{''.join(_cell(value) for value in row)}</row>")
        if len(waiting) == ROWS_AT_A_TIME:
            yield "".join(waiting)
            waiting.clear()
    yield f"{''.join(waiting)}</sheetData></worksheet>"


def _cell(value: Value) -> str:
    if value is None or value in ("", []):
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if is_number(value):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, datetime):
        return f'<c s="{TIME}"><v>{(value - EPOCH).total_seconds() / A_DAY:.6f}</v></c>'
    if isinstance(value, date):
        return f'<c s="{DATE}"><v>{(value - EPOCH.date()).days}</v></c>'
    text = as_text(value)
    return _text(text, QUOTED if looks_like_formula(text) else PLAIN)


def _text(text: str, style: int) -> str:
    inner = escape(text[:LONGEST_CELL])
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{inner}</t></is></c>'
