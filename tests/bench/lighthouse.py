"""Lighthouse's marks for the pages of a whole installation, as a phone meets them.

``python -m tests.bench.lighthouse`` needs Node.js and Chromium (``CHROME_PATH`` names another
browser). ``npx`` takes Lighthouse from the npm registry, unless ``LIGHTHOUSE`` names the program.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LANGUAGES = ("en", "ar")
MOST_KILOBYTES, MOST_REQUESTS = 100, 10
BROWSER_FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"
# A browser that fails to start or to record says nothing of the page.
TRIES = 3


@dataclass(frozen=True)
class Marks:
    """The marks of a page, what a first visit asks for, and the audits that cost marks."""

    page: str
    marks: tuple[int, ...]
    requests: int
    kilobytes: float
    lost: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        is_light = self.requests <= MOST_REQUESTS and self.kilobytes <= MOST_KILOBYTES
        return min(self.marks) == 100 and is_light


def main() -> int:
    """Print the marks; return 1 if a page has less than full marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each page; the median counts")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--only", action="append", help="a page, such as join; all by default")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django

    from config.processes import stop_on_signals

    stop_on_signals()
    django.setup()
    from tests import databases
    from tests.load.installation import installed

    from . import tables

    seeded = databases.seeded_template()
    pages = {
        name: path
        for name, path in addresses(seeded).items()
        if not options.only or name in options.only
    }
    measured = []
    # The browser speaks to the site itself, without the proxy that would add TLS.
    with installed(seeded, options.port, SECURE_SSL_REDIRECT="false") as site:
        for name, path in pages.items():
            for language in LANGUAGES:
                address = f"http://localhost:{site.port}/{language}/{path}"
                found = measure(f"{name}, {language}", address, options.runs)
                measured.append(found)
                print(found.page, *found.lost, sep="\n  ", file=sys.stderr, flush=True)
    headings = ["first visit by phone", *CATEGORIES, "requests", "kB"]
    rows = [
        [page.page, *map(str, page.marks), str(page.requests), f"{page.kilobytes:.0f}"]
        for page in measured
    ]
    print("\n" + tables.table(headings, rows))
    return int(not all(page.is_full for page in measured))


def addresses(database: str) -> dict[str, str]:
    """Return what stands below a language's address, by the kind of page."""
    from actions.models import Action
    from blog.models import StoryPage
    from tests import databases

    with databases.using(database):
        action = Action.objects.public().order_by("pk").values_list("slug", flat=True)[0]
        story = StoryPage.objects.live().order_by("pk").values_list("slug", flat=True)[0]
    return {
        "home": "",
        "explorer": "actions/",
        "action": f"actions/{action}/",
        "story": f"stories/{story}/",
        "join": "join/",
    }


def measure(page: str, address: str, runs: int) -> Marks:
    """Return the median marks of some visits, each with a browser of its own."""
    reports = [visit(address) for _run in range(runs)]
    marks = tuple(
        round(statistics.median(report["categories"][name]["score"] * 100 for report in reports))
        for name in CATEGORIES
    )
    asked = reports[0]["audits"]["network-requests"]["details"]["items"]
    lost = {text for report in reports for text in _lost(report)}
    size = sum(request.get("transferSize", 0) for request in asked) / 1_000
    return Marks(page, marks, len(asked), size, tuple(sorted(lost)))


def visit(address: str) -> dict[str, Any]:
    """Return Lighthouse's report of one visit."""
    browser = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    program = os.environ.get("LIGHTHOUSE")
    command = [program] if program else ["npx", "--yes", PACKAGE]
    options = ["--quiet", "--output=json", f"--chrome-flags={BROWSER_FLAGS}"]
    for _try in range(TRIES):
        # Into a file: the program ends before a pipe has taken a long report.
        with tempfile.NamedTemporaryFile(suffix=".json") as written:
            done = subprocess.run(
                [*command, address, *options, f"--output-path={written.name}"],
                env={**os.environ, "CHROME_PATH": browser},
                capture_output=True,
                text=True,
                check=False,
            )
            content = Path(written.name).read_text()
        report: dict[str, Any] = json.loads(content) if done.returncode == 0 else {}
        if report and not report.get("runtimeError"):
            return report
    raise SystemExit(f"{address}: Lighthouse failed.\n{done.stderr[-2000:]}")


def _lost(report: dict[str, Any]) -> Iterator[str]:
    """Yield the audits that cost marks, with what they have measured."""
    for name in CATEGORIES:
        for audit in report["categories"][name]["auditRefs"]:
            found = report["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 1:
                yield f"{found['title']}: {found.get('displayValue', '')} ({found['score']:.2f})"


if __name__ == "__main__":
    sys.exit(main())
