"""Translations that are finished before their source is published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WaitingTranslation(models.Model):
    """A translation that somebody has approved and that is published together with its source."""

    translation = models.OneToOneField(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="waiting"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved"), auto_now_add=True)

    class Meta:
        verbose_name = _("translation that waits for its source")
        verbose_name_plural = _("translations that wait for their sources")

    def __str__(self) -> str:
        return str(self.translation)
