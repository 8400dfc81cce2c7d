"""Databases for tests: one is migrated and kept, every other is a copy, made in an instant.

The kept one, the template, carries a digest of what it was made from in its name, so that a new
migration makes a new template. Every process that runs tests has a copy of its own: several runs
at the same time don't meet.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = "local_action_template"
COPY = "local_action_test"
TEMPLATES_KEPT = 4
SEED_FILES = {".json", ".po", ".py", ".toml"}
# Any number, the same for all: processes that make a template wait for each other.
LOCK = 820_117

# Which template each of this process's databases is a copy of.
_origins: dict[str, str] = {}


def digest(paths: Iterable[Path]) -> str:
    """Return a short digest of the content of files."""
    content = hashlib.sha256()
    for path in sorted(paths):
        content.update(path.read_bytes())
    return content.hexdigest()[:16]


def migrations_digest() -> str:
    """Return a digest of everything that decides how a migrated database looks."""
    return digest([*_migrations(), ROOT / "uv.lock"])


def _migrations() -> list[Path]:
    return [
        path for app in ("home", "actions", "blog") for path in ROOT.glob(f"{app}/migrations/*.py")
    ]


def seed_digest() -> str:
    """Return a digest of everything that decides how a seeded database looks."""
    seed = [path for path in ROOT.glob("home/seed/**/*") if path.suffix in SEED_FILES]
    searching = ROOT.glob("home/searching/*.py")
    return digest([*seed, *searching, *_migrations(), ROOT / "uv.lock"])


def migrated_template() -> str:
    """Return the name of a database that holds what the migrations make, and nothing else."""
    from config.migrating import migrate

    return ensure_template("migrated", migrations_digest(), migrate)


def seeded_template() -> str:
    """Return the name of a database that holds the reference content too."""
    return ensure_template(
        "seeded",
        seed_digest(),
        lambda: call_command("seed", verbosity=0),
        base=migrated_template(),
    )


def ensure_template(
    kind: str, version: str, build: Callable[[], None], *, base: str = "", family: str = TEMPLATE
) -> str:
    """Return the name of a template, built by the first who asks for it.

    ``build`` fills the default database, which is then a copy of ``base``, or empty without one.
    """
    name = f"{family}_{kind}_{version}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if name not in _names(family):
            unfinished = f"{name}_unfinished"
            copy(base, unfinished)
            with using(unfinished):
                build()
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def copy(template: str, name: str) -> None:
    """Make a database as a copy of a template; replace the one that has the name."""
    drop(name)
    source = f'TEMPLATE "{template}"' if template else ""
    _execute(f'CREATE DATABASE "{name}" {source} STRATEGY FILE_COPY')
    _origins[name] = template


def renew() -> None:
    """Bring the database in use back to what it was made as."""
    name = connection.settings_dict["NAME"]
    copy(_origins[name], name)


def drop(name: str) -> None:
    """Remove a database, even while something is connected to it."""
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def using(name: str) -> Iterator[None]:
    """Let the default connection lead to another database."""
    before = connection.settings_dict["NAME"]
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(before)


def own_copy_name() -> str:
    """Return the name of this process's database."""
    return f"{COPY}_{os.getpid()}"


def drop_others(family: str, version: str) -> None:
    """Remove the templates of a family, except those of one version."""
    for name in _names(family):
        if not name.endswith(version):
            drop(name)


def drop_remains() -> None:
    """Remove the databases of test runs that were killed, and templates grown old."""
    for name in _names(COPY):
        if not psutil.pid_exists(_process_of(name)) and not _is_in_use(name):
            drop(name)
    for name in _names(TEMPLATE)[:-TEMPLATES_KEPT]:
        drop(name)


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _execute(statement: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _names(prefix: str) -> list[str]:
    """Return the names of the databases that begin so, the oldest first."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid",
            [f"{prefix}_"],
        )
        return [name for (name,) in cursor.fetchall()]


def _process_of(name: str) -> int:
    return int(name.removeprefix(f"{COPY}_").partition("_")[0])


def _is_in_use(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = %s)", [name])
        return bool(cursor.fetchone()[0])
