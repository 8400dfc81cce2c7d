"""PDF files of an edition that the site typesets itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.fields import YEARS


class ReportBuildQuerySet(models.QuerySet):
    """Named queries on builds."""

    def active(self) -> ReportBuildQuerySet:
        """Return those that wait or are at work."""
        return self.filter(status__in=ReportBuild.ACTIVE)

    def offered(self) -> ReportBuildQuerySet:
        """Return those whose file readers can take away, by language."""
        done = self.filter(status=ReportBuild.Status.DONE, document__isnull=False)
        return done.select_related("document").order_by("language")


class ReportBuild(models.Model):
    """One file of one edition in one language: what went into it, how far it is, who asked for it.

    At most one of an edition and a language waits or is at work at any time.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        RUNNING = "running", _("Being built")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")
        INTERRUPTED = "interrupted", _("Interrupted")

    class Step(models.TextChoices):
        WAITING = "waiting", _("Waiting for the background worker")
        GATHERING = "gathering", _("Gathering the entries")
        LAYOUT = "layout", _("Laying out the pages")
        WRITING = "writing", _("Writing the file")
        STORING = "storing", _("Storing the file")
        FINISHED = "finished", _("Finished")

    class Scope(models.TextChoices):
        EDITION = "edition", _("The actions of this edition")
        ALL = "all", _("All published actions")

    ACTIVE = (Status.WAITING, Status.RUNNING)

    page = models.ForeignKey(
        "home.ReportPage",
        verbose_name=_("report"),
        on_delete=models.CASCADE,
        related_name="builds",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    scope = models.CharField(
        _("which actions"), max_length=10, choices=Scope, default=Scope.EDITION
    )
    first_year = models.PositiveSmallIntegerField(
        _("from the year"), null=True, blank=True, validators=YEARS
    )
    last_year = models.PositiveSmallIntegerField(
        _("to the year"), null=True, blank=True, validators=YEARS
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    step = models.CharField(_("step"), max_length=10, choices=Step, default=Step.WAITING)
    percent = models.PositiveSmallIntegerField(_("per cent"), default=0)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    document = models.OneToOneField(
        "home.SiteDocument",
        verbose_name=_("document"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="report_build",
    )

    objects = ReportBuildQuerySet.as_manager()

    class Meta:
        verbose_name = _("PDF of a report")
        verbose_name_plural = _("PDF files of reports")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                condition=models.Q(status__in=["waiting", "running"]),
                name="one_active_build_of_an_edition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.get_language_display()})"

    @property
    def is_active(self) -> bool:
        """Whether it waits or is at work."""
        return self.status in self.ACTIVE
