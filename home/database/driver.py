"""psycopg, whose connections don't wait for a server that hangs.

A server that is frozen refuses nothing: it takes connections and questions and never answers, and
its own limits stand still with it. So whoever has waited for some seconds asks for a second
connection. If that comes, the question is only a long one, and is waited for as long as it takes.
If not, the connection is given up, and the whole process asks nothing of the server until it
answers again.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from threading import Lock
from typing import Any, Self

import psycopg
from psycopg import *  # noqa: F403 - Django looks for the errors of a driver in its module
from psycopg.errors import ConnectionTimeout

from home.health import Health

# Seconds until somebody who waits for an answer finds out whether any will come.
PATIENCE = 2.0
# Seconds that an attempt to connect may take: `connect_timeout` of the settings.
LONGEST_ATTEMPT = 3.0

health = Health("The database", LONGEST_ATTEMPT)
_finding_out = Lock()


class HangingError(psycopg.OperationalError):
    """The server takes what it is asked and does not answer."""


class WatchedConnection(psycopg.Connection[Any]):
    """A connection that is given up when the server hangs."""

    _address: dict[str, Any]

    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> Self:
        """Connect, unless the server is known to hang and it is not yet time to try again."""
        if not (health.is_well or health.is_time_to_try()):
            raise HangingError("The database did not answer a moment ago.")
        try:
            connection = super().connect(conninfo, **options)
        except ConnectionTimeout as error:
            health.note_failure(error)
            raise
        except psycopg.OperationalError:
            # Whatever refuses does not hang.
            health.note_return()
            raise
        health.note_return()
        connection._address = {"conninfo": conninfo, **options}
        return connection

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **options: Any) -> Any:
        """Wait for the server as psycopg does, as long as it lives."""
        return super().wait(self._watched(gen), *args, **options)

    def _watched(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """Pass on what psycopg asks of the socket; look after the server when nothing comes."""
        since = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() - since > PATIENCE and self._has_found_out():
                    since = time.monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _has_found_out(self) -> bool:
        """Say that the server lives; give up if it hangs; say so if somebody else is asking it."""
        if _finding_out.acquire(blocking=False):
            try:
                self._find_out()
            finally:
                _finding_out.release()
        elif health.is_well:
            return False
        if health.is_well:
            return True
        self.pgconn.finish()
        raise HangingError("The database does not answer.")

    def _find_out(self) -> None:
        if not health.is_well:
            return
        try:
            psycopg.Connection.connect(**self._address).close()
        except ConnectionTimeout as error:
            health.note_failure(error)
        except psycopg.OperationalError:
            # Refused: what was begun ends by itself, or this connection breaks.
            pass


connect = WatchedConnection.connect
