"""The site in processes that can be killed: gunicorn, the worker and the clock's commands."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
from django.core.cache.backends.redis import RedisCache

from home import newest
from tests.bench.server import HOST, NO_HEADERS, ROOT, free_port
from tests.faults.cluster import NAME, Cluster
from tests.faults.redis import Redis

START_SECONDS = 180
# Longer than anything may take, so that what takes longer is seen and not waited for.
LONGEST_ANSWER = 30
LONGEST_LOG = 12_000
SECRET_KEY = "a key that is long enough to be taken for one: 0123456789"

GUNICORN = ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py")
# Hands a listening socket over as systemd does: as the third file, for the process of this number.
TAKE_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""
# Loads the site once and parts, one process for each command; ends after the last of them.
SEVERAL = """
import json, os, sys
import django
django.setup()
from django.core.management import call_command
for command in json.loads(sys.argv[1]):
    if not os.fork():
        call_command(*command)
        sys.exit()
failed = 0
try:
    while True:
        failed |= os.wait()[1]
except ChildProcessError:
    sys.exit(bool(failed))
"""

Answer = tuple[int, Any, bytes]
Body = str | bytes
Headers = Mapping[str, str]


class Web:
    """One gunicorn with two processes of four threads, as in production."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.process = process

    def request(
        self,
        method: str,
        path: str,
        body: Body = "",
        headers: Headers = NO_HEADERS,
    ) -> Answer:
        """Return the status, the headers and the body of an answer."""
        connection = HTTPConnection(HOST, self.port, timeout=LONGEST_ANSWER)
        try:
            content = body.encode() if isinstance(body, str) else body
            connection.request(method, path, content or None, dict(headers))
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def readiness(self) -> tuple[int, dict[str, bool]]:
        """Return what a load balancer is told."""
        status, _headers, body = self.request("GET", "/readyz")
        return status, json.loads(body)

    def kill_a_process(self) -> None:
        """Kill one of the processes that answer; gunicorn starts another."""
        children = psutil.Process(self.process.pid).children()
        if children:
            children[0].send_signal(signal.SIGKILL)

    def limit_files(self, size: int) -> None:
        """Let none of the processes that answer write a file that is larger."""
        for child in psutil.Process(self.process.pid).children():
            child.rlimit(psutil.RLIMIT_FSIZE, (size, size))


class Site:
    """A running site. What is killed here is killed with SIGKILL, which nothing can catch."""

    def __init__(self, cluster: Cluster, redis: Redis, work: Path, mail_port: int) -> None:
        media = work / "media"
        media.mkdir()
        self.media = media
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "ENV_FILE": os.devnull,
            "SECRET_KEY": SECRET_KEY,
            "DATABASE_URL": f"postgres://postgres@{quote(str(cluster.sockets), safe='')}/{NAME}",
            "CACHE_URL": redis.url,
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"https://{HOST}",
            "EMAIL_URL": f"smtp://{HOST}:{mail_port}/?timeout=5",
            "DEFAULT_FROM_EMAIL": "call@example.org",
            "MEDIA_ROOT": str(media),
            "SECURE_SSL_REDIRECT": "false",
            "TWO_FACTOR_REQUIRED": "false",
            "LOG_FORMAT": "line",
            "PYTHONPATH": str(ROOT),
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        # What the processes have said, to be read when a test fails.
        self.log = (work / "log").open("wb")
        self.webs: list[Web] = []

    def start_web(self, held: socket.socket | None = None, **environment: str) -> Web:
        """Serve on a port of its own, or on one that is held, and wait until it answers."""
        port = held.getsockname()[1] if held else free_port()
        launcher = ("-c", TAKE_OVER, str(held.fileno())) if held else ()
        process = self._start(
            *launcher, *GUNICORN, pass_fds=[held.fileno()] if held else [],
            PORT=str(port), **environment,
        )  # fmt: skip
        web = Web(port, process)
        wait_for(lambda: web.request("GET", "/healthz")[0] == 200, START_SECONDS)
        self.webs.append(web)
        return web

    def request(self, *asked: Any) -> Answer:
        """Ask the first gunicorn."""
        return self.webs[0].request(*asked)

    def start_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start the process that does what was left to it."""
        return self._start("manage.py", "db_worker", "--no-reload", **environment)

    def start_command(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a management command, such as the clock runs."""
        return self._start("manage.py", *command, **environment)

    def start_commands(
        self, *commands: Sequence[str], **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start several management commands as children of one process, which is returned."""
        return self._start("-c", SEVERAL, json.dumps(commands), **environment)

    def look_for_news(self) -> None:
        """Let it see at once what was published by no process of its own."""
        newest.doubt(server=RedisCache(self.environment["CACHE_URL"], {}))

    def end_all(self, process: subprocess.Popen[bytes]) -> None:
        """Kill what several commands run in."""
        for child in psutil.Process(process.pid).children():
            child.kill()
        self.end(process)

    def end(self, process: subprocess.Popen[bytes], *, roughly: bool = False) -> None:
        """End a process, and wait until it has gone."""
        if roughly:
            process.kill()
        else:
            process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.processes.remove(process)
        self.webs = [web for web in self.webs if web.process is not process]

    def said(self) -> str:
        """Return the last that the processes have written into their log."""
        return Path(self.log.name).read_text(errors="replace")[-LONGEST_LOG:]

    def stop(self) -> None:
        """End every process that is left."""
        for process in self.processes:
            process.terminate()
        for process in self.processes[:]:
            self.end(process)
        self.log.close()

    def _start(
        self, *command: str, pass_fds: Sequence[int] = (), **environment: str
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdout=self.log,
            stderr=subprocess.STDOUT,
            pass_fds=pass_fds,
        )
        self.processes.append(process)
        return process


def wait_for(condition: Callable[[], Any], seconds: float) -> float:
    """Wait until something is so; return how long that took."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            if condition():
                return time.monotonic() - began
        except (OSError, HTTPException, ValueError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"It was not so within {seconds} seconds.")
