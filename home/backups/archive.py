"""The form of an archive: a ZIP whose manifest says what is in it and how to tell it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, MEDIA = "tables/", "media/"
CHUNK = 1 << 20
# Of these only their bytes are kept: they are packed already.
PACKED = (".avif", ".docx", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".xlsx", ".zip")


class ArchiveError(Exception):
    """An archive can't be made or used; the message says why."""


@dataclass
class Table:
    """The columns of a table, in the order in which its rows are written, and how many they are."""

    columns: list[str]
    rows: int


@dataclass
class Manifest:
    """What an archive holds; ``sums`` has the SHA-256 of each of its files."""

    made_at: str
    version: str
    migrations: dict[str, list[str]] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    sequences: dict[str, int | None] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def media(self) -> list[str]:
        """The names of the uploads."""
        return [name.removeprefix(MEDIA) for name in self.sums if name.startswith(MEDIA)]

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read a manifest, or refuse what this version of the site doesn't know."""
        try:
            values: dict[str, Any] = json.loads(content)
            if values["format"] != FORMAT:
                raise ArchiveError(
                    f"It has format {values['format']}; this version reads {FORMAT}."
                )
            values["tables"] = {name: Table(**table) for name, table in values["tables"].items()}
            return cls(**values)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ArchiveError("It is no archive of this site: its manifest is damaged.") from error


class Writer:
    """Writes an archive beside its final place, for its owner only, and then moves it there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unfinished = path.with_suffix(".unfinished")
        self.sums: dict[str, str] = {}

    def __enter__(self) -> Self:
        handle = os.open(self._unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._zip.close()
            if error is None:
                self._file.flush()
                os.fsync(self._file.fileno())
                self._unfinished.replace(self.path)
        finally:
            self._file.close()
            self._unfinished.unlink(missing_ok=True)

    @contextmanager
    def member(self, name: str) -> Iterator[Callable[[bytes | memoryview], None]]:
        """Yield what writes to a file of the archive."""
        info = zipfile.ZipInfo(name)
        is_packed = name.lower().endswith(PACKED)
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as target:

            def write(content: bytes | memoryview) -> None:
                digest.update(content)
                target.write(content)

            yield write
        self.sums[name] = digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, which comes last: an archive without one is not whole."""
        manifest.sums = self.sums
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


class Reader:
    """Reads an archive; nothing is taken from it before all of it is known to be whole."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = Manifest.read(self._zip.read(MANIFEST))
        except OSError as error:
            raise ArchiveError(f"It can't be read: {error.strerror}.") from error
        except (zipfile.BadZipFile, KeyError) as error:
            raise ArchiveError("It is no archive of this site, or not all of it.") from error

    def check(self) -> None:
        """Refuse an archive in which a file is missing or differs from what was written."""
        for name, expected in self.manifest.sums.items():
            digest = hashlib.sha256()
            try:
                for content in self.pieces(name):
                    digest.update(content)
            except (KeyError, zipfile.BadZipFile, OSError, EOFError) as error:
                raise ArchiveError(f"It is damaged: {name} can't be read.") from error
            if digest.hexdigest() != expected:
                raise ArchiveError(f"It is damaged: {name} is not what was written.")
        for name in self.manifest.tables:
            if f"{TABLES}{name}" not in self.manifest.sums:
                raise ArchiveError(f"It is damaged: {name} is missing.")

    def open(self, name: str) -> IO[bytes]:
        """Open a file of the archive."""
        return self._zip.open(name)

    def pieces(self, name: str) -> Iterable[bytes]:
        """Yield a file of the archive, piece by piece."""
        with self.open(name) as source:
            while content := source.read(CHUNK):
                yield content


def remove_old(directory: Path, pattern: str, keep: int) -> list[Path]:
    """Remove all archives but the newest, and return those removed; names sort by time."""
    old = sorted(directory.glob(pattern))[:-keep]
    for path in old:
        path.unlink()
    return old


def check_room(directory: Path) -> None:
    """Refuse a place that can't be written to."""
    if not directory.is_dir() or not os.access(directory, os.W_OK):
        raise ArchiveError(f"{directory} must be an existing directory that can be written to.")
    if shutil.disk_usage(directory).free < CHUNK:
        raise ArchiveError(f"The disk of {directory} is full.")
