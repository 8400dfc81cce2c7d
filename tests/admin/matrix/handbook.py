"""The tables of the handbook that say who may do what."""

from __future__ import annotations

from django.conf import settings

PAGE = settings.ROOT / "docs" / "handbook" / "en" / "roles.md"
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
    lines = iter(PAGE.read_text().splitlines())
    columns = next(cells for cells in map(_cells, lines) if cells[0] == head)
    assert tuple(columns[1:]) == ROLES
    next(lines)
    found: dict[str, set[str]] = {}
    for label, *marks in map(_cells, lines):
        if not marks:
            break
        found[label] = {role for role, mark in zip(ROLES, marks, strict=True) if mark == "yes"}
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
