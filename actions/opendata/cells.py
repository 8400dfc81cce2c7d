"""Values as the cells of a table have them, harmless to the spreadsheets that open it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TypeGuard

from actions.opendata.columns import Value
from home.printable import printable

BETWEEN = " | "
"""Between the values of a list: no name has it, and no spreadsheet takes it for a separator."""

# What a formula begins with, also in forms that some spreadsheets take for the plain ones, and
# also behind blanks, marks of direction and others that nobody sees.
SIGN = r"[=+\-@＝＋－＠﹢﹣﹦﹫]"
BLANK = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
UNSEEN = f"{BLANK}*"
FORMULA = re.compile(rf"^(?:{UNSEEN}{SIGN}|[\t\r\n])")
# Where commas are decimal signs, spreadsheets cut a line of a CSV file at semicolons.
FORMULA_OR_SEPARATED = re.compile(rf"(^(?={UNSEEN}{SIGN})|[;\t](?=(?:(?!\t){BLANK})*{SIGN}))")


def as_text(value: Value) -> str:
    """Return a value as text; a moment is in UTC."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return BETWEEN.join(as_text(item) for item in value)
    return printable(str(value))


def is_number(value: Value) -> TypeGuard[int | float]:
    """Say whether a value is a number, as truth values are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet might calculate a text."""
    return bool(FORMULA.match(text))


def csv_cell(value: Value) -> str:
    """Return a value on one line, with an apostrophe before what looks like a formula."""
    if is_number(value):
        return str(value)
    return FORMULA_OR_SEPARATED.sub(r"\1'", " ".join(as_text(value).split("\n")))
