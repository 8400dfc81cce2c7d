"""Run the benchmarks and print what they measured; ``make bench`` runs this."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import targets

PARTS = ("pages", "kept", "exports", "reports", "crowd", "desk")


def main() -> int:
    """Return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append")
    only = parser.parse_args().only or PARTS

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django

    django.setup()
    from . import desk, tables, targets

    found: list[targets.Target] = []
    if "desk" in only:
        say(f"Opening the translation desk of {desk.MANY} pages × 6 languages")
        answered = desk.measure()
        print("\n" + tables.desk_table(answered), flush=True)
        found += targets.desk_targets(answered)
    if set(only) - {"desk"}:
        found += measure_site(only)
    print("\n" + tables.targets_table(found))
    say_how_busy()
    missed = sum(not target.kept for target in found)
    print(f"\n{len(found) - missed} targets kept, {missed} missed.")
    return int(missed > 0)


def measure_site(only: Collection[str]) -> list[targets.Target]:
    """Measure what readers meet; return what there is to keep to."""
    from . import crowd, exports, kept, reports, sites, tables, targets, visits

    found: list[targets.Target] = []
    say("Making the databases (kept for the next time)")
    with sites.copies() as names:
        largest = names[max(names)]
        if "pages" in only:
            pages = {}
            for size, name in names.items():
                say(f"Visiting the pages of {size:,} actions × 6 languages")
                pages[size] = measure_pages(name)
            print("\n" + tables.pages_table(pages), flush=True)
            found += targets.page_targets(pages)
        if "kept" in only:
            say("Reading pages that are kept")
            pairs, site = kept.measure(largest)
            print("\n" + tables.kept_table(pairs), flush=True)
            found += targets.kept_targets(pairs, site)
        if "exports" in only:
            say("Downloading everything")
            downloads = exports.measure(largest)
            print("\n" + tables.exports_table(downloads), flush=True)
            found += targets.export_targets(downloads)
        if "reports" in only:
            say("Typesetting an edition of the report")
            built = reports.measure(largest)
            print("\n" + tables.reports_table(built), flush=True)
            found += targets.report_targets(built)
        if "crowd" in only:
            say("Sending many readers at once")
            with sites.opened(largest):
                addresses = visits.of_a_crowd()
            print("\n" + tables.crowd_table(crowd.measure(largest, addresses)), flush=True)
    return found


def measure_pages(database: str) -> dict[str, Any]:
    """Measure in another process, so that nothing that one remembers helps the other."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.pages"],
        env={**os.environ, "BENCH_DATABASE": database},
        check=True,
        stdout=subprocess.PIPE,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def say_how_busy() -> None:
    """Say so where other programs have made everything slower than it is."""
    load, cores = os.getloadavg()[2], os.cpu_count() or 1
    if load > cores:
        print(f"\nThe machine was busy (load {load:.1f} on {cores} cores): compare only ratios.")


def say(what: str) -> None:
    """Say what comes next, and when."""
    print(f"{time.strftime('%H:%M:%S')}  {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
