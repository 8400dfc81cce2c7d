"""The site in processes that can be killed: gunicorn, the worker and the clock's commands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psutil

from tests.bench.server import HOST, ROOT, free_port
from tests.faults.cluster import NAME, Cluster

START_SECONDS = 180


class Site:
    """A running site. What is killed here is killed with SIGKILL, which nothing can catch."""

    def __init__(self, cluster: Cluster, work: Path, mail_port: int) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "FAULTS_DATABASE": NAME,
            "FAULTS_SOCKETS": str(cluster.sockets),
            "FAULTS_WORK": str(work),
            "FAULTS_MAIL_PORT": str(mail_port),
            "PYTHONPATH": str(ROOT),
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        # What the processes have said, to be read when a test fails.
        self.log = (work / "log").open("wb")

    def start_web(self) -> None:
        """Serve with two web workers of four threads."""
        self.web = self._start(
            "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{self.port}", "--workers", "2",
            "--threads", "4", "--log-level", "error", "--chdir", str(ROOT),
        )  # fmt: skip
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                if self.request("GET", "/healthz")[0] == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.2)
        raise RuntimeError("The site did not start.")

    def kill_a_web_worker(self) -> None:
        """Kill one of the processes that answer; gunicorn starts another."""
        children = psutil.Process(self.web.pid).children()
        if children:
            children[0].send_signal(signal.SIGKILL)

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start the process that sends mail when it is written."""
        return self._start("manage.py", "db_worker", "--no-reload")

    def start_sending(self) -> subprocess.Popen[bytes]:
        """Start the clock's command that sends what is due."""
        return self._start("manage.py", "send_messages")

    def request(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, Any, bytes]:
        """Return the status, the headers and the body of an answer."""
        connection = HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request(method, path, body.encode() or None, headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def stop(self) -> None:
        """End every process that is left."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        self.log.close()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.processes.append(process)
        return process
