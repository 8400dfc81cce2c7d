"""Two gunicorns and two workers on one database and one cache: nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.faults.cluster import Cluster
from tests.faults.conftest import Content
from tests.faults.editors import Editor
from tests.faults.neighbours import Mailbox
from tests.faults.readers import Readers
from tests.faults.senders import Sender, wording_of
from tests.faults.site import Site, wait_for

SIGN_UPS = 24
PUBLICATIONS = 6
SEARCHES = 20
# From a publication through one to its sight through the other.
AT_ONCE = 10
PATIENCE = 90


def test_two_of_each_process_share_one_state(
    site: Site, cluster: Cluster, content: Content, editor: Editor, mail_port: int
) -> None:
    mailbox = Mailbox()
    site.start_worker()
    site.start_worker()
    wording = wording_of(site)
    senders = [Sender(4000 + number, wording) for number in range(SIGN_UPS)]
    count = "SELECT coalesce(sum(hits), 0) FROM wagtailsearchpromotions_querydailyhits"
    ((hits_before,),) = cluster.rows(count)
    seen = []
    with mailbox.open_at(mail_port):
        with ThreadPoolExecutor(4) as pool, Readers(site.webs, ["/en/", content.path]) as readers:
            sent = [
                # Each form is sent through both, as if the officer had pressed twice.
                (pool.submit(sender.send, site.webs[0]), pool.submit(sender.send, site.webs[1]))
                for sender in senders
            ]
            for number in range(PUBLICATIONS):
                one, other = site.webs[number % 2], site.webs[1 - number % 2]
                title = f"Publication {number}"
                assert editor.publish(one, content.page, title=title) == 302
                seen.append(
                    wait_for(
                        lambda: title.encode() in other.request("GET", content.path)[2],  # noqa: B023
                        AT_ONCE,
                    )
                )
            searched = [
                pool.submit(site.webs[number % 2].request, "GET", f"/en/search/?q=words+{number}")
                for number in range(SEARCHES)
            ]
            assert {search.result()[0] for search in searched} == {200}
            assert all(first.result() and second.result() for first, second in sent)
        wait_for(lambda: len(set(mailbox.ids)) == SIGN_UPS, PATIENCE)
    print(
        f"\ntwo of each: {len(readers.visits)} pages, slowest {readers.slowest:.1f} s; "
        f"publications seen through the other after {max(seen):.1f} s at most"
    )
    assert set(readers.statuses) == {200}
    stored = "SELECT count(*), count(DISTINCT lrg_name) FROM home_signup"
    assert cluster.rows(stored) == [(SIGN_UPS, SIGN_UPS)]
    assert set(Counter(mailbox.ids).values()) == {1}
    workers = (
        "SELECT DISTINCT jsonb_array_length(worker_ids) FROM django_tasks_database_dbtaskresult"
    )
    wait_for(lambda: cluster.rows(workers) == [(1,)], PATIENCE)
    assert cluster.rows(count) == [(hits_before + SEARCHES,)]
