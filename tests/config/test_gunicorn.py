"""The web server as the site configures it: no header of a request moves the site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.bench.server import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tests.config.told"]
    environment = {**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1", "PYTHONPATH": str(ROOT)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment)  # noqa: S603
    until = time.monotonic() + START_SECONDS
    try:
        while time.monotonic() < until:
            try:
                ask(port, {})
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def ask(port: int, headers: dict[str, str]) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/en/actions/", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


# What is remembered for all readers, such as the menu, holds addresses.
@pytest.mark.parametrize("name", ["SCRIPT_NAME", "Script-Name", "PATH_INFO"])
@pytest.mark.parametrize("value", ["/en", "/elsewhere"])
def test_no_header_says_where_the_site_is(port: int, name: str, value: str) -> None:
    status, body = ask(port, {name: value})
    assert status == 200
    assert json.loads(body) == ["", "/en/actions/"]
