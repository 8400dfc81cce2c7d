"""How gunicorn serves the site. Bind, port and number of processes come from the environment."""

import os
import shutil
import sys
import tempfile
from typing import Any

from home.observing.records import configuration

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
wsgi_app = "config.wsgi"

# A process has its own memory; threads wait for the database together. Two processes for two cores.
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS") or 4)
# Loaded once, before the processes part: they start at once and share what they don't change.
preload_app = True

# The proxy waits as long; a process that says nothing for so long is replaced.
timeout = 120
# Until then a process that is told to stop answers what it has begun.
graceful_timeout = 30
# Longer than the proxy keeps a connection, so that it never writes into one that is being closed.
keepalive = 75
# Whatever grows is given back, not by all processes at the same time.
max_requests = 5000
max_requests_jitter = 500
# Nobody steers it but the system that has started it.
control_socket_disable = True
# A heartbeat never waits for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

# Only the proxy reaches this port. Whether a request came by https it says in a header, which the
# site reads itself; gunicorn believes nobody's word about it.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
# Where the site is, it knows; a proxy that passes such a header on has it from a stranger.
forwarder_headers = ""

# The site writes a line for each request, with less in it: home/observing/middleware.py.
accesslog = None
logconfig_dict = configuration(os.environ.get("LOG_FORMAT") or "json")

# Where the processes put their figures together; unused while METRICS_TOKEN is not set.
_own_directory = "PROMETHEUS_MULTIPROC_DIR" not in os.environ
if _own_directory:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="site-figures-")


def when_ready(server: Any) -> None:
    """Load what all processes need before they part."""
    from config.warming import load

    load()


def post_fork(server: Any, worker: Any) -> None:
    """Let no two processes talk through one connection, which preloading may have opened."""
    from django.db import connections

    connections.close_all()
    # A reader's page waits for the database many times. After each it waits for its turn, too,
    # while another thread has much to do, such as publishing: 5 ms, were Python not told otherwise.
    sys.setswitchinterval(0.001)


def child_exit(server: Any, worker: Any) -> None:
    """Forget the gauges of a process that has ended; what it counted stays."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Leave no figures behind."""
    if _own_directory:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
