"""The words and addresses of the site's frame, one row a language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.previews import ShownElsewhereMixin, language_modes
from home.sources import language_of


class OrganiserBlock(blocks.StructBlock):
    """An organisation that runs the Call, or runs it with the organisers."""

    name = blocks.CharBlock(label=_("Name"))
    url = blocks.URLBlock(label=_("Address"), required=False)


class SocialLinkBlock(blocks.StructBlock):
    """A presence of the Call elsewhere."""

    name = blocks.CharBlock(label=_("Name"))
    url = blocks.URLBlock(label=_("Address"))


class SiteSettings(ShownElsewhereMixin, RevisionMixin, TranslatableMixin, ClusterableModel):
    """Footer, contact, social links and organisers."""

    footer_text = models.TextField(_("footer"), blank=True)
    contact_heading = models.CharField(_("heading of the contact"), max_length=120, blank=True)
    contact_text = models.TextField(_("contact"), blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    organisers = StreamField(
        [("organiser", OrganiserBlock())], verbose_name=_("organisers"), blank=True
    )
    social_links = StreamField(
        [("link", SocialLinkBlock())], verbose_name=_("social links"), blank=True
    )
    designations_note = models.TextField(
        _("note on designations"),
        blank=True,
        help_text=_("Shown below maps and lists of places, as UN publications do."),
    )

    data_licence = models.CharField(
        _("licence of the data"),
        max_length=120,
        blank=True,
        default="Creative Commons Attribution 4.0 International (CC BY 4.0)",
        help_text=_(
            "For the compilation and the summaries in our own words. Left empty, the page on the "
            "data says that no licence has been chosen."
        ),
    )
    data_licence_url = models.URLField(
        _("address of the licence"),
        blank=True,
        default="https://creativecommons.org/licenses/by/4.0/",
    )

    tells_of_older_versions = models.BooleanField(
        _("tell readers of older versions"),
        default=False,
        help_text=_(
            "Where the original has changed and its translation has not followed yet, the "
            "translation says so and leads to the original. Each language chooses for itself."
        ),
    )

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("footer_text"),
        TranslatableField("contact_heading"),
        TranslatableField("contact_text"),
        SynchronizedField("contact_email"),
        TranslatableField("organisers"),
        TranslatableField("social_links"),
        TranslatableField("designations_note"),
        SynchronizedField("data_licence"),
        SynchronizedField("data_licence_url"),
        SynchronizedField("tells_of_older_versions"),
    ]
    panels = [
        FieldPanel("footer_text"),
        MultiFieldPanel(
            [
                FieldPanel("contact_heading"),
                FieldPanel("contact_text"),
                FieldPanel("contact_email"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("organisers"),
        FieldPanel("social_links"),
        FieldPanel("designations_note"),
        MultiFieldPanel(
            [FieldPanel("data_licence"), FieldPanel("data_licence_url")],
            heading=_("Open data"),
        ),
        MultiFieldPanel([FieldPanel("tells_of_older_versions")], heading=_("Translations")),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.UniqueConstraint(fields=["locale"], name="one_site_settings_a_language")
        ]
        # Of every record on the site: it stands here because a permission needs a model.
        permissions = [("change_facts", "Can change facts: dates, places, themes, sources")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.locale})"

    @property
    def language(self) -> str:
        """The language code of the entry."""
        return language_of(self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Its own language: the others have entries of their own."""
        return language_modes([self._own_language()])

    def shown_at(self, language: str) -> str:
        """Return the address of the home page, whose footer has most of it."""
        return f"/{language}/"
