"""One run: traffic, an editor and somebody who watches the memory, all at the same time."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections import Counter
from random import Random
from threading import Event, Thread
from typing import Any

import psycopg

from actions.models import Action
from tests import databases
from tests.bench.tables import targets_table
from tests.bench.targets import Target
from tests.faults.cluster import NAME

from . import report
from .addresses import Addresses
from .editor import Editor
from .installation import Installation, installed
from .report import Memory, SignUps
from .traffic import Answered, Traffic

SEED = 2022
SAMPLE_EVERY = 2.0
# After the last sign-up the worker may take so long to send the messages.
MAIL_SECONDS = 60
# What every page needs is at hand, as on a site that has been running; each process asks for it.
WARM_UPS = 8
SENT = "SELECT count(*), count(*) FILTER (WHERE status = 'sent') FROM home_outgoingmessage"


def run(options: Namespace) -> int:
    """Do everything and print what came of it; return 1 if a target is missed."""
    say("Making the database (kept for the next time)")
    seeded = databases.seeded_template()
    random = Random(SEED)
    with databases.using(seeded):
        addresses = Addresses(random)
        english = Action.objects.public().filter(locale__language_code="en").order_by("pk")
        actions = list(english.values_list("pk", "slug"))
    say("Starting the site: cache, web, worker and clock")
    with installed(seeded, options.port, TWO_FACTOR_REQUIRED="false") as site:
        Editor.employ(site)
        editor = Editor(site, actions, options.publish_every)
        traffic = Traffic(site, addresses, random, options.rate, options.minutes * 60)
        for _process in range(WARM_UPS):
            site.request("GET", "/en/")
        say(f"{options.rate:g} arrivals a second for {options.minutes:g} minutes")
        before, began = site.processor(), time.monotonic()
        samples = _all_at_once(site, traffic, editor)
        taken = {name: total - before[name] for name, total in site.processor().items()}
        took, share = time.monotonic() - began, site.worker_share()
        say("Counting what was stored")
        sign_ups = count(site, traffic)
        everything = [*traffic.answers, *editor.answers]
        print("\n" + report.answers_table(everything, took))
        print("\n" + report.processor_table(taken, len(everything), took))
        print("\n" + report.memory_table(samples))
        print("\n" + report.summary(options, traffic, editor, sign_ups))
        found = list(report.targets(traffic.answers, editor.answers, sign_ups, samples, share))
        return _conclude(everything, found)


def _all_at_once(site: Installation, traffic: Traffic, editor: Editor) -> list[Memory]:
    """Let readers come, the editor work, and somebody look at the processes."""
    done = Event()
    samples: list[Memory] = []
    began = time.monotonic()

    def watch() -> None:
        while not done.is_set():
            samples.append(Memory(time.monotonic() - began, site.memory()))
            done.wait(SAMPLE_EVERY)

    beside = [Thread(target=watch), Thread(target=editor.work, args=[done])]
    for thread in beside:
        thread.start()
    try:
        traffic.run()
    finally:
        done.set()
        for thread in beside:
            thread.join()
    return samples


def count(site: Installation, traffic: Traffic) -> SignUps:
    """Return what the site has of the sign-ups, once the worker has sent its mail."""
    until = time.monotonic() + MAIL_SECONDS
    messages, sent = _rows(site, SENT)[0]
    while sent < messages and time.monotonic() < until:
        time.sleep(1)
        messages, sent = _rows(site, SENT)[0]
    stored = Counter(name for (name,) in _rows(site, "SELECT lrg_name FROM home_signup"))
    officers = traffic.officers
    return SignUps(
        sent=len(officers),
        confirmed=sum(officer.is_confirmed for officer in officers),
        checked=sum(officer.was_checked for officer in officers),
        stored=stored.total(),
        lost=sum(officer.is_confirmed and stored[officer.name] != 1 for officer in officers),
        messages=messages,
        messages_sent=sent,
    )


def _rows(site: Installation, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(host=str(site.cluster.sockets), user="postgres", dbname=NAME) as database:
        return database.execute(query).fetchall()  # type: ignore[arg-type]


def _conclude(everything: list[Answered], found: list[Target]) -> int:
    """Print what went wrong and what was kept to; return 1 if something was not."""
    if wrong := report.problems(everything):
        print(f"\nWhat went wrong:\n{wrong}")
    print("\n" + targets_table(found))
    load, cores = os.getloadavg()[1], os.cpu_count() or 1
    print(f"\nLoad of the machine over the last five minutes: {load:.1f} on {cores} cores.")
    missed = sum(not target.kept for target in found)
    print(f"{len(found) - missed} targets kept, {missed} missed.", flush=True)
    return int(missed > 0)


def say(what: str) -> None:
    """Say what comes next, and when."""
    print(f"{time.strftime('%H:%M:%S')}  {what} …", file=sys.stderr, flush=True)
