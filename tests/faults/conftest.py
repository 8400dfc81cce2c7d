"""One installation for all faults: PostgreSQL, Redis, two gunicorns; each test tidies up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import databases
from tests.bench.server import free_port
from tests.factories.actions import ActionFactory, CategoryFactory, action_index
from tests.factories.home import ReportPageFactory, StandardPageFactory, join_page, superuser
from tests.faults.cluster import Cluster
from tests.faults.editors import Editor
from tests.faults.redis import Redis
from tests.faults.site import Site


@dataclass(frozen=True)
class Content:
    """What the site holds, by its keys."""

    page: int
    path: str
    report: int
    category: int
    session: str


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """Yield a directory that the user of PostgreSQL may enter, unlike those of pytest."""
    path = Path(tempfile.mkdtemp(prefix="faults-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def copied(
    folder: Path, migrated_template: str, django_db_blocker: Any
) -> Iterator[tuple[Cluster, Content]]:
    """Yield a server with a small site in it, and what that holds."""
    made = Cluster.make(folder / "cluster")
    made.start()
    name = databases.own_copy_name() + "_faults"
    with django_db_blocker.unblock():
        databases.copy(migrated_template, name)
        with databases.using(name):
            content = _fill()
        made.copy_from(name)
        databases.drop(name)
    yield made, content
    made.kill()


def _fill() -> Content:
    join_page()
    action_index()
    page = StandardPageFactory(title="Before")
    category = CategoryFactory()
    ActionFactory.create_batch(5)
    client = Client()
    client.force_login(superuser())
    return Content(
        page=page.pk,
        path=f"/en/{page.slug}/",
        report=ReportPageFactory().pk,
        category=category.pk,
        session=client.session.session_key or "",
    )


@pytest.fixture
def cluster(copied: tuple[Cluster, Content]) -> Iterator[Cluster]:
    """Yield the database server, from which the sign-ups of earlier tests have gone."""
    made = copied[0]
    yield made
    made.start_unless_running()
    with made.connected() as database:
        database.execute(
            "TRUNCATE home_signup, home_signupfile, home_outgoingmessage, "
            "django_tasks_database_dbtaskresult CASCADE"
        )


@pytest.fixture(scope="session")
def content(copied: tuple[Cluster, Content]) -> Content:
    """Return what the site holds."""
    return copied[1]


@pytest.fixture(scope="session")
def redis(folder: Path) -> Iterator[Redis]:
    """Yield the cache."""
    directory = folder / "redis"
    directory.mkdir()
    server = Redis(directory)
    yield server
    server.thaw()
    server.stop()


@pytest.fixture(scope="session")
def mail_port() -> int:
    """Return where the mail server would be, if there were one."""
    return free_port()


@pytest.fixture(scope="session")
def installation(
    copied: tuple[Cluster, Content], redis: Redis, folder: Path, mail_port: int
) -> Iterator[Site]:
    """Yield the site, served by two gunicorns."""
    running = Site(copied[0], redis, folder, mail_port)
    running.start_web()
    running.start_web()
    yield running
    running.stop()


@pytest.fixture
def site(installation: Site, cluster: Cluster, request: pytest.FixtureRequest) -> Iterator[Site]:
    """Yield the site; whatever a test has started beside the two gunicorns ends with it."""
    before = set(installation.processes)
    failures = request.session.testsfailed
    yield installation
    if request.session.testsfailed > failures:
        print(f"\nWhat the processes have said:\n{installation.said()}")
    for process in [one for one in installation.processes if one not in before]:
        installation.end(process, roughly=True)


@pytest.fixture
def editor(content: Content) -> Editor:
    """Return somebody at the desk."""
    return Editor(content.session)
