"""Records on their way to the translators, many at once."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationSending(models.Model):
    """Records that are sent for translation into some languages by the worker, one by one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    languages = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES), verbose_name=_("languages")
    )
    records = ArrayField(models.CharField(max_length=150), verbose_name=_("records"))
    done = models.PositiveIntegerField(_("done"), default=0)
    problems = ArrayField(models.TextField(), verbose_name=_("problems"), default=list)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("sending for translation")
        verbose_name_plural = _("sendings for translation")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} ({len(self.records)})"

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self.records)
