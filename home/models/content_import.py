"""A file of content between its upload and the confirmation of what it would do."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=1)


class ContentImport(models.Model):
    """A file from another installation, kept in the database so that no address leads to it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    file_name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import of content")
        verbose_name_plural = _("imports of content")
        default_permissions = ()
        permissions = [("transfer_content", "Can take content to and from other installations")]

    def __str__(self) -> str:
        return self.file_name

    @classmethod
    def forget_old(cls) -> None:
        """Remove the files that were uploaded more than a day ago."""
        cls.objects.filter(uploaded_at__lt=timezone.now() - KEPT).delete()
