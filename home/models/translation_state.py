"""How far each record has come in each language, who works on it, and what has changed since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What there is to do for a record in a language, the most pressing first."""

    NEEDS_UPDATE = "needs_update", _("Needs update")
    UNTRANSLATED = "untranslated", _("Missing")
    IN_PROGRESS = "in_progress", _("Draft: in progress")
    READY = "ready", _("Draft: ready")
    UP_TO_DATE = "up_to_date", _("Translated")


class TranslationStateQuerySet(models.QuerySet):
    """Named queries on the states."""

    def to_do(self) -> TranslationStateQuerySet:
        """Return what is not translated."""
        return self.exclude(status=Status.UP_TO_DATE)

    def stale_for(self, days: int) -> TranslationStateQuerySet:
        """Return what has needed an update for so many days."""
        return self.filter(stale_since__lte=timezone.now() - timedelta(days=days))

    def assigned_to(self, user: Any) -> TranslationStateQuerySet:
        """Return what somebody has been asked to translate."""
        return self.filter(task__assignee=user)

    def counted(self) -> list[dict[str, Any]]:
        """Count records and words by kind, language and status, in one query."""
        groups = self.order_by().values("model_label", "language", "status")
        return list(groups.annotate(records=Count("pk"), words=Sum("words_left")))


class TranslationState(models.Model):
    """One record in one language other than its own.

    A summary of what wagtail-localize and the records hold, written whenever these change (see
    :mod:`home.translating.states`), so that the desk counts, filters and orders plain columns.
    """

    model_label = models.CharField(_("kind"), max_length=100)
    translation_key = models.UUIDField()
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source_pk = models.BigIntegerField()
    source_language = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    record_name = models.CharField(_("record"), max_length=255)
    target_pk = models.BigIntegerField(null=True)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    missing = models.PositiveIntegerField(_("texts missing"), default=0)
    unconfirmed = models.PositiveIntegerField(_("texts to confirm"), default=0)
    words_left = models.PositiveIntegerField(_("words left"), default=0)
    words_total = models.PositiveIntegerField(_("words"), default=0)
    stale_since = models.DateTimeField(_("needs update since"), null=True)

    objects = TranslationStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"], name="unique_translation_state"
            ),
        ]
        indexes = [
            models.Index(fields=["language", "status"], name="translation_state_status"),
            models.Index(
                fields=["stale_since"],
                name="translation_state_stale",
                condition=Q(stale_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_name} ({self.get_language_display()})"

    @property
    def record(self) -> str:
        """Name the source row, as forms send it."""
        return f"{self.model_label}:{self.source_pk}"


class TranslationMark(models.Model):
    """A record whose states have yet to be counted anew: what a lost process leaves to the next."""

    translation_key = models.UUIDField(primary_key=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("record to count")
        verbose_name_plural = _("records to count")

    def __str__(self) -> str:
        return str(self.translation_key)


class TranslationTask(models.Model):
    """Somebody has been asked to translate a record into a language; gone once that is done."""

    state = models.OneToOneField(TranslationState, on_delete=models.CASCADE, related_name="task")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.CASCADE,
        related_name="translation_tasks",
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_at = models.DateTimeField(_("assigned"), auto_now=True)
    due = models.DateField(_("due"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("translation task")
        verbose_name_plural = _("translation tasks")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.state}: {self.assignee}"

    @property
    def is_overdue(self) -> bool:
        """Say whether the day is past."""
        return self.due is not None and self.due < timezone.localdate()
