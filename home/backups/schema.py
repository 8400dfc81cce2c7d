"""The state of the tables, by the migrations that were applied."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .archive import ArchiveError

Applied = dict[str, list[str]]


def applied() -> Applied:
    """Return the migrations of the database."""
    found: Applied = defaultdict(list)
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found[app].append(name)
    return dict(found)


@cache
def _on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def check_known(wanted: Applied) -> None:
    """Refuse the archive of a newer version of the site than this."""
    unknown = [
        f"{app}.{name}"
        for app, names in wanted.items()
        for name in names
        if (app, name) not in _on_disk()
    ]
    if unknown:
        raise ArchiveError(
            "It is of another version of the site, which has migrations that this one lacks "
            f"({', '.join(unknown[:3])}{'…' if len(unknown) > 3 else ''}). "
            "Restore it with that version or a newer one."
        )


def missing_from(wanted: Applied) -> list[str]:
    """Return the migrations of this version that an archive is too old to have."""
    return sorted(f"{app}.{name}" for app, name in _on_disk() if name not in wanted.get(app, ()))


def make_as_of(wanted: Applied) -> None:
    """Make the tables of an empty database as they were when an archive was made."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    keys = {(app, name) for app, names in wanted.items() for name in names} & set(graph.nodes)
    inner = {parent.key for key in keys for parent in graph.node_map[key].parents}
    executor.migrate(sorted(keys - {key for key in inner if _has_child_within(graph, key, keys)}))


def _has_child_within(graph: object, key: tuple[str, str], keys: set[tuple[str, str]]) -> bool:
    children = graph.node_map[key].children  # type: ignore[attr-defined]
    return any(child.key in keys and child.key[0] == key[0] for child in children)


def bring_up_to_date() -> None:
    """Apply what came after the archive was made."""
    call_command("migrate", interactive=False, verbosity=0)
