"""The database goes away under load and comes back: honest answers meanwhile, no lost write."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from home.languages import bcp47
from tests.faults.cluster import Cluster
from tests.faults.editors import Editor
from tests.faults.readers import Readers
from tests.faults.senders import Sender, wording_of
from tests.faults.site import Answer, Site, Web, wait_for

AWAY_SECONDS = 6
SIGN_UPS = 20
# More often than there are processes, so that each has met every page.
VISITS = 6
SLOWEST = 25
RECOVERY = 10
# A database that is killed refuses; one that is frozen takes what it is asked, and never answers.
FAULTS = {"killed": Cluster.away, "frozen": Cluster.hanging}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def assert_honest(answer: Answer, language: str) -> None:
    status, headers, body = answer
    page = BeautifulSoup(body, "html.parser")
    assert status == 503
    assert int(headers["Retry-After"]) > 0
    assert "no-store" in headers["Cache-Control"]
    assert page.html is not None
    assert page.html["lang"] == language
    assert headers["Content-Language"] == bcp47(language)
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")


def assert_pages_are_honest(web: Web, editor: Editor) -> None:
    headings = set()
    for code in LANGUAGES:
        answer = web.request("GET", f"/{code}/search/?q=away")
        assert_honest(answer, code)
        heading = BeautifulSoup(answer[2], "html.parser").select("h1")[0].get_text()
        headings.add(heading)
        # Whole pages that are kept need no database.
        assert web.request("GET", f"/{code}/")[0] == 200, code
        status, headers, body = web.request("GET", f"/api/v1/actions/?lang={code}")
        told = json.loads(body)
        assert (status, told["status"], told["title"]) == (503, 503, heading)
        assert headers["Content-Type"] == "application/problem+json"
        assert headers["Retry-After"]
    assert len(headings) == len(LANGUAGES)
    assert_honest(editor.get(web, "/admin/"), "en")
    assert_honest(web.request("GET", "/fr/nothing-of-this-name/"), "fr")
    status, parts = web.readiness()
    assert (status, parts["ready"], parts["database"]) == (503, False, False)
    assert web.request("GET", "/healthz")[0] == 200


def keep(site: Site, paths: list[str]) -> None:
    """Read pages until every process has met them."""
    wait_for(lambda: site.webs[0].readiness()[1]["cache"], RECOVERY)
    # The hosts of the two differ by the port, so that each keeps pages of its own.
    asked = {web.request("GET", path)[0] for web in site.webs for path in paths * VISITS}
    assert asked == {200}


def assert_all_are_stored(cluster: Cluster) -> None:
    stored = cluster.rows("SELECT count(*), count(DISTINCT lrg_name) FROM home_signup")
    assert stored == [(SIGN_UPS, SIGN_UPS)]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_database_is_away_for_some_seconds_under_load(
    fault: str, site: Site, cluster: Cluster, editor: Editor
) -> None:
    web = site.webs[0]
    kept = [f"/{code}/" for code in LANGUAGES]
    keep(site, kept)
    wording = wording_of(site)
    senders = [Sender(2000 + len(fault) * 100 + number, wording) for number in range(SIGN_UPS)]
    with (
        Readers(site.webs, [*kept, "/en/search/?q=*", "/api/v1/actions/"]) as readers,
        ThreadPoolExecutor(4) as pool,
    ):
        sent = [pool.submit(sender.send, site) for sender in senders]
        time.sleep(1)
        with FAULTS[fault](cluster):
            until = time.monotonic() + AWAY_SECONDS
            assert_pages_are_honest(web, editor)
            time.sleep(max(0.0, until - time.monotonic()))
        back = wait_for(
            lambda: all(
                one.readiness()[0] == one.request("GET", "/en/search/?q=back")[0] == 200
                for one in site.webs
            ),
            RECOVERY,
        )
        confirmed = [confirmation.result() for confirmation in sent]
    of_kept = [visit for visit in readers.visits if visit.path in kept]
    slowest_kept = max(visit.seconds for visit in of_kept)
    print(
        f"\ndatabase {fault} for {AWAY_SECONDS} s: {dict(readers.statuses)}, slowest "
        f"{readers.slowest:.1f} s, of kept pages {slowest_kept:.1f} s; back after {back:.1f} s; "
        f"{sum(confirmed)} sign-ups"
    )
    assert {visit.status for visit in of_kept} == {200}
    assert set(readers.statuses) == {200, 503}
    assert readers.slowest < SLOWEST
    assert editor.get(web, "/admin/")[0] == 200
    # Every officer sent again until a confirmation came: each is there, once.
    assert all(confirmed)
    assert_all_are_stored(cluster)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_comes_back_with_its_words_while_the_database_is_away(
    fault: str, site: Site, cluster: Cluster
) -> None:
    sender = Sender(3000, wording_of(site))
    with FAULTS[fault](cluster):
        answer = site.request("POST", "/ar/join/", sender.body, sender.headers)
    assert_honest(answer, "ar")
    assert sender.name in answer[2].decode()
