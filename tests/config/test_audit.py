"""The check for known vulnerabilities finds them, finds none, or says that it could not ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.audit import SKIPPED
from tests.bench.server import free_port

ROOT = Path(__file__).resolve().parents[2]
HOLE = {
    "id": "OSV-2026-1",
    "modified": "2026-01-01T00:00:00Z",
    "summary": "A hole",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "django"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
        }
    ],
}


@pytest.fixture
def database() -> Iterator[Any]:
    """Run a database of vulnerabilities on this machine; ``holes`` names packages that have one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            names = [query["package"]["name"] for query in sent["queries"]]
            found = [{"vulns": [HOLE]} if name in server.holes else {} for name in names]
            server.asked = set(names)
            self.answer({"results": found})

        def do_GET(self) -> None:
            self.answer(HOLE)

        def answer(self, content: Any) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server: Any = HTTPServer(("127.0.0.1", 0), Handler)
    server.holes, server.asked = set(), set()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def audit(port: int) -> subprocess.CompletedProcess[str]:
    """Run the check against the database at a port."""
    environment = {**os.environ, "AUDIT_URL": f"http://127.0.0.1:{port}"}
    command = [sys.executable, "-m", "tests.audit"]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_nothing_known_is_a_pass(database: Any) -> None:
    assert audit(database.server_port).returncode == 0
    # Also what only tests and optional parts use.
    assert database.asked >= {"django", "wagtail", "pytest", "sentry-sdk"}


def test_a_vulnerability_is_named_and_fails(database: Any) -> None:
    database.holes = {"django"}
    done = audit(database.server_port)
    assert done.returncode == 1
    assert "OSV-2026-1" in done.stdout


def test_where_nobody_answers_the_check_is_skipped_with_one_line() -> None:
    done = audit(free_port())
    assert done.returncode == SKIPPED
    assert done.stdout.splitlines() == ["skipped: the database of vulnerabilities can't be reached"]
