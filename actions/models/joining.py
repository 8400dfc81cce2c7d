"""What was made of sign-ups."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignUpRecord(models.Model):
    """A record that was written from a sign-up, and the revision that says what it then was.

    As long as this is the newest revision, nobody else has changed the record. ``record`` is its
    translation key.
    """

    sign_up = models.ForeignKey("home.SignUp", on_delete=models.CASCADE, related_name="records")
    record = models.UUIDField()
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("record of a sign-up")
        verbose_name_plural = _("records of sign-ups")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "record"], name="unique_sign_up_record")
        ]

    def __str__(self) -> str:
        return str(self.record)
