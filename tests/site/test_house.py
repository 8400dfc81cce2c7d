"""The code as a house: no file and no function too long to read, and maps that fit the tree."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("actions", "blog", "home", "site")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
# Made, not written.
MADE = re.compile(r"/migrations/|^locale/|\.lock$|\.json$")
WRITTEN = {".css", ".html", ".js", ".md", ".py"}


def tracked() -> list[str]:
    """Return every file of the project that somebody has written."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a clone")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def trees() -> list[tuple[str, ast.Module]]:
    names = [name for name in tracked() if name.endswith(".py") and name.startswith(OURS)]
    return [(name, ast.parse((ROOT / name).read_text())) for name in names if not MADE.search(name)]


def test_no_file_is_too_long() -> None:
    names = [name for name in tracked() if Path(name).suffix in WRITTEN and not MADE.search(name)]
    lengths = {name: (ROOT / name).read_text().count("\n") for name in names}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    found = {
        (name, node.name): node.end_lineno - node.lineno + 1
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    }
    assert {key: lines for key, lines in found.items() if lines > LONGEST_FUNCTION} == {}


def test_every_folder_is_on_the_map() -> None:
    folders = {name.partition("/")[0] for name in tracked() if "/" in name}
    table = (ROOT / "README.md").read_text().partition("## Where things are")[2]
    named = set(re.findall(r"`([a-z]+)/", table))
    assert {name for name in folders if not name.startswith(".")} <= named
    assert named <= folders


def test_every_part_of_home_is_on_the_map() -> None:
    parts = {name.split("/")[1] for name in tracked() if re.match(r"home/\w+/\w+\.py", name)}
    parts -= {"management", "migrations", "models", "templatetags"}
    table = (ROOT / "docs" / "architecture.md").read_text().partition("## The folders of `home`")[2]
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert parts == named


def test_the_pictures_of_the_readme_are_there() -> None:
    text = (ROOT / "README.md").read_text()
    places = re.findall(r"\]\(([^)#:]+)\)", text)
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []
