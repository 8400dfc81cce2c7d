"""What the worker does for the checks."""

from __future__ import annotations

from django_tasks import task

from .external import check_due, collect


@task()
def check_links() -> None:
    """Bring the list of links up to date and check those that are due."""
    collect()
    check_due()
