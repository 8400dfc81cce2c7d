"""The tables of the handbook that say who may do what."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings

HANDBOOK = settings.ROOT / "docs" / "handbook"
MARKS = {"en": "yes", "fr": "oui"}
"""How the tables say that a role may do something, by the language of the handbook."""
ROLES = (
    "Writers",
    "Translators",
    "Reviewers",
    "Publishers",
    "Focal points",
    "Administrators",
)


def declared(head: str) -> dict[str, set[str]]:
    """Return the table whose first column has this head: which roles may do what."""
    (_head, *roles), *rows = next(table for table in tables("en") if table[0][0] == head)
    assert tuple(roles) == ROLES
    return {
        label: {role for role, mark in zip(ROLES, marks, strict=True) if mark == MARKS["en"]}
        for label, *marks in rows
    }


def tables(language: str) -> list[list[list[str]]]:
    """Return the tables in a language as rows of cells; the first row has the heads."""
    lines = (HANDBOOK / language / "roles.md").read_text().splitlines()
    blocks = groupby(lines, key=lambda line: line.startswith("|"))
    found = [[_cells(line) for line in block] for is_table, block in blocks if is_table]
    return [[head, *rows] for head, _rule, *rows in found]


def marked(language: str) -> list[list[list[bool]]]:
    """Return which cells of the tables in a language are marked; no cell says anything else."""
    mark = MARKS[language]
    rows = [[row[1:] for row in table[1:]] for table in tables(language)]
    assert {cell for table in rows for row in table for cell in row} == {"", mark}
    return [[[cell == mark for cell in row] for row in table] for table in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
