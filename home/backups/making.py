"""Making an archive, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from home.caches import purge

from . import media, schema, tables
from .archive import ArchiveError, Manifest, Reader, Writer, check_room

NAME = "local-action"


def back_up(directory: Path) -> tuple[Path, Manifest, list[str]]:
    """Write an archive; return where it is, what it holds, and uploads deleted meanwhile.

    The uploads come after the tables: what is uploaded meanwhile is in excess, not missing.
    """
    check_room(directory)
    now = timezone.now()
    manifest = Manifest(made_at=now.isoformat(timespec="seconds"), version=version("local-action"))
    with Writer(directory / f"{NAME}-{now:%Y%m%dT%H%M%S%f}Z.zip") as archive:
        with tables.one_moment():
            manifest.migrations = schema.applied()
            manifest.tables = tables.write(archive)
            # Numbers given out meanwhile are left out; that does no harm.
            manifest.sequences = tables.sequences()
        gone = media.write(archive)
        archive.finish(manifest)
    return archive.path, manifest, gone


def restore(path: Path, *, replace: bool, tell: Callable[[str], None]) -> Manifest:
    """Bring an installation to the state of an archive."""
    archive = Reader(path)
    manifest = archive.manifest
    tell(f"Made at {manifest.made_at} by version {manifest.version}.")
    archive.check()
    schema.check_known(manifest.migrations)
    if not tables.is_empty() and not replace:
        raise ArchiveError(
            "This database is not empty. With --replace all that it and the uploads hold "
            "is lost and the archive takes its place."
        )
    later = schema.missing_from(manifest.migrations)
    if later:
        tell(f"It is older than this version: {len(later)} migrations follow ({later[0]}…).")
    if schema.applied() != manifest.migrations:
        tables.drop_all()
        schema.make_as_of(manifest.migrations)
    tables.read(archive)
    tell(f"{sum(table.rows for table in manifest.tables.values())} rows.")
    media.read(archive)
    tell(f"{len(manifest.media)} uploads.")
    if later:
        schema.bring_up_to_date()
    _catch_up()
    return manifest


def _catch_up() -> None:
    """Do what depends on more than the archive: the time, the code, what processes remember."""
    cache.clear()
    # What was erased since the archive was made is not to come back for longer than it may.
    call_command("erase_contacts", verbosity=0)
    call_command("rebuild_search", verbosity=0)
    purge()
