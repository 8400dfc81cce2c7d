"""Sign-ups under faults: every one that was confirmed to its sender is there, once."""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from tests.faults.cluster import Cluster
from tests.faults.senders import Sender, wording_of
from tests.faults.site import Site

SIGN_UPS = 200
AT_ONCE = 20


class Mailbox:
    """A mail server that is slow, refuses or breaks off when it is told to."""

    def __init__(self) -> None:
        self.mood = "well"
        self.accepted: list[tuple[str, str]] = []
        self.seen = 0
        self.lock = threading.Lock()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        import asyncio

        self.seen += 1
        if self.mood == "slow":
            await asyncio.sleep(0.3)
        if self.mood == "refusing":
            return "451 Try again later"
        if self.mood == "breaking":
            server.transport.abort()
            return "421 Gone"
        message = message_from_bytes(envelope.content)
        self.accepted.append((envelope.rcpt_tos[0], message["Message-ID"]))
        return "250 OK"


def let_time_pass(cluster: Cluster) -> int:
    """Make every waiting message due; return how many there are."""
    return len(
        cluster.rows(
            "UPDATE home_outgoingmessage SET next_attempt_at = now() "
            "WHERE status = 'waiting' RETURNING 1",
        )
    )


def open_forms(site: Site) -> list[Sender]:
    wording = wording_of(site)
    return [Sender(number, wording) for number in range(SIGN_UPS)]


def send_all(site: Site, senders: list[Sender]) -> list[bool]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda sender: sender.send(site), senders))


def test_no_mail_is_lost_or_sent_twice_whatever_the_mail_server_does(
    cluster: Cluster, site: Site, mail_port: int
) -> None:
    # The mail server is down.
    site.start_worker()
    assert all(send_all(site, open_forms(site)))
    assert cluster.rows("SELECT count(*) FROM home_signup") == [(SIGN_UPS,)]
    assert let_time_pass(cluster) == SIGN_UPS

    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=mail_port)
    kills = 0
    controller.start()
    try:
        for mood in ("slow", "refusing", "breaking", "slow"):
            mailbox.mood = mood
            let_time_pass(cluster)
            before = mailbox.seen
            sending = site.start_command("send_messages")
            until = time.monotonic() + 30
            while mailbox.seen < before + 5 and time.monotonic() < until:
                time.sleep(0.05)
            # Killed in mid-delivery.
            sending.kill()
            sending.wait()
            kills += 1
            assert mailbox.seen > before, mood
        mailbox.mood = "well"
        while let_time_pass(cluster):
            site.start_command("send_messages").wait(120)
    finally:
        controller.stop()

    assert {to for to, _id in mailbox.accepted} == {
        f"officer{number}@example.org" for number in range(SIGN_UPS)
    }
    ids = Counter(message_id for _to, message_id in mailbox.accepted)
    assert len(ids) == SIGN_UPS
    # Only what was on its way when a process was killed can come twice, under the same id.
    twice = [message_id for message_id, number in ids.items() if number > 1]
    print(f"\n{SIGN_UPS} messages, {kills} kills, {len(twice)} taken twice under one Message-ID")
    assert len(twice) <= kills
    assert cluster.rows("SELECT DISTINCT status FROM home_outgoingmessage") == [("sent",)]


def test_every_confirmed_sign_up_is_there_once_though_processes_die(
    cluster: Cluster, site: Site
) -> None:
    senders = open_forms(site)
    done = threading.Event()
    faults = Counter[str]()

    def stage() -> None:
        while not done.wait(2):
            site.webs[0].kill_a_process()
            faults["web workers killed"] += 1
            if faults["web workers killed"] % 2 == 0:
                cluster.kill()
                time.sleep(0.3)
                cluster.start()
                faults["database restarts"] += 1

    stager = threading.Thread(target=stage)
    stager.start()
    try:
        confirmed = send_all(site, senders)
    finally:
        done.set()
        stager.join()
    print(f"\n{sum(confirmed)} of {SIGN_UPS} confirmed; {dict(faults)}")
    stored = Counter(name for (name,) in cluster.rows("SELECT lrg_name FROM home_signup"))
    assert faults["database restarts"]
    assert max(stored.values()) == 1
    for number, was_confirmed in enumerate(confirmed):
        assert not was_confirmed or stored[f"Exampleville {number}"] == 1
    assert sum(confirmed) > SIGN_UPS * 0.5
    messages = cluster.rows("SELECT count(*), count(DISTINCT sign_up_id) FROM home_outgoingmessage")
    assert messages == [(len(stored), len(stored))]
