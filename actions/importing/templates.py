"""The template that editors fill in, as a spreadsheet or as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from actions.importing.columns import COLUMNS
from actions.importing.reading import MOST_ROWS
from actions.models import Category, Objective, Priority
from actions.models.progress import Stage

WIDTH = 28


def csv_template() -> bytes:
    """Return a CSV file with the names of the columns and an example."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerow([column.example for column in COLUMNS])
    return buffer.getvalue().encode("utf-8-sig")


def xlsx_template() -> bytes:
    """Return a workbook: the sheet to fill in, what each column takes, and the known values."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "actions"
    sheet.append([column.name for column in COLUMNS])
    sheet.append([column.example for column in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTH
    sheet.freeze_panes = "A2"
    _offer_stages(sheet)
    _explain(book.create_sheet(_("Columns")[:31]))
    _list_values(book.create_sheet(_("Values")[:31]))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _offer_stages(sheet: Any) -> None:
    names = [column.name for column in COLUMNS]
    letter = sheet.cell(row=1, column=names.index("stage") + 1).column_letter
    offered = DataValidation(type="list", formula1=f'"{",".join(Stage.values)}"', allow_blank=True)
    sheet.add_data_validation(offered)
    offered.add(f"{letter}2:{letter}{MOST_ROWS}")


def _explain(sheet: Any) -> None:
    sheet.append([_("Column"), _("Must be filled in"), _("What to write")])
    for column in COLUMNS:
        sheet.append([column.name, _("yes") if column.required else "", str(column.help)])
    for cell in sheet["C"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = WIDTH
    sheet.column_dimensions["C"].width = WIDTH * 3


def _list_values(sheet: Any) -> None:
    sheet.append(["categories", "priorities", "gcm", "gcr", "sdg"])
    lists = [
        list(Category.objects.filter(is_source=True).values_list("slug", flat=True)),
        list(Priority.objects.filter(is_source=True).values_list("slug", flat=True)),
    ]
    for framework in ("gcm", "gcr", "sdg"):
        rows = Objective.objects.filter(is_source=True, framework=framework)
        lists.append([f"{row.number}: {row.title}" for row in rows])
    for number in range(max(map(len, lists), default=0)):
        sheet.append([values[number] if number < len(values) else None for values in lists])
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = WIDTH
