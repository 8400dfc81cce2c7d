"""A new version is started while readers read: the port is held, so whoever asks waits."""

from __future__ import annotations

import socket
import time

from tests.bench.server import HOST
from tests.faults.conftest import Content
from tests.faults.readers import Readers
from tests.faults.site import LONGEST_ANSWER, Site

READING = 2


def test_nobody_is_turned_away_while_a_new_version_is_started(site: Site, content: Content) -> None:
    with socket.create_server((HOST, 0), backlog=2048) as held:
        web = site.start_web(held)
        with Readers([web], [content.path, "/fr/?x=*", "/en/actions/"]) as readers:
            for _version in range(2):
                time.sleep(READING)
                # Ends when it has answered what it had begun.
                site.end(web.process)
                web = site.start_web(held)
            time.sleep(READING)
        site.end(web.process)
    assert set(readers.statuses) == {200}
    assert len(readers.visits) > 2 * READING
    assert readers.slowest < LONGEST_ANSWER
    print(f"{len(readers.visits)} answers during two restarts, slowest {readers.slowest:.1f} s")
