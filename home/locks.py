"""Locks of PostgreSQL, which end with the process that holds them, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def take(family: int, key: int) -> bool:
    """Take a lock unless another process has it; say whether it was free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [family, key])
        return bool(cursor.fetchone()[0])


def give_back(family: int, key: int) -> None:
    """Let another process take a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [family, key])


@contextmanager
def held(family: int, key: int) -> Iterator[bool]:
    """Hold a lock for the time of a context; say whether it was free."""
    is_free = take(family, key)
    try:
        yield is_free
    finally:
        if is_free:
            give_back(family, key)
