"""A file between its upload and the confirmation of what it would do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=1)


class KeptFileQuerySet(models.QuerySet):
    """Files that wait for a confirmation."""

    def kept_for(self, user: Any) -> Self:
        """Return the files of one user that are not too old."""
        return self.filter(user=user, uploaded_at__gt=timezone.now() - KEPT)

    def old(self) -> Self:
        """Return the files that were uploaded more than a day ago."""
        return self.filter(uploaded_at__lt=timezone.now() - KEPT)

    def lock(self) -> None:
        """Let one import go on at a time: two could bring the same record."""
        list(self.select_for_update().order_by("pk").values_list("pk"))


class KeptFile(models.Model):
    """A file of one user's, kept in the database so that no address leads to it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    file_name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(null=True, blank=True)

    objects = KeptFileQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name

    @classmethod
    def keep(cls, user: Any, name: str, content: bytes, **more: Any) -> Self:
        """Keep a file for the one who sent it, and forget old ones."""
        cls._default_manager.old().delete()
        kept = cls(user=user, file_name=name[:255], content=content, **more)
        kept.save()
        return kept

    def mark_written(self) -> None:
        """Note that what the file says has been written; its content is of no more use."""
        self.written_at, self.content = timezone.now(), b""
        self.save()
