"""Building the PDF of an edition in the background: begun once, seen all the way, never stuck.

The process that builds holds a lock of PostgreSQL, which goes when the process does, however it
ends. A build that says that it is at work while nobody holds its lock was interrupted.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django_tasks import task
from wagtail.utils.file import hash_filelike

from home import locks, pdf
from home.caches import purge
from home.models import ReportBuild, SiteDocument
from home.reports import words_in

if TYPE_CHECKING:
    from home.models import ReportPage

logger = logging.getLogger(__name__)

# Any number, the same for all builds: with that of the build it names a lock.
LOCKS = 820_120
PATIENCE = timedelta(minutes=1)
"""A build that has waited longer is put into the queue again by the next press."""
PAUSE = 0.7
"""Seconds between two notes of progress."""
LONGEST_ERROR = 500

Status, Step = ReportBuild.Status, ReportBuild.Step
# From which per cent to which a step takes.
SHARES = {Step.GATHERING: (2, 10), Step.LAYOUT: (10, 80), Step.WRITING: (80, 96)}
PAGES_EXPECTED = 80


def request_build(page: ReportPage, language: str, user: Any, **choice: Any) -> ReportBuild:
    """Ask for the file of an edition in a language; return the build that makes it.

    While one waits or is at work, it is the answer to every further request.
    """
    mark_interrupted(page)
    with transaction.atomic():
        # Two presses come one after the other.
        type(page)._base_manager.select_for_update().get(pk=page.pk)
        builds = ReportBuild.objects.filter(page=page, language=language)
        active = builds.active().first()
        if active is None:
            builds.exclude(status=Status.DONE).delete()
            active = ReportBuild.objects.create(
                page=page, language=language, requested_by=user, **choice
            )
        elif active.status == Status.RUNNING or active.requested_at > timezone.now() - PATIENCE:
            return active
        build.enqueue(active.pk)
    return active


def mark_interrupted(page: ReportPage) -> None:
    """Mark the builds of an edition whose process has ended before they were finished."""
    for key in ReportBuild.objects.filter(page=page, status=Status.RUNNING).values_list(
        "pk", flat=True
    ):
        with locks.held(LOCKS, key) as is_free:
            if is_free:
                ReportBuild.objects.filter(pk=key, status=Status.RUNNING).update(
                    status=Status.INTERRUPTED, finished_at=timezone.now()
                )


@task()
def build(key: int) -> None:
    """Make the file of a build, unless another process is at it or has made it."""
    with locks.held(LOCKS, key) as is_free:
        if not is_free:
            return
        claimed = ReportBuild.objects.filter(pk=key, status=Status.WAITING).update(
            status=Status.RUNNING, step=Step.GATHERING, started_at=timezone.now()
        )
        if not claimed:
            return
        row = ReportBuild.objects.select_related("page__locale").get(pk=key)
        try:
            with override(row.language):
                _make(row)
        except Exception as error:
            logger.exception("The PDF of %s could not be built", row)
            row.status, row.finished_at = Status.FAILED, timezone.now()
            row.error = (
                str(error)
                if isinstance(error, pdf.PdfUnavailableError)
                else f"{type(error).__name__}: {error}"
            )[:LONGEST_ERROR]
            row.save(update_fields=["status", "finished_at", "error"])


def _make(row: ReportBuild) -> None:
    from actions.report.document import report_html

    progress = _Progress(row)
    progress(Step.GATHERING, 0)
    html, drawings = report_html(row)
    made = pdf.typeset(html, drawings=drawings, progress=progress)
    row.step, row.percent, row.pages = Step.STORING, 97, made.pages
    row.save(update_fields=["step", "percent", "pages"])
    _store(row, made.content)


class _Progress:
    """Notes how far a build is: seldom, and never less than before."""

    def __init__(self, row: ReportBuild) -> None:
        self.row = row
        earlier = ReportBuild.objects.filter(page=row.page, pages__gt=0).first()
        self.expected = earlier.pages if earlier else PAGES_EXPECTED
        self.noted = 0.0

    def __call__(self, stage: str, page: int) -> None:
        step = Step(stage)
        first, last = SHARES[step]
        share = min(1.0, page / self.expected)
        percent = max(self.row.percent, round(first + (last - first) * share))
        if step == self.row.step and time.monotonic() - self.noted < PAUSE:
            return
        self.row.step, self.row.percent, self.noted = step, percent, time.monotonic()
        self.row.save(update_fields=["step", "percent"])


def _store(row: ReportBuild, content: bytes) -> None:
    """Put a file into the place of the edition's earlier one in this language.

    The document stays, so that links to it do; the file below has an address of its own, so that
    nobody reads half of one and half of the other.
    """
    earlier = ReportBuild.objects.filter(
        page=row.page, language=row.language, status=Status.DONE
    ).select_related("document")
    document = next((item.document for item in earlier if item.document), None)
    document = document or SiteDocument(language=row.language)
    old_name = document.file.name
    words = words_in(row.page, row.language)
    folder = f"documents/reports/{uuid.uuid4().hex[:12]}"
    name = f"{folder}/call-to-local-action-{row.page.slug[:30]}-{row.language}.pdf"
    with transaction.atomic():
        document.title = gettext("%(title)s (PDF)") % {"title": words.title}
        document.uploaded_by_user = row.requested_by
        document.file.name = default_storage.save(name, ContentFile(content))
        document.file_size = len(content)
        document.file_hash = hash_filelike(ContentFile(content))
        document.save()
        earlier.delete()
        row.document = document
        row.status, row.step, row.percent = Status.DONE, Step.FINISHED, 100
        row.finished_at = timezone.now()
        row.save()
        if old_name:
            transaction.on_commit(lambda: default_storage.delete(old_name))
    purge()
