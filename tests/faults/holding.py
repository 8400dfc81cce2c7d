"""Statements that wait where a test wants to find them, so that a process is killed just there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from tests.faults.cluster import Cluster

# Any number that the site doesn't use: the lock that those statements wait for.
KEY = 820_199
FUNCTION = f"""
    CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared({KEY}); RETURN NEW; END $$
"""
WAITING = "FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


class Place(NamedTuple):
    """What is about to happen to a row of a table."""

    table: str
    event: str
    condition: str = "true"


@contextmanager
def held(cluster: Cluster, places: Sequence[Place]) -> Iterator[None]:
    """Let nobody get past some places; in the end nothing has happened there.

    Whoever waits there is to be killed within the context: the statement itself is called off.
    """
    with cluster.connected() as database:
        database.execute(FUNCTION)
        for number, (table, event, condition) in enumerate(places):
            database.execute(
                f"CREATE TRIGGER held_{number} BEFORE {event} ON {table} FOR EACH ROW "
                f"WHEN ({condition}) EXECUTE FUNCTION held()"
            )
    with cluster.connected() as holding:
        holding.execute("SELECT pg_advisory_lock(%s)", [KEY])
        holding.commit()
        try:
            yield
        finally:
            cluster.rows(f"SELECT pg_terminate_backend(pid) {WAITING}", KEY)
            with cluster.connected() as database:
                database.execute("DROP FUNCTION held CASCADE")


def waiting(cluster: Cluster) -> int:
    """Return how many wait."""
    ((number,),) = cluster.rows(f"SELECT count(*) {WAITING}", KEY)
    return int(number)
