"""The databases that are measured: made once, kept as templates, copied for every run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage
from home.seed.indexing import indexing_postponed
from tests import databases

from .content import replace_records

SIZES = (70, 10_000)
FAMILY = "local_action_bench"
# A page that Wagtail serves with nothing of this site around it.
FLOOR_SLUG = "bare-page"
ROOT = databases.ROOT
MAKERS = ("content.py", "places.py", "rows.py", "sites.py", "words.py")


def version() -> str:
    """Return a digest of everything that decides what the databases hold."""
    code = [ROOT / "tests" / "bench" / name for name in MAKERS]
    for pattern in ("home/searching/**/*.py", "actions/models/*.py"):
        code += ROOT.glob(pattern)
    return f"{databases.seed_digest()[:8]}{databases.digest(code)[:8]}"


def templates() -> dict[int, str]:
    """Return the names of the databases by the number of their actions; make what is missing."""
    seeded = databases.seeded_template()
    current = version()
    databases.drop_others(FAMILY, current)
    return {
        size: databases.ensure_template(
            str(size), current, lambda size=size: build(size), base=seeded, family=FAMILY
        )
        for size in SIZES
    }


def build(how_many: int) -> None:
    """Fill the database in use: records, the bare page, the search index, statistics."""
    with transaction.atomic(), indexing_postponed():
        replace_records(how_many)
        _make_bare_page()
    call_command("rebuild_search", verbosity=0)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _make_bare_page() -> None:
    home = HomePage.objects.get(is_source=True)
    now = timezone.now()
    home.add_child(
        instance=Page(
            title="A bare page",
            slug=FLOOR_SLUG,
            locale=home.locale,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
    )


opened = databases.using


@contextmanager
def copies() -> Iterator[dict[int, str]]:
    """Yield the databases to measure, by size; the templates stay as they are."""
    names = {}
    for size, template in templates().items():
        names[size] = f"{databases.own_copy_name()}_{size}"
        databases.copy(template, names[size])
    try:
        yield names
    finally:
        for name in names.values():
            databases.drop(name)
