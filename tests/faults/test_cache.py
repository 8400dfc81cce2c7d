"""The cache goes away and comes back: readers read on, and nobody sees what is no longer so."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.cluster import Cluster
from tests.faults.conftest import Content
from tests.faults.editors import Editor
from tests.faults.readers import Readers
from tests.faults.redis import Redis
from tests.faults.senders import Sender, wording_of
from tests.faults.site import Site, Web, wait_for

# How a fault begins, and how it ends. A server that is stopped comes back with what it held before.
FAULTS: dict[str, tuple[Callable[[Redis], None], Callable[[Redis], None]]] = {
    "stopped": (Redis.stop, Redis.start),
    "frozen": (Redis.freeze, Redis.thaw),
}
SIGN_UPS = 12
# Seconds that no reader may wait, on a machine that is as busy as may be.
SLOWEST = 25
RECOVERY = 10
AFTERWARDS = 3


def shows(web: Web, content: Content, title: str) -> bool:
    return title.encode() in web.request("GET", content.path)[2]


@pytest.mark.parametrize("fault", FAULTS)
def test_pages_come_and_sign_ups_are_taken_while_the_cache_is_away(
    fault: str, site: Site, redis: Redis, cluster: Cluster, content: Content, editor: Editor
) -> None:
    begin, end = FAULTS[fault]
    one, other = site.webs
    wording = wording_of(site)
    senders = [Sender(1000 + number, wording) for number in range(SIGN_UPS)]
    assert editor.publish(one, content.page, title=f"Before it is {fault}") == 302
    # Readers may see the page of before for a moment.
    wait_for(lambda: all(shows(web, content, f"Before it is {fault}") for web in site.webs), 5)
    paths = ["/en/", content.path, "/fr/actions/", "/en/join/", "/en/search/?q=*"]
    with Readers(site.webs, paths) as readers, ThreadPoolExecutor(4) as pool:
        time.sleep(1)
        begin(redis)
        sent = [pool.submit(sender.send, site) for sender in senders]
        title = f"While it is {fault}"
        assert editor.publish(one, content.page, title=title) == 302
        seen = wait_for(lambda: shows(other, content, title), 5)
        assert all(confirmation.result() for confirmation in sent)
        told = [web.readiness() for web in site.webs]
        end(redis)
        returned = wait_for(lambda: all(web.readiness()[1]["cache"] for web in site.webs), RECOVERY)
        until = time.monotonic() + AFTERWARDS
        while time.monotonic() < until:
            assert all(shows(web, content, title) for web in site.webs)
    print(
        f"\ncache {fault}: {len(readers.visits)} pages, slowest {readers.slowest:.1f} s, a "
        f"publication seen elsewhere after {seen:.1f} s, in use again after {returned:.1f} s"
    )
    assert set(readers.statuses) == {200}
    assert readers.slowest < SLOWEST
    assert all(status == 200 and not parts["cache"] for status, parts in told)
    assert cluster.rows("SELECT count(*) FROM home_signup") == [(SIGN_UPS,)]


def test_limits_hold_while_the_cache_is_away(site: Site, redis: Redis, editor: Editor) -> None:
    redis.stop()
    try:
        statuses = [
            editor.send(
                site.webs[0], "/admin/password_reset/", {"email": f"nobody{number}@example.org"}
            )[0]
            for number in range(16)
        ]
    finally:
        redis.start()
    assert 500 not in statuses
    # Each of the two processes counts for itself: more may try than otherwise, but not many more.
    assert statuses[:5] == [302] * 5
    assert 429 in statuses
