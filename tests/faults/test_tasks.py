"""Workers are killed in the middle of a task: it is begun again, or marked as interrupted."""

from __future__ import annotations

import json
import uuid
from typing import Any

from home.unfinished import LOCKS, MOST_BEGINNINGS
from tests.faults.cluster import Cluster
from tests.faults.conftest import Content
from tests.faults.editors import Editor
from tests.faults.site import Site, wait_for

TASKS = "django_tasks_database_dbtaskresult"
BUILD = "home.report_builds.build"
REFRESH = "home.searching.updating.refresh_surrounded"
# What each of them reads in its middle.
HELD_UP_BY = "actions_action"
PATIENCE = 90


def statuses(cluster: Cluster, task: str) -> list[str]:
    query = f"SELECT status FROM {TASKS} WHERE task_path = %s"
    return [status for (status,) in cluster.rows(query, task)]


def enqueue(cluster: Cluster, task: str, *arguments: Any) -> None:
    cluster.rows(
        f"INSERT INTO {TASKS} (id, status, enqueued_at, args_kwargs, priority, task_path, "
        "worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback) VALUES "
        "(%s, 'READY', now(), %s, 0, %s, '[]', 'default', 'default', '9999-01-01Z', '', '') "
        "RETURNING 1",
        uuid.uuid4(),
        json.dumps({"args": arguments, "kwargs": {}}),
        task,
    )


def enqueue_refresh(cluster: Cluster, content: Content) -> None:
    query = "SELECT translation_key::text FROM actions_category WHERE id = %s"
    ((key,),) = cluster.rows(query, content.category)
    enqueue(cluster, REFRESH, "actions.Category", key)


def is_waiting(cluster: Cluster) -> bool:
    return bool(cluster.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))


def nobody_is_at_a_task(cluster: Cluster) -> bool:
    query = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid::int = %s"
    return not cluster.rows(query, LOCKS)


def kill_in_the_middle(site: Site, cluster: Cluster, task: str) -> None:
    """Let a worker begin a task, hold it up where it reads a table, and kill it there."""
    with cluster.connected() as holding, holding.transaction():
        holding.execute(f"LOCK TABLE {HELD_UP_BY} IN ACCESS EXCLUSIVE MODE")
        worker = site.start_worker()
        wait_for(lambda: "RUNNING" in statuses(cluster, task), PATIENCE)
        wait_for(lambda: is_waiting(cluster), PATIENCE)
        # What is at work is left alone, even if it has been for an hour.
        resume(site, cluster)
        assert statuses(cluster, task) == ["RUNNING"]
        site.end(worker, roughly=True)
    wait_for(lambda: nobody_is_at_a_task(cluster), PATIENCE)
    assert statuses(cluster, task) == ["RUNNING"]


def resume(site: Site, cluster: Cluster) -> None:
    """Do what the clock does a minute later."""
    cluster.rows(f"UPDATE {TASKS} SET started_at = started_at - interval '1 hour' RETURNING 1")
    assert site.start_command("resume_tasks").wait(PATIENCE) == 0


def test_a_task_that_ends_its_worker_each_time_is_given_up(
    site: Site, cluster: Cluster, content: Content
) -> None:
    enqueue_refresh(cluster, content)
    cluster.rows(
        f"UPDATE {TASKS} SET status = 'RUNNING', started_at = now(), worker_ids = %s RETURNING 1",
        json.dumps([f"worker {number}" for number in range(MOST_BEGINNINGS)]),
    )
    resume(site, cluster)
    assert statuses(cluster, REFRESH) == ["FAILED"]


def test_an_interrupted_pdf_is_marked_as_such_and_built_once_by_the_next_press(
    site: Site, cluster: Cluster, content: Content, editor: Editor
) -> None:
    build = f"/admin/report-editions/{content.report}/pdf/build/"
    choice = {"languages": "en", "scope": "all"}
    states = "SELECT status FROM home_reportbuild WHERE page_id = %s"
    assert editor.send(site.webs[0], build, choice)[0] == 302
    kill_in_the_middle(site, cluster, BUILD)
    assert cluster.rows(states, content.report) == [("running",)]
    files = build.removesuffix("build/")
    assert editor.get(site.webs[0], files)[0] == 200
    assert cluster.rows(states, content.report) == [("interrupted",)]
    resume(site, cluster)
    assert editor.send(site.webs[0], build, choice)[0] == 302
    site.start_worker()
    took = wait_for(lambda: cluster.rows(states, content.report) == [("done",)], PATIENCE)
    print(f"\nthe PDF was built {took:.1f} s after the next press")
    assert cluster.rows("SELECT count(*) FROM home_sitedocument") == [(1,)]
