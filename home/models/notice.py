"""What somebody at the desk is told, and how often by mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    """Named queries on notices."""

    def unread(self) -> NoticeQuerySet:
        """Return those that nobody has read yet."""
        return self.filter(read_at__isnull=True)

    def of(self, user: Any) -> NoticeQuerySet:
        """Return those of one person."""
        return self.filter(user=user)


class Notice(models.Model):
    """One thing that one person should know about a translation."""

    class Kind(models.TextChoices):
        STALE = "stale", _("The original has changed: the translation needs an update")
        ASSIGNED = "assigned", _("You were asked to translate this")
        READY = "ready", _("The translation is ready to be published")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    state = models.ForeignKey(
        "home.TranslationState", on_delete=models.CASCADE, related_name="notices"
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.state}"


class NoticeChoice(models.Model):
    """How often somebody wants the notices by mail; who has not chosen gets them once a day."""

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never: I read them at the desk")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice"
    )
    frequency = models.CharField(
        _("notices by mail"), max_length=10, choices=Frequency, default=Frequency.DAILY
    )
    last_mailed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {self.get_frequency_display()}"
