"""What the join form keeps before it is sent: files, and drafts to come back to."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNSENT_FILES_LAST = timedelta(days=2)
DRAFTS_LAST = timedelta(days=60)


class SignUpFile(models.Model):
    """An upload, checked and kept in the database with the sign-up that it belongs to.

    ``form_token`` is the form's, so that a file outlives a mistake elsewhere in the form; once
    that is sent, ``sign_up`` is set. Never public: an image that is published is a copy.
    ``content_type`` is what the content is, never what its sender said.
    """

    class Purpose(models.TextChoices):
        DECLARATION = "declaration", _("Signed declaration")
        IMAGE = "image", _("Image")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_token = models.UUIDField(db_index=True)
    sign_up = models.ForeignKey(
        "home.SignUp", null=True, on_delete=models.CASCADE, related_name="files"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    content = models.BinaryField()
    created_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("file of a sign-up")
        verbose_name_plural = _("files of sign-ups")
        ordering = ["created_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class SignUpDraft(models.Model):
    """A form that its writer wants to come back to: the answers as they were typed.

    ``answers`` maps each field of the form to the list of its values. Whoever has the signed link
    that was mailed to ``email`` can go on; the draft is gone when the form is sent.
    """

    token = models.UUIDField(unique=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    email = models.EmailField(_("e-mail address"))
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("draft of a form")
        verbose_name_plural = _("drafts of forms")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)


class ConsentText(models.Model):
    """The exact words to which somebody agreed: one row a version, never changed.

    Editors write the texts on the join page. A row is made when a form with a new wording is sent
    for the first time; ``number`` counts the versions of a kind in a language.
    """

    class Kind(models.TextChoices):
        PROCESSING = "processing", _("Data processing")
        PUBLICATION = "publication", _("Publication")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("first used"), auto_now_add=True)

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "digest"], name="unique_consent_text"
            ),
            models.UniqueConstraint(
                fields=["kind", "language", "number"], name="unique_consent_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} ({self.language})"
