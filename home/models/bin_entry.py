"""What was deleted at the desk and can be brought back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class ExactEncoder(DjangoJSONEncoder):
    """Django's, but for times: they keep their microseconds."""

    def default(self, o: Any) -> Any:
        """Write a time as exactly as the database has it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class BinEntryQuerySet(models.QuerySet["BinEntry"]):
    """What is in the bin."""

    def overdue(self) -> BinEntryQuerySet:
        """Keep what has been in the bin for long enough."""
        return self.filter(deleted_at__lt=timezone.now() - timedelta(days=settings.BIN_DAYS))


class BinEntry(models.Model):
    """One deletion: a record with everything that went with it, see :mod:`home.bin`.

    ``rows`` are the rows of the database as they were, ``pointers`` the references of other records
    that were emptied, ``parents`` the page that each topmost page stood below.
    """

    model = models.CharField(_("kind"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    languages = models.JSONField(_("languages"), default=list)
    was_live = models.BooleanField(_("was published"), default=False)
    deleted_at = models.DateTimeField(_("deleted"), auto_now_add=True, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    record_pk = models.CharField(max_length=64)
    rows = models.JSONField(default=list, encoder=ExactEncoder)
    pointers = models.JSONField(default=list, encoder=ExactEncoder)
    parents = models.JSONField(default=dict)

    objects = BinEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted record")
        verbose_name_plural = _("deleted records")
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ("delete",)
        permissions = [("restore_binentry", "Can restore deleted records")]

    def __str__(self) -> str:
        return self.title

    @property
    def model_class(self) -> type[Any]:
        """The class of the record."""
        return apps.get_model(self.model)

    @property
    def kind(self) -> str:
        """What the record is, in words."""
        return capfirst(str(self.model_class._meta.verbose_name))

    @property
    def erased_on(self) -> datetime:
        """When the clock erases it for good."""
        return self.deleted_at + timedelta(days=settings.BIN_DAYS)
