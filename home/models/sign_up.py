"""Applications to join."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class Endorsement(models.TextChoices):
    """Where an LRG stands towards the Marrakech Mayors Declaration."""

    SIGNED = "signed", _("Yes, it has signed")
    WILL_SIGN = "will_sign", _("Not yet, but it will")
    NO = "no", _("No")


class SignUp(models.Model):
    """What an LRG sent through the join form.

    Holds personal data: readable with the view permission only, never public, without the
    sender's network address. ``token`` comes with the form, so that sending one form twice makes
    one sign-up.
    """

    class Kind(models.TextChoices):
        CITY = "city", _("City or municipality")
        REGION = "region", _("Region, state, province or district")
        ASSOCIATION = "association", _("Association of local or regional governments")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        IN_REVIEW = "in_review", _("In review")
        QUESTION = "question", _("Question asked")
        ACCEPTED = "accepted", _("Accepted")
        PUBLISHED = "published", _("Published")
        DECLINED = "declined", _("Declined")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.NEW)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    lrg_name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = CountryField(_("country"))
    website = models.URLField(_("website"), blank=True)

    contact_name = models.CharField(_("contact person"), max_length=255)
    contact_role = models.CharField(_("role"), max_length=255)
    contact_email = models.EmailField(_("e-mail address"))
    email_confirmed_at = models.DateTimeField(_("address confirmed"), null=True, editable=False)

    endorsement = models.CharField(
        _("Marrakech Mayors Declaration"), max_length=20, choices=Endorsement
    )
    commitment = models.TextField(_("commitment"), max_length=5000)
    action_title = models.CharField(_("title of the action"), max_length=255, blank=True)
    action_summary = models.TextField(_("summary of the action"), max_length=5000, blank=True)

    consent_publication = models.BooleanField(_("consent to publication"), default=False)
    consent_processing = models.BooleanField(_("consent to data processing"), default=False)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.lrg_name
