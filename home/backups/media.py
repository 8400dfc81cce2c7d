"""The uploads in an archive, from wherever they are kept: a directory or an object storage."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.base import File
from django.core.files.storage import default_storage

from .archive import CHUNK, MEDIA, Reader, Writer


def names(directory: str = "") -> Iterator[str]:
    """Yield the names of all uploads."""
    try:
        directories, files = default_storage.listdir(directory)
    except FileNotFoundError:
        return
    prefix = f"{directory}/" if directory else ""
    for name in sorted(filter(None, files)):
        yield f"{prefix}{name}"
    for name in sorted(directories):
        yield from names(f"{prefix}{name}")


def write(archive: Writer) -> list[str]:
    """Write every upload into an archive; return those that were deleted meanwhile."""
    gone = []
    for name in names():
        try:
            source = default_storage.open(name)
        except FileNotFoundError:
            gone.append(name)
            continue
        with source, archive.member(f"{MEDIA}{name}") as put:
            for content in source.chunks(CHUNK):
                put(content)
    return gone


def read(archive: Reader) -> None:
    """Put the uploads of an archive in the place of what is there."""
    wanted = set(archive.manifest.media)
    for name in list(names()):
        if name not in wanted:
            default_storage.delete(name)
    for name in sorted(wanted):
        with archive.open(f"{MEDIA}{name}") as source:
            # Under the very name that the records know.
            default_storage.delete(name)
            stored = default_storage.save(name, File(source, name))
        if stored != name:
            raise OSError(f"{name} could only be stored as {stored}")
