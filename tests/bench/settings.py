"""Settings of the benchmarks: those of the tests, with what production has in its place.

The cache is one that processes share, and the sockets are kept open between requests, as in
production. ``BENCH_DATABASE`` names the database.
"""

from __future__ import annotations

import os

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, ROOT, TEMPLATES, VAR

WORK = VAR / "bench"
NAME = os.environ.get("BENCH_DATABASE")
if NAME:
    DATABASES["default"]["NAME"] = NAME
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Pages are made for each visit, except where it is measured how they are kept.
KEEP_PAGES = bool(os.environ.get("BENCH_KEEP_PAGES"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": WORK / "cache" / (NAME or "none"),
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MEDIA_ROOT = WORK / "media"
TEMPLATES[0]["DIRS"] = [ROOT / "tests" / "bench" / "templates", *TEMPLATES[0]["DIRS"]]  # type: ignore[misc]
