"""Whether the site can listen on a port, found out before any long work.

It is also a script, which ``make run`` calls before there is a virtual environment: only the
standard library, and nothing newer than the Pythons that still have to be told they are too old.
"""

from __future__ import annotations

import os
import socket
import sys

HOST = "127.0.0.1"


class PortError(Exception):
    """The site can't listen on a port; the message says what to do."""


def usable_port(value: str) -> int:
    """Return the port as a number if the site can listen on it."""
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise PortError(f"{value!r} is no port: choose a number from 1 to 65535.")
    port = int(value)
    try:
        _listen(port)
    except PermissionError:
        raise PortError(
            f"Port {port} is kept for the administrator. Choose a higher one: make run PORT=8000"
        ) from None
    except OSError as error:
        raise PortError(
            f"Port {port} is taken ({os.strerror(error.errno or 0)}). Is this site running already?"
            f"\nStop what listens there, or choose another port: make run PORT={port % 65535 + 1}"
        ) from None
    return port


def _listen(port: int) -> None:
    with socket.socket() as probe:
        # As the server itself does: connections that have just been closed are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
        probe.listen()


if __name__ == "__main__":
    try:
        usable_port(sys.argv[1])
    except PortError as error:
        sys.exit(str(error))
