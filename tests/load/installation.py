"""An installation on this machine: the production settings and every process, as in Procfile."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psutil

from tests.bench.server import ROOT, free_port
from tests.faults.cluster import NAME, Cluster

HOST = "localhost"
START_SECONDS = 120
STOP_SECONDS = 40
CACHE, CACHE_MEGABYTES = "cache", 128
# Characters of each log that are shown when it doesn't start.
LOG_SHOWN = 2000
# What the proxy in front of the site adds; it alone speaks to the site.
FROM_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}
Headers = dict[str, str]


@dataclass
class Installation:
    """The running site: where it is, its settings, and its processes by what they do."""

    cluster: Cluster
    work: Path
    port: int
    environment: dict[str, str]
    cache: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Headers | None = None
    ) -> tuple[int, Any, bytes]:
        """Return the status, the headers and the body of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {**FROM_PROXY, **(headers or {})})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def manage(self, *command: str, **environment: str) -> None:
        """Run a management command to its end."""
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**self.environment, **environment},
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def log(self) -> str:
        """Return what each process has said last."""
        logs = sorted(self.work.glob("*.log"))
        return "\n".join(path.read_text(errors="replace")[-LOG_SHOWN:] for path in logs)

    def start(self, name: str, *command: str) -> None:
        """Start a process that lasts; what it says goes into a file of its own."""
        with (self.work / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def memory(self) -> dict[str, int]:
        """Return how many bytes each kind of process holds."""
        held = {}
        for name, process in self.processes.items():
            parent = psutil.Process(process.pid)
            if name == "web":
                held["web, master"] = parent.memory_info().rss
                held["web, workers"] = sum(_rss(child) for child in parent.children())
            else:
                held[name] = _rss(parent)
        return held

    def worker_share(self) -> int:
        """Return how many bytes the largest web process has, what it shares with others in parts.

        The processes are made of one that has loaded the site: what none has changed is there once.
        """
        workers = psutil.Process(self.processes["web"].pid).children()
        return max(int(worker.memory_full_info().pss) for worker in workers)

    def processor(self) -> dict[str, float]:
        """Return the seconds of a processor that each kind of process has taken until now."""
        taken = {name: _processor(process.pid) for name, process in self.processes.items()}
        first_line = (self.cluster.data / "postmaster.pid").read_text().partition("\n")[0]
        return {**taken, "database": _processor(int(first_line))}

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        said = b""
        while time.monotonic() < until:
            try:
                status, _headers, said = self.request("GET", "/readyz")
                if status == 200:
                    return
            except (OSError, HTTPException):
                pass
            time.sleep(0.2)
        raise RuntimeError(f"The site did not start: {said.decode()}\n{self.log()}")

    def _stop(self) -> None:
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def installed(template: str, port: int = 0, **settings: str) -> Iterator[Installation]:
    """Serve a copy of a database for the time of the context; nothing of it is left behind."""
    work = Path(tempfile.mkdtemp(prefix="local-action-load-"))
    # PostgreSQL runs as another user than root.
    work.chmod(0o755)
    cluster = Cluster.make(work / "postgres")
    cluster.start()
    site = Installation(cluster, work, port or free_port(), {}, "")
    try:
        cluster.copy_from(template)
        site.cache = _start_cache(site)
        site.environment = _environment(site) | settings
        site.manage("collectstatic", "--noinput", "--verbosity", "0")
        site.start("web", sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py")
        site.start("worker", sys.executable, "-u", "manage.py", "db_worker", "--no-reload")
        site.start("clock", sys.executable, "-u", "manage.py", "run_schedule")
        site._wait()
        yield site
    finally:
        site._stop()
        cluster.kill()
        shutil.rmtree(work, ignore_errors=True)


def _start_cache(site: Installation) -> str:
    """Start a cache server of one's own; where the machine has none, files will do."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        return f"file://{site.work / 'cache'}"
    port = str(free_port())
    # As in deploy/compose.yaml.
    limits = [
        "--save",
        "",
        "--maxmemory",
        f"{CACHE_MEGABYTES}mb",
        "--maxmemory-policy",
        "allkeys-lru",
    ]
    options = ["--port", port, "--bind", "127.0.0.1", *limits]
    site.environment = dict(os.environ)
    site.start(CACHE, program, *options)
    return f"redis://127.0.0.1:{port}/0"


def _environment(site: Installation) -> dict[str, str]:
    for folder in ("mail", "media", "static"):
        (site.work / folder).mkdir()
    sockets = str(site.cluster.sockets).replace("/", "%2F")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "MALLOC_ARENA_MAX": "2",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "ENV_FILE": os.devnull,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": f"postgresql://postgres@{sockets}/{NAME}",
        "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
        "BASE_URL": f"https://{HOST}",
        "CACHE_URL": site.cache,
        "EMAIL_URL": f"file:///{site.work / 'mail'}",
        "DEFAULT_FROM_EMAIL": "Call to Local Action <call@example.org>",
        "MEDIA_ROOT": str(site.work / "media"),
        "STATIC_ROOT": str(site.work / "static"),
        "PORT": str(site.port),
    }


def _processor(pid: int) -> float:
    """Return what a process, its children and those that have ended have taken."""
    parent = psutil.Process(pid)
    ended = parent.cpu_times()
    alive = sum(_own_processor(process) for process in [parent, *parent.children()])
    return alive + float(ended.children_user + ended.children_system)


def _own_processor(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return float(times.user + times.system)


def _rss(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
