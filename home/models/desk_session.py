"""Where somebody is signed in to the desk."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskSession(models.Model):
    """One session of somebody at the desk. It goes with Django's own, and knows no network."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_sessions"
    )
    browser = models.CharField(_("browser"), max_length=40, blank=True)
    system = models.CharField(_("system"), max_length=40, blank=True)
    signed_in_at = models.DateTimeField(_("signed in"))
    last_used_at = models.DateTimeField(_("last used"))

    class Meta:
        verbose_name = _("session at the desk")
        verbose_name_plural = _("sessions at the desk")
        ordering = ["-last_used_at"]

    def __str__(self) -> str:
        return f"{self.user}: {self.browser} ({self.system})"
