"""Make the pictures of the handbook anew; ``make handbook`` runs this."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from typing import Any

LANGUAGES = ("en", "fr")
# What the clock shows in every picture.
NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


def main() -> int:
    """Return 1 if a picture could not be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--only", action="append", help="the name of a screen")
    parser.add_argument(
        "--tour", action="store_true", help="only the pictures of the public pages, for the README"
    )
    given = parser.parse_args()

    stop_the_clock()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    # Playwright's own event loop runs in this thread; to Django the script looks asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from config.catalogues import compile_catalogues

    from . import camera, tour

    compile_catalogues(settings.LOCALE_PATHS)
    setup_test_environment()
    failures: list[str] = []
    if given.tour or not (given.language or given.only):
        tour.photograph()
    if given.tour:
        return 0
    for language in given.language or LANGUAGES:
        failures += camera.photograph(language, NOW, given.only)
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


def stop_the_clock() -> None:
    """Let the site see one moment only, before anything has taken hold of its clock."""
    from django.utils import timesince, timezone

    timezone.now = lambda: NOW
    # How long ago something was is reckoned from a clock of its own.
    reckon = timesince.timesince

    def since(moment: date, now: date | None = None, *args: Any, **kwargs: Any) -> str:
        is_aware = getattr(moment, "tzinfo", None) is not None
        return reckon(
            moment, now or (NOW if is_aware else NOW.replace(tzinfo=None)), *args, **kwargs
        )

    timesince.timesince = since


if __name__ == "__main__":
    sys.exit(main())
