"""Images and documents."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
)
from wagtail.search import index


class SiteImage(AbstractImage):
    """An image with the credit and licence under which it is published."""

    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Photographer and organisation.")
    )
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")
    # The chooser narrows what it has found down by tag.
    search_fields: ClassVar[list[index.BaseField]] = [
        *AbstractImage.search_fields,
        index.RelatedFields("tags", [index.FilterField("name")]),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def create_rendition(self, filter: Filter) -> AbstractRendition:  # noqa: A002 - Wagtail's name
        """Make a size of the image; a page on a full disk comes without it, not as an error."""
        try:
            return super().create_rendition(filter)
        except OSError as error:
            raise SourceImageIOError(str(error)) from error

    @property
    def credit_line(self) -> str:
        """Who made the image, and under which licence it is shown."""
        parts = [part for part in (self.credit, self.licence) if part]
        return pgettext("between the names in a list", ", ").join(parts)


class SiteRendition(AbstractRendition):
    """A size of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class SiteDocument(AbstractDocument):
    """A file to download, in one language."""

    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True
    )

    admin_form_fields = (*Document.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
