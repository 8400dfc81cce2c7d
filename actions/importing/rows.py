"""A row of a spreadsheet as facts and words of an action, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from actions.importing.columns import REQUIRED, SEVERAL
from actions.importing.reading import Cell
from actions.importing.references import References
from actions.models.progress import Precision, Stage, ends_too_early

DATE = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
YEARS = range(1950, 2101)
LONGEST = {"external_id": 100, "title": 255, "summary": 600, "source_url": 500}


@dataclass
class Row:
    """What a row says: ``values`` by the action's field names; ``problems`` refuse it.

    Without a ``language`` it is that of the action, or the site's first for a new one.
    """

    number: int
    external_id: str = ""
    language: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    problems: list[str] = field(default_factory=list)


def parse_row(number: int, cells: dict[str, Cell], references: References) -> Row:
    """Read one row; an empty cell says nothing."""
    row = Row(number)
    for name in REQUIRED:
        if cells.get(name) in (None, ""):
            row.problems.append(_("%(column)s: this must not be empty.") % {"column": name})
    for name, cell in cells.items():
        if cell in (None, ""):
            continue
        try:
            _PARSERS[name](row, cell, references)
        except ValidationError as error:
            row.problems += [f"{name}: {message}" for message in error.messages]
    said = row.values
    if {"start_date", "end_date"} <= said.keys() and ends_too_early(
        said["start_date"], said["start_precision"], said["end_date"], said["end_precision"]
    ):
        row.problems.append(f"end: {_('The end can’t be before the start.')}")
    return row


def _text(cell: Cell) -> str:
    """Return a cell as text; a number that a spreadsheet made of one is written as one."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _several(cell: Cell) -> list[str]:
    return [item for part in _text(cell).split(SEVERAL) if (item := part.strip())]


def _external_id(row: Row, cell: Cell, references: References) -> None:
    row.external_id = _fitting("external_id", _text(cell))


def _language(row: Row, cell: Cell, references: References) -> None:
    code = _text(cell).casefold().replace("_", "-")
    code = "zh-hans" if code in {"zh", "zh-cn"} else code
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(
            _("“%(value)s” is none of the languages: %(known)s.")
            % {"value": cell, "known": ", ".join(dict(settings.LANGUAGES))}
        )
    row.language = code


def _fitting(name: str, text: str) -> str:
    if len(text) > LONGEST[name]:
        raise ValidationError(
            _("This is %(length)s characters long; %(most)s at most.")
            % {"length": len(text), "most": LONGEST[name]}
        )
    return text


def _words(name: str) -> Callable[[Row, Cell, References], None]:
    def parse(row: Row, cell: Cell, references: References) -> None:
        row.values[name] = _fitting(name, _text(cell))

    return parse


def _body(row: Row, cell: Cell, references: References) -> None:
    row.body = _text(cell)


def _found(names: dict[str, set[int]], cell: Cell) -> list[int]:
    """Return the records that a cell names, in its order; say every name that fits none."""
    problems: list[str] = []
    keys: list[int] = []
    for name in _several(cell):
        found = names.get(name.casefold(), set())
        if not found:
            problems.append(_("“%(value)s” is not known here.") % {"value": name})
        elif len(found) > 1:
            problems.append(
                _("“%(value)s” fits several entries. Add the country code: “%(value)s (CO)”.")
                % {"value": name}
            )
        else:
            keys += found
    if problems:
        raise ValidationError(problems)
    return list(dict.fromkeys(keys))


def _references(field_name: str, source: str) -> Callable[[Row, Cell, References], None]:
    def parse(row: Row, cell: Cell, references: References) -> None:
        row.values[field_name] = _found(getattr(references, source), cell)

    return parse


def _objectives(framework: str) -> Callable[[Row, Cell, References], None]:
    def parse(row: Row, cell: Cell, references: References) -> None:
        known = references.objectives[framework]
        problems, keys = [], []
        for item in _several(cell):
            number = int(item) if item.isascii() and item.isdigit() and len(item) < 4 else 0
            if number in known:
                keys.append(known[number])
            else:
                problems.append(_("“%(value)s” is not known here.") % {"value": item})
        if problems:
            raise ValidationError(problems)
        row.values.setdefault("objectives", {})[framework] = keys

    return parse


def _stage(row: Row, cell: Cell, references: References) -> None:
    value = _text(cell).casefold().replace(" ", "_").replace("-", "_")
    if value not in Stage.values:
        raise ValidationError(
            _("“%(value)s” is none of these: %(known)s.")
            % {"value": cell, "known": ", ".join(Stage.values)}
        )
    row.values["stage"] = value


def parse_date(cell: Cell) -> tuple[date, str]:
    """Return a date and how exactly it is known."""
    if isinstance(cell, date):
        return cell, Precision.DAY
    match = DATE.match(_text(cell).strip())
    wrong = ValidationError(
        _("“%(value)s” is not a date. Write 2023, 2023-05 or 2023-05-17.") % {"value": cell}
    )
    if not match or int(match[1]) not in YEARS:
        raise wrong
    try:
        found = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise wrong from None
    if match[3]:
        return found, Precision.DAY
    return found, Precision.MONTH if match[2] else Precision.YEAR


def _period(name: str) -> Callable[[Row, Cell, References], None]:
    def parse(row: Row, cell: Cell, references: References) -> None:
        row.values[f"{name}_date"], row.values[f"{name}_precision"] = parse_date(cell)

    return parse


def _compiled_on(row: Row, cell: Cell, references: References) -> None:
    row.values["compiled_on"] = parse_date(cell)[0]


def _edition(row: Row, cell: Cell, references: References) -> None:
    slug = _text(cell)
    if slug not in references.editions:
        raise ValidationError(_("“%(value)s” is not known here.") % {"value": slug})
    row.values["edition_id"] = references.editions[slug]


def _url(text: str) -> str:
    URLValidator(schemes=["http", "https"])(text)
    return _fitting("source_url", text)


def _source_url(row: Row, cell: Cell, references: References) -> None:
    row.values["source_url"] = _url(_text(cell))


def _other_source_urls(row: Row, cell: Cell, references: References) -> None:
    row.values["other_source_urls"] = [_url(item) for item in _several(cell)]


_PARSERS: dict[str, Callable[[Row, Cell, References], None]] = {
    "external_id": _external_id,
    "language": _language,
    "title": _words("title"),
    "summary": _words("summary"),
    "body": _body,
    "governments": _references("lrgs", "governments"),
    "categories": _references("categories", "categories"),
    "priorities": _references("priorities", "priorities"),
    **{framework: _objectives(framework) for framework in ("gcm", "gcr", "sdg")},
    "stage": _stage,
    "start": _period("start"),
    "end": _period("end"),
    "edition": _edition,
    "source_url": _source_url,
    "other_source_urls": _other_source_urls,
    "compiled_on": _compiled_on,
}

RELATIONS = ("categories", "priorities", "objectives")
"""The fields of :class:`~actions.models.Action` that hold several records."""
