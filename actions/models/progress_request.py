"""Asking an LRG what has become of its commitments and actions, and what it answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALID_FOR = timedelta(days=90)
LONGEST_TEXT = 5000


def end_of_validity() -> Any:
    """Return until when a link that is sent now works."""
    return timezone.now() + VALID_FOR


class RequestStatus(models.TextChoices):
    """Where a request stands, as its dates tell."""

    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    ACCEPTED = "accepted", _("Taken over")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProgressRequestQuerySet(models.QuerySet):
    """Requests by what the desk has to do with them."""

    def with_status(self, status: str) -> Self:
        """Return those that stand somewhere, like :attr:`ProgressRequest.status` says it."""
        now = timezone.now()
        open_ = models.Q(accepted_at=None, answered_at=None, withdrawn_at=None)
        rules = {
            RequestStatus.ACCEPTED: models.Q(accepted_at__isnull=False),
            RequestStatus.ANSWERED: models.Q(accepted_at=None, answered_at__isnull=False),
            RequestStatus.WITHDRAWN: models.Q(
                accepted_at=None, answered_at=None, withdrawn_at__isnull=False
            ),
            RequestStatus.WAITING: open_ & models.Q(valid_until__gt=now),
            RequestStatus.EXPIRED: open_ & models.Q(valid_until__lte=now),
        }
        return self.filter(rules[RequestStatus(status)])


class ProgressRequest(models.Model):
    """One request for news: who was asked about which LRG, and the answer.

    Who has the signed link that was mailed can answer, see :mod:`actions.follow_up.links`.
    ``answers`` holds one entry for each commitment or action of which something was said:
    ``{"kind", "key", "title", "stage", "text", "as_of"}``; an empty text is the one of last time.
    """

    city = models.ForeignKey(
        "actions.CityPage",
        verbose_name=_("city or region"),
        on_delete=models.CASCADE,
        related_name="progress_requests",
        limit_choices_to={"is_source": True},
    )
    contact = models.ForeignKey(
        "home.Contact",
        verbose_name=_("contact person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="progress_requests",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    sent_at = models.DateTimeField(_("asked"), default=timezone.now, db_index=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_until = models.DateTimeField(_("link works until"), default=end_of_validity)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    answered_at = models.DateTimeField(_("answered"), null=True)
    answer_language = models.CharField(
        _("language of the answers"), max_length=10, choices=settings.LANGUAGES, blank=True
    )
    answers = models.JSONField(_("answers"), default=list)
    remarks = models.TextField(_("remarks"), blank=True)

    accepted_at = models.DateTimeField(_("taken over"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken over by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ProgressRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for news")
        verbose_name_plural = _("requests for news")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.city)

    @property
    def status(self) -> RequestStatus:
        """Where the request stands."""
        if self.accepted_at:
            return RequestStatus.ACCEPTED
        if self.answered_at:
            return RequestStatus.ANSWERED
        if self.withdrawn_at:
            return RequestStatus.WITHDRAWN
        if self.valid_until <= timezone.now():
            return RequestStatus.EXPIRED
        return RequestStatus.WAITING

    @property
    def status_label(self) -> str:
        """Where the request stands, in words."""
        return str(self.status.label)

    @property
    def says_nothing_has_changed(self) -> bool:
        """Whether the answer is that all is as it was said last time."""
        return bool(self.answered_at and not self.answers and not self.remarks)
