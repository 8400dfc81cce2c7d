"""Scheduled publishing, each record whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

from home.unavailable import AWAY

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Publish and unpublish what is due; what was interrupted is begun again the next time.

    Wagtail's own command forgets that a revision is due before it is public. Here both happen in
    one transaction, and a record that can't be published keeps none of the others back.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for name, step in _steps():
            try:
                with transaction.atomic():
                    step()
            except AWAY:
                raise
            except Exception:
                logger.exception("%s could not be published or unpublished as scheduled", name)


def _steps() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what there is to do, in Wagtail's order, with what it is done to."""
    now = timezone.now()
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(model for model in others if not issubclass(model, Page))):
        for record in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            yield (
                _name(record),
                lambda record=record: record.unpublish(  # type: ignore[misc]
                    set_expired=True, log_action="wagtail.unpublish.scheduled"
                ),
            )
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in due.order_by("approved_go_live_at"):
        yield (
            _name(revision),
            lambda revision=revision: revision.publish(  # type: ignore[misc]
                log_action="wagtail.publish.scheduled"
            ),
        )


def _name(record: Any) -> str:
    return f"{record._meta.label} {record.pk}"
