"""What a file brings, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

LARGEST_FILE = 5 * 1024 * 1024
MOST_TEXTS = 20_000


class FileRefusedError(Exception):
    """A file can't be used as a whole; every reason is listed, in the reader's language."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = list(problems)


@dataclass(frozen=True)
class Unit:
    """One text of a file: of which translation and place, of what source, and its translation.

    ``uncertain`` says that the file itself marks the translation as unfinished.
    """

    number: int
    translation: str
    path: str
    source: str
    source_hash: UUID | None
    value: str
    uncertain: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """The language that a file is for, its format, and its texts."""

    language: str
    tool: str
    units: list[Unit]
