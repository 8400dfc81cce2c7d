"""The database in an archive: each table by PostgreSQL's COPY, all as of one moment.

It needs no program of PostgreSQL's and no likeness of versions between two servers: the tables
themselves are made by the migrations.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg import sql

from .archive import TABLES, Reader, Table, Writer

# Recorded by name in the manifest.
MIGRATIONS = "django_migrations"
# They open the desk to whoever has them; people sign in again.
NOT_KEPT = ("django_session", "home_desksession")
COLUMNS = """
    SELECT c.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)
    FROM information_schema.columns c JOIN information_schema.tables t
        USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
        AND c.is_generated = 'NEVER' AND c.table_name <> %s
    GROUP BY c.table_name ORDER BY c.table_name
"""
SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences
    WHERE schemaname = current_schema() ORDER BY sequencename
"""


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is now, whatever others write meanwhile."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def columns() -> dict[str, list[str]]:
    """Return the tables and those of their columns that can be written."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [MIGRATIONS])
        return dict(cursor.fetchall())


def sequences() -> dict[str, int | None]:
    """Return the last number that each sequence has given, so that none is given twice."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        numbers = dict(cursor.fetchall())
    return {name: last for name, last in numbers.items() if not name.startswith(MIGRATIONS)}


def write(archive: Writer) -> dict[str, Table]:
    """Write every table into an archive."""
    found = {}
    for name, names in columns().items():
        rows = 0
        with archive.member(f"{TABLES}{name}") as put, connection.cursor() as cursor:
            if name not in NOT_KEPT:
                with cursor.copy(_copy(name, names, "TO STDOUT")) as copy:
                    for content in copy:
                        put(content)
                rows = cursor.rowcount
        found[name] = Table(names, rows)
    return found


def read(archive: Reader) -> None:
    """Put the rows of an archive in the place of what the tables hold, all or nothing."""
    manifest = archive.manifest
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        every = sql.SQL(", ").join(map(sql.Identifier, columns()))
        cursor.execute(sql.SQL("TRUNCATE {}").format(every))
        for name, table in manifest.tables.items():
            with cursor.copy(_copy(name, table.columns, "FROM STDIN")) as copy:
                for content in archive.pieces(f"{TABLES}{name}"):
                    copy.write(content)
        for name, last in manifest.sequences.items():
            cursor.execute(
                "SELECT setval(%s::regclass, %s, %s)",
                [connection.ops.quote_name(name), last or 1, last is not None],
            )
        # Now, so that a row that refers to none is told while nothing is lost.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def drop_all() -> None:
    """Remove every table, to be made anew by the migrations of an archive."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = sql.Identifier(cursor.fetchone()[0])
        cursor.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(schema))
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(schema))


def is_empty() -> bool:
    """Say whether nobody has worked with this database: no account and no sign-up."""
    known = columns()
    with connection.cursor() as cursor:
        for name in ("auth_user", "home_signup"):
            if name in known:
                cursor.execute(sql.SQL("SELECT EXISTS (TABLE {})").format(sql.Identifier(name)))
                if cursor.fetchone()[0]:
                    return False
    return True


def _copy(table: str, names: list[str], where: str) -> sql.Composed:
    return sql.SQL("COPY {} ({}) {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(where),
    )
