"""What an edition of 60 LRGs with an action each takes to be typeset: seconds and memory.

Each language is measured in a process of its own: the most memory that a process has had is never
forgotten.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

LRGS = 60
LANGUAGES = ("en", "ar", "zh-hans")
KILOBYTE, MEGABYTE = 1024, 1_000_000


@dataclass(frozen=True)
class Built:
    """A file: seconds, those of the processor, the most memory in megabytes, pages, megabytes.

    The processor's are what it takes where nothing else runs; all of it is done by one thread.
    """

    language: str
    status: str
    seconds: float = 0
    processor: float = 0
    memory: float = 0
    pages: int = 0
    size: float = 0


def measure(database: str) -> list[Built]:
    """Build the edition in some languages, as the worker does."""
    return [_measure_apart(database, language) for language in LANGUAGES]


def _measure_apart(database: str, language: str) -> Built:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.reports", language],
        env={**os.environ, "BENCH_DATABASE": database},
        check=True,
        stdout=subprocess.PIPE,
    )
    return Built(**json.loads(done.stdout))


def main(language: str) -> Built:
    """Make the edition and build it in one language."""
    import django

    django.setup()
    from home.caches import purge
    from home.models import ReportBuild, ReportPage
    from home.report_builds import build

    page = ReportPage.objects.filter(is_source=True).order_by("pk")[0]
    _choose_actions(page)
    purge()
    row = ReportBuild.objects.create(page=page, language=language)
    began, worked = time.perf_counter(), time.process_time()
    build.call(row.pk)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    row.refresh_from_db()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE / MEGABYTE
    if row.document is None:
        return Built(language, row.error or row.status, seconds, processor, memory)
    size = (row.document.file_size or 0) / MEGABYTE
    return Built(language, row.status, seconds, processor, memory, row.pages, size)


def _choose_actions(page: object) -> None:
    """Put an action of each of so many LRGs into the edition, and no other."""
    from actions.models import Action, ActionLRG

    Action.objects.filter(edition=page).update(edition=None)
    alone = ActionLRG.objects.filter(sort_order=0, action__live=True, action__is_source=True)
    chosen = alone.order_by("lrg", "action").distinct("lrg").values_list("action_id", flat=True)
    Action.objects.filter(pk__in=list(chosen[:LRGS])).update(edition=page)


if __name__ == "__main__":
    print(json.dumps(asdict(main(sys.argv[1]))))
