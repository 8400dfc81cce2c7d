"""The page on security names each requirement once, and tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
NAMED = sorted(set(re.findall(r"tests/[\w/]+\.py(?:::\w+)?", PAGE)))
ROWS = [line.split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d+\.", line)]


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the tests of a module, those of classes too."""
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_is_named_exists(named: str) -> None:
    path, _colons, name = named.partition("::")
    assert (ROOT / path).is_file()
    assert not name or name in names_in(path)


def test_each_requirement_stands_once() -> None:
    numbers = [number for row in ROWS for number in row[0].strip("| ").split(", ")]
    assert len(numbers) > 100
    assert all(re.fullmatch(r"([1-9]|1[0-4])\.\d{1,2}\.\d{1,2}", number) for number in numbers)
    assert sorted(numbers) == sorted(set(numbers))


def test_each_requirement_has_a_test_or_says_why_not() -> None:
    for row in ROWS:
        assert len(row) == 4, row
        assert "tests/" in row[3] or "reviewed" in row[3], row
