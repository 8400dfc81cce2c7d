"""Applications to join: what an LRG sent, with its commitments, actions and files."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from home.fields import YEARS, ChoiceArrayField

MONTHS = [MinValueValidator(1), MaxValueValidator(12)]
LONGEST_TEXT = 5000


class Endorsement(models.TextChoices):
    """Where an LRG stands towards the Marrakech Mayors Declaration."""

    SIGNED = "signed", _("Yes, it has signed")
    WILL_SIGN = "will_sign", _("Not yet, but it will")
    NO = "no", _("No")


class SignUpQuerySet(models.QuerySet):
    """Sign-ups by what the desk has to do with them."""

    def held(self) -> Self:
        """Return what waits for its sender to show that a person sent it."""
        return self.filter(is_held=True)

    def at_the_desk(self) -> Self:
        """Leave out what waits for its sender to show that a person sent it."""
        return self.filter(is_held=False)

    def open(self) -> Self:
        """Return what still waits for somebody at the desk."""
        return self.at_the_desk().filter(status__in=SignUp.OPEN)

    def with_contact_to_erase(self, after: timedelta) -> Self:
        """Return what was closed longer than ``after`` ago and still names a person."""
        return self.filter(
            status__in=SignUp.CLOSED,
            status_changed_at__lt=timezone.now() - after,
            contact_erased_at=None,
        )


class SignUp(models.Model):
    """What an LRG sent through the join form.

    Holds personal data: readable with the view permission only, never public, without the
    sender's network address. ``token`` comes with the form, so that sending one form twice makes
    one sign-up; ``browser`` tells whether a second form comes from the same browser.
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

    OPEN = (Status.NEW, Status.IN_REVIEW, Status.QUESTION, Status.ACCEPTED)
    CLOSED = (Status.PUBLISHED, Status.DECLINED)

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    browser = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed by the sender"), null=True, editable=False)
    is_held = models.BooleanField(
        _("waits for the confirmation of the address"), default=False, editable=False
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.NEW, db_index=True
    )
    status_changed_at = models.DateTimeField(
        _("status since"), default=timezone.now, editable=False
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sign_ups",
    )
    city = models.ForeignKey(
        "actions.CityPage",
        verbose_name=_("page of the city or region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sign_ups",
    )
    language = models.CharField(
        _("language of the answers"), max_length=10, choices=settings.LANGUAGES
    )

    lrg_name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = CountryField(_("country"))
    website = models.URLField(_("website"), blank=True)

    contact_name = models.CharField(_("contact person"), max_length=255)
    contact_role = models.CharField(_("role"), max_length=255)
    contact_email = models.EmailField(_("e-mail address"))
    second_contact_name = models.CharField(_("second contact"), max_length=255, blank=True)
    second_contact_email = models.EmailField(_("e-mail address of the second contact"), blank=True)
    preferred_language = models.CharField(
        _("preferred language"), max_length=10, choices=settings.LANGUAGES
    )
    email_confirmed_at = models.DateTimeField(_("address confirmed"), null=True, editable=False)
    contact_erased_at = models.DateTimeField(_("contact erased"), null=True, editable=False)

    endorsement = models.CharField(
        _("Marrakech Mayors Declaration"), max_length=20, choices=Endorsement
    )
    text_languages = ChoiceArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES),
        verbose_name=_("languages of texts"),
        default=list,
        blank=True,
    )
    # What editors asked besides: a list of {"question": …, "answer": …} in the form's language.
    further_answers = models.JSONField(_("further answers"), default=list, blank=True)

    consent_publication = models.BooleanField(_("consent to publication"), default=False)
    consent_processing = models.BooleanField(_("consent to data processing"), default=False)
    publication_text = models.ForeignKey(
        "home.ConsentText",
        verbose_name=_("text on publication"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    processing_text = models.ForeignKey(
        "home.ConsentText",
        verbose_name=_("text on data processing"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["-created_at"]
        permissions = [("export_signup", "Can export sign-ups")]

    def __str__(self) -> str:
        return self.lrg_name

    @property
    def writing_language(self) -> str:
        """The language in which the team writes to the sender."""
        return self.preferred_language or self.language


class SignUpPart(models.Model):
    """One of several things of the same kind that a sign-up holds, in the sender's order."""

    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)
    categories = models.ManyToManyField(
        "actions.Category", verbose_name=_("categories"), blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]


class SignUpCommitment(SignUpPart):
    """A commitment as it was sent. ``commitment_key`` ties it to the one on the city's page."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="commitments")
    text = models.TextField(_("commitment"), max_length=LONGEST_TEXT)
    objectives = models.ManyToManyField(
        "actions.Objective", verbose_name=_("objectives"), blank=True, related_name="+"
    )
    due_year = models.PositiveSmallIntegerField(
        _("due by"), null=True, blank=True, validators=YEARS
    )
    commitment_key = models.UUIDField(null=True, editable=False)

    class Meta(SignUpPart.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return self.text[:80]


class SignUpAction(SignUpPart):
    """An action as it was sent, with the record that was made of it."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="actions")
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), max_length=LONGEST_TEXT, blank=True)
    start_year = models.PositiveSmallIntegerField(
        _("year of the start"), null=True, blank=True, validators=YEARS
    )
    start_month = models.PositiveSmallIntegerField(
        _("month of the start"), null=True, blank=True, validators=MONTHS
    )
    end_year = models.PositiveSmallIntegerField(
        _("year of the end"), null=True, blank=True, validators=YEARS
    )
    end_month = models.PositiveSmallIntegerField(
        _("month of the end"), null=True, blank=True, validators=MONTHS
    )
    is_ongoing = models.BooleanField(_("ongoing"), default=False)
    joint_lrgs = models.TextField(_("joint action with"), max_length=1000, blank=True)
    priorities = models.ManyToManyField(
        "actions.Priority", verbose_name=_("priorities"), blank=True, related_name="+"
    )
    main_objectives = models.ManyToManyField(
        "actions.Objective", verbose_name=_("main objectives"), blank=True, related_name="+"
    )
    other_objectives = models.ManyToManyField(
        "actions.Objective", verbose_name=_("other objectives"), blank=True, related_name="+"
    )
    results = models.TextField(_("results so far"), max_length=LONGEST_TEXT, blank=True)
    lessons = models.TextField(_("lessons learned"), max_length=LONGEST_TEXT, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    image = models.OneToOneField(
        "home.SignUpFile",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="action",
    )
    image_credit = models.CharField(_("credit of the image"), max_length=255, blank=True)
    image_alt = models.CharField(_("alternative text"), max_length=255, blank=True)
    action = models.ForeignKey(
        "actions.Action",
        verbose_name=_("record of the action"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="sign_up_actions",
    )

    class Meta(SignUpPart.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.title


class SignUpComment(models.Model):
    """What one member of the team tells the others about a sign-up."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=LONGEST_TEXT)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text[:80]
