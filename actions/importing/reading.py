"""Reading spreadsheets that nobody has vouched for: XLSX and CSV, within limits.

Everything that makes a file unreadable is said at once and in words that help; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from actions.importing.columns import NAMES, REQUIRED

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 80 * 1024 * 1024
MOST_ROWS = 1_000
MOST_COLUMNS = 60
LONGEST_CELL = 20_000
MOST_PROBLEMS = 50
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MACROS = ("xl/vbaproject", "xl/macrosheets")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
PIECE = 64 * 1024

Cell = str | int | float | bool | date | None


class FileRefusedError(Exception):
    """A file that can't be read; ``problems`` say why, in the reader's language."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass
class Table:
    """Rows by their number in the file, each a map from column names to what the cells hold."""

    rows: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)


def read_table(name: str, content: bytes) -> Table:
    """Read a file by what it is, not by what it is called."""
    if not content:
        raise FileRefusedError(_("The file is empty."))
    if len(content) > LARGEST_FILE:
        raise FileRefusedError(_("The file is too large: 10 MB at most."))
    if content.startswith(b"PK"):
        return _table(_xlsx_rows(content))
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x7fELF", b"MZ")):
        raise FileRefusedError(
            _("“%(name)s” is neither an XLSX nor a CSV file. Save it as one of these.")
            % {"name": name}
        )
    return _table(_csv_rows(content))


def _table(rows: Iterable[list[Cell]]) -> Table:
    numbered = ((number, row) for number, row in enumerate(rows, start=1))
    filled = ((number, row) for number, row in numbered if any(cell is not None for cell in row))
    first = next(filled, None)
    if first is None:
        raise FileRefusedError(_("The file has no rows."))
    header = [str(cell).strip().casefold() if cell is not None else "" for cell in first[1]]
    _check_header(header)
    table = Table(unknown_columns=[name for name in header if name and name not in NAMES])
    problems: list[str] = []
    for number, row in filled:
        if len(table.rows) >= MOST_ROWS:
            raise FileRefusedError(
                _("The file has more than %(most)s rows. Split it.") % {"most": MOST_ROWS}
            )
        if any(cell is not None for cell in row[len(header) :]) or any(
            cell is not None and not name for name, cell in zip(header, row, strict=False)
        ):
            problems.append(
                _("Row %(row)s has more cells than there are columns. Is a comma unquoted?")
                % {"row": number}
            )
        cells = {name: cell for name, cell in zip(header, row, strict=False) if name in NAMES}
        if [str(cell).strip().casefold() for cell in row if cell is not None] == [
            name for name in header if name
        ]:
            problems.append(_("Row %(row)s repeats the names of the columns.") % {"row": number})
        table.rows.append((number, cells))
    if problems:
        raise FileRefusedError(*problems)
    if not table.rows:
        raise FileRefusedError(_("The file has the names of the columns, but no rows below them."))
    return table


def _check_header(header: list[str]) -> None:
    problems = []
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        problems.append(
            _("The first row must hold the names of the columns. Missing: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        problems.append(
            _("These columns are there more than once: %(names)s.") % {"names": ", ".join(twice)}
        )
    if problems:
        raise FileRefusedError(*problems)


def _csv_rows(content: bytes) -> Iterator[list[Cell]]:
    text = _decoded(content)
    csv.field_size_limit(LARGEST_FILE)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:10_000].partition("\n")[0] or ",", ",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), dialect), start=1):
            yield [_checked(cell, number, column) for column, cell in enumerate(row, start=1)]
    except csv.Error as error:
        raise FileRefusedError(
            _("This is not a readable CSV file: %(why)s") % {"why": error}
        ) from error


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            _(
                "The letters of this file can't be read: it is not in UTF-8. In the spreadsheet, "
                "save it as “CSV UTF-8”, or send the XLSX file."
            )
        ) from error


def _xlsx_rows(content: bytes) -> Iterator[list[Cell]]:
    # Large, and needed by those only who import.
    from openpyxl import load_workbook

    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
    except Exception as error:
        raise FileRefusedError(_("This is not a readable XLSX file.")) from error
    formulas: list[str] = []
    try:
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            cells: list[Cell] = []
            for column, cell in enumerate(row, start=1):
                if cell.data_type in {"f", "e"}:
                    formulas.append(_cell_name(number, column))
                cells.append(_checked(cell.value, number, column))
            # Formats that reach to the end of a sheet make empty rows without end.
            if number > MOST_ROWS * 10 or len(formulas) >= MOST_PROBLEMS:
                break
            yield cells
    except FileRefusedError:
        raise
    except Exception as error:
        raise FileRefusedError(_("This is not a readable XLSX file.")) from error
    if formulas:
        raise FileRefusedError(
            _("These cells hold formulas: %(cells)s. Paste their values instead.")
            % {"cells": ", ".join(formulas)}
        )


def _check_archive(content: bytes) -> None:
    """Refuse what unpacks to too much, holds macros or merges cells, before it is parsed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise FileRefusedError(_("This is not a readable XLSX file.")) from error
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        raise FileRefusedError(_("This is not a readable XLSX file."))
    if any(name.casefold().startswith(MACROS) for name in names):
        raise FileRefusedError(_("The file holds macros. Save it as XLSX without macros."))
    unpacked = 0
    for info in archive.infolist():
        is_sheet = info.filename.startswith("xl/worksheets/")
        try:
            with archive.open(info) as part:
                tail = b""
                # What the file says of its own size may be a lie.
                while piece := part.read(PIECE):
                    unpacked += len(piece)
                    if unpacked > LARGEST_UNPACKED:
                        raise FileRefusedError(_("The file unpacks to too much: 80 MB at most."))
                    if is_sheet and MERGED.search(tail + piece):
                        raise FileRefusedError(_("The file has merged cells. Unmerge them."))
                    tail = piece[-32:]
        except FileRefusedError:
            raise
        except Exception as error:
            # Whatever a broken or hostile archive makes of the unpacking.
            raise FileRefusedError(_("This is not a readable XLSX file.")) from error


def _cell_name(row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


def _checked(value: Any, row: int, column: int) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | int | float | date) or value is None:
        return value
    text = str(value).strip()
    if len(text) > LONGEST_CELL:
        cell = _cell_name(row, min(column, MOST_COLUMNS))
        raise FileRefusedError(_("Cell %(cell)s holds too much text.") % {"cell": cell})
    if CONTROL.search(text):
        cell = _cell_name(row, min(column, MOST_COLUMNS))
        raise FileRefusedError(
            _("Cell %(cell)s holds characters that are no text. Is the file in UTF-8?")
            % {"cell": cell}
        )
    return text or None
