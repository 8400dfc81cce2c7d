"""What the site talks to: a mail server, another site, a network of caches. They count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller

from tests.bench.server import HOST


class Mailbox:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.recipients: dict[str, str] = {}

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message_id = message_from_bytes(envelope.content)["Message-ID"]
        self.ids.append(message_id)
        self.recipients[message_id] = envelope.rcpt_tos[0]
        return "250 OK"

    @contextmanager
    def open_at(self, port: int) -> Iterator[Mailbox]:
        """Take mail for the time of a context."""
        controller: Any = Controller(self, hostname=HOST, port=port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


class Neighbour:
    """A server of pages that is content with everything, and knows how often it was asked."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[str, str]] = Counter()
        neighbour = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                neighbour.asked[self.command, self.path] += 1
                self.send_response(404 if self.path == "/robots.txt" else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_HEAD = do_PURGE = answer  # noqa: N815

            def log_message(self, *_args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self.host = f"{HOST}:{self._server.server_port}"

    @contextmanager
    def open(self) -> Iterator[Neighbour]:
        """Answer for the time of a context."""
        thread = Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()
