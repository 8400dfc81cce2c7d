"""Machines whose clocks are hours apart: nothing comes twice, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.faults import clocks
from tests.faults.cluster import Cluster
from tests.faults.conftest import Content
from tests.faults.editors import Editor
from tests.faults.neighbours import Mailbox
from tests.faults.senders import Sender, wording_of
from tests.faults.site import Site, wait_for

HOURS = 2
PATIENCE = 60


def at(hours: int) -> dict[str, str]:
    """Return the environment of a process whose clock is so many hours ahead."""
    return {clocks.VARIABLE: str(hours)}


@pytest.mark.parametrize("hours", [HOURS, -HOURS])
def test_a_gunicorn_whose_clock_is_wrong_takes_and_publishes_what_the_others_do(
    hours: int, site: Site, cluster: Cluster, content: Content, editor: Editor,
    mail_port: int,
) -> None:  # fmt: skip
    right = site.webs[0]
    wrong = site.start_web(**at(hours))
    # Sessions and the secrets of forms hold on both.
    assert editor.get(wrong, "/admin/")[0] == 200
    wording = wording_of(site)
    senders = [Sender(5000 + 10 * hours + number, wording) for number in range(4)]
    assert all(sender.send(web) for sender in senders for web in (right, wrong))
    stored = "SELECT count(*), count(DISTINCT lrg_name) FROM home_signup"
    assert cluster.rows(stored) == [(len(senders), len(senders))]
    mailbox = Mailbox()
    with mailbox.open_at(mail_port):
        site.start_worker()
        wait_for(lambda: len(set(mailbox.ids)) == len(senders), PATIENCE)
    assert len(mailbox.ids) == len(senders)
    # What one publishes the others show, whichever number the clock gives it; and the other way.
    for number, (one, other) in enumerate([(wrong, right), (right, wrong), (wrong, right)]):
        title = f"Clock {hours} {number}"
        assert editor.publish(one, content.page, title=title) == 302
        for web in (one, other):
            wait_for(lambda: title.encode() in web.request("GET", content.path)[2], 5)  # noqa: B023


def test_what_is_scheduled_is_published_once_though_the_clock_jumps(
    site: Site, cluster: Cluster, content: Content, editor: Editor
) -> None:
    web = site.webs[0]
    go_live = datetime.now(UTC) + timedelta(hours=1)
    title = "Scheduled across the jump"
    changes = {"title": title, "go_live_at": f"{go_live:%Y-%m-%d %H:%M}"}
    assert editor.publish(web, content.page, **changes) == 302
    scheduled = "SELECT 1 FROM wagtailcore_revision WHERE approved_go_live_at > now()"
    assert cluster.rows(scheduled)
    published = (
        "SELECT count(*) FROM wagtailcore_pagelogentry "
        "WHERE action LIKE 'wagtail.publish%%' AND page_id = %s"
    )
    ((before,),) = cluster.rows(published, content.page)
    # Backward: nothing is due. Forward: it is, once. Back again: it stays.
    for hours, expected in ((-HOURS, 0), (HOURS, 1), (0, 1), (-HOURS, 1), (HOURS, 1)):
        command = site.start_command("publish_scheduled", **at(hours))
        assert command.wait(PATIENCE) == 0
        ((now,),) = cluster.rows(published, content.page)
        assert now - before == expected, hours
    wait_for(lambda: title.encode() in web.request("GET", content.path)[2], 5)
    # By the right clock that hour is still to come: who publishes later would only schedule.
    assert editor.publish(web, content.page, title="At once", go_live_at="") == 302
