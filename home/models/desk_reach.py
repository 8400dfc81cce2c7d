"""Which languages and which LRGs somebody at the desk works on."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.sources import ONLY_SOURCES


class DeskReach(models.Model):
    """The languages and LRGs that somebody's work is limited to; whoever has no row isn't limited.

    Roles say what somebody may do; this says where. See :mod:`home.accounts.reach`.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_reach"
    )
    languages = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    lrgs = models.ManyToManyField(
        "actions.CityPage",
        verbose_name=_("cities and regions"),
        blank=True,
        related_name="+",
        limit_choices_to=ONLY_SOURCES,
    )

    class Meta:
        verbose_name = _("reach at the desk")
        verbose_name_plural = _("reaches at the desk")

    def __str__(self) -> str:
        return str(self.user)
