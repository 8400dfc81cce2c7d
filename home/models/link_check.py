"""Links to other sites, and what became of them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LinkCheckQuerySet(models.QuerySet):
    """Links by what there is to do with them."""

    def due(self) -> Self:
        """Return what is to be asked for now, the longest waiting first."""
        return self.filter(ignored=False, next_check_at__lte=timezone.now()).order_by(
            "next_check_at", "pk"
        )


class LinkCheck(models.Model):
    """An address on another site to which public pages and actions link."""

    class Status(models.TextChoices):
        UNCHECKED = "unchecked", _("Not checked yet")
        FINE = "fine", _("Fine")
        UNSURE = "unsure", _("No answer; asked again")
        BROKEN = "broken", _("Broken")
        REFUSED = "refused", _("Not asked for: the site refuses it")

    url = models.URLField(_("address"), max_length=1000, unique=True)
    # Where it stands: the kind of record by content type, its key, name and language.
    places = models.JSONField(_("where the link is"), default=list)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.UNCHECKED, db_index=True
    )
    answer = models.CharField(_("answer"), max_length=255, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    ignored = models.BooleanField(_("ignored"), default=False)
    checked_at = models.DateTimeField(_("checked"), null=True)
    next_check_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("external link")
        verbose_name_plural = _("external links")
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
