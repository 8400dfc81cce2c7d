"""What a spreadsheet of actions may hold.

The template, the command's help, the handbook and the reader of files all come from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ImportColumn:
    """A column: its name in the first row, what to write, and an example."""

    name: str
    help: Any
    example: str
    required: bool = False


SEVERAL = ";"
"""Stands between the values of a cell that may hold several."""

COLUMNS: tuple[ImportColumn, ...] = (
    ImportColumn(
        "external_id",
        _("Your own number or name of the action. It finds the action again the next time."),
        "example-2023-01",
        required=True,
    ),
    ImportColumn(
        "language", _("Language of the words: ar, en, es, fr, ru or zh-hans. Empty: en."), "en"
    ),
    ImportColumn(
        "title", _("Title, 255 characters at most."), "A door that is open", required=True
    ),
    ImportColumn(
        "summary",
        _("One or two sentences, 600 characters at most."),
        "The example city opens a welcome centre.",
        required=True,
    ),
    ImportColumn(
        "body",
        _("More text; an empty line begins a paragraph. Only used while the action has no text."),
        "",
    ),
    ImportColumn(
        "governments",
        _(
            "Cities and regions that are on this site already: name, or name and country code as "
            "in “Exampleville (CO)”, or the last part of the address; several with semicolons."
        ),
        "",
    ),
    ImportColumn("categories", _("Names or slugs of categories; several with semicolons."), ""),
    ImportColumn("priorities", _("Names or slugs of priorities; several with semicolons."), ""),
    ImportColumn(
        "gcm", _("Numbers of GCM objectives (1 to 23); several with semicolons."), "7; 15"
    ),
    ImportColumn("gcr", _("Numbers of GCR objectives (1 to 4); several with semicolons."), ""),
    ImportColumn("sdg", _("Numbers of goals (1 to 17); several with semicolons."), "11"),
    ImportColumn("stage", _("planned, under_way, completed or open_ended."), "under_way"),
    ImportColumn("start", _("2023, 2023-05 or 2023-05-17."), "2023-05"),
    ImportColumn("end", _("The same; empty while it goes on."), ""),
    ImportColumn("edition", _("Last part of the address of the report, such as 2022."), ""),
    ImportColumn("source_url", _("Address of the public source."), "https://example.org/action"),
    ImportColumn("other_source_urls", _("More addresses; several with semicolons."), ""),
    ImportColumn("compiled_on", _("When the entry was compiled, such as 2024-01-31."), ""),
)
NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)
