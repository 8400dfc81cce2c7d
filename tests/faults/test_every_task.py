"""A worker is killed at the worst moment of each kind of task: nothing is lost or done twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver
from django_tasks.base import Task

from tests.faults.cluster import Cluster
from tests.faults.holding import held, waiting
from tests.faults.kinds import KINDS, Around, Kind
from tests.faults.neighbours import Mailbox, Neighbour
from tests.faults.site import Site, wait_for
from tests.faults.test_tasks import (
    BUILD,
    PATIENCE,
    TASKS,
    enqueue,
    nobody_is_at_a_task,
    resume,
)

# A PDF is tried in a test of its own; faces in images this site doesn't look for.
ELSEWHERE = {BUILD, "wagtail.images.tasks.set_image_focal_point_task"}
WORKER = ("db_worker", "--no-reload")


@pytest.fixture(scope="module")
def killed_and_resumed(
    installation: Site, copied: tuple[Cluster, Any], mail_port: int, django_db_blocker: Any
) -> Iterator[dict[type[Kind], Kind]]:
    """Do one task of each kind, each with a worker that is killed at its worst moment."""
    site, cluster = installation, copied[0]
    with (
        django_db_blocker.unblock(),
        Mailbox().open_at(mail_port) as mailbox,
        Neighbour().open() as neighbour,
    ):
        around = Around(site, mailbox, neighbour)
        kinds = {kind: kind(around) for kind in KINDS}
        elsewhere = {
            "CDN": "http",
            "CDN_ADDRESS": f"http://{neighbour.host}",
            "FAULTS_HOSTS": neighbour.host,
        }
        with cluster.used_here():
            arguments = {kind: kind.prepare() for kind in kinds.values()}
        site.look_for_news()
        cluster.rows(f"DELETE FROM {TASKS} RETURNING 1")
        for kind, values in arguments.items():
            enqueue(cluster, kind.task.module_path, *values)
        with held(cluster, [kind.place for kind in kinds.values()]):
            workers = site.start_commands(*[WORKER] * len(kinds), **elsewhere)
            wait_for(lambda: waiting(cluster) == len(kinds), PATIENCE)
            site.end_all(workers)
        wait_for(lambda: nobody_is_at_a_task(cluster), PATIENCE)
        unfinished = cluster.rows(f"SELECT 1 FROM {TASKS} WHERE status = 'RUNNING'")
        assert len(unfinished) == len(kinds)
        resume(site, cluster)
        workers = site.start_commands(WORKER, WORKER, **elsewhere)
        left = f"SELECT 1 FROM {TASKS} WHERE status IN ('READY', 'RUNNING')"
        took = wait_for(lambda: not cluster.rows(left), PATIENCE)
        site.end_all(workers)
        failed = f"SELECT task_path, traceback FROM {TASKS} WHERE status = 'FAILED'"
        assert cluster.rows(failed) == []
        print(f"\n{len(kinds)} killed workers; all is done {took:.1f} s after the start of two")
        yield kinds


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_a_killed_worker_was_at_is_done_once(
    kind: type[Kind], killed_and_resumed: dict[type[Kind], Kind], cluster: Cluster
) -> None:
    with cluster.used_here():
        killed_and_resumed[kind].check()


def test_every_kind_of_task_is_tried() -> None:
    # Whatever the site may do is loaded.
    assert get_resolver().url_patterns
    found = {
        value.module_path
        for name, module in list(sys.modules.items())
        if not name.startswith("tests.")
        for value in list(vars(module).values())
        if isinstance(value, Task)
    }
    assert found == {kind.task.module_path for kind in KINDS} | ELSEWHERE
