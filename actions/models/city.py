"""Local and regional governments: one page each, and the page that lists them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from actions import regions
from home.blocks import BodyBlock
from home.fields import YEARS, ChoiceArrayField
from home.languages import territory_name
from home.pages import PAGE_WORDS, RoutableSitePage, SitePage, tabs
from home.sources import TranslatableField, words


class Kind(models.TextChoices):
    """What kind of local or regional government it is."""

    CITY = "city", _("City")
    REGION = "region", _("Region")
    ASSOCIATION = "association", _("Association")
    NETWORK = "network", _("Network")


class Basis(models.TextChoices):
    """What public sources say of an LRG and the Call."""

    SUBMITTED = "submitted", _("It submitted an action or pledge through the Call.")
    SUBMITTED_MIRROR = (
        "submitted_mirror",
        _("It submitted an action or pledge through the Call (inferred from a mirror page)."),
    )
    PARTY_2023 = (
        "party_2023",
        _("It is named as a party to the Swiss pledge in the Call’s 2023 report."),
    )
    DELEGATION_2023 = (
        "delegation_2023",
        _(
            "It was in the local government delegation to the 2023 Global Refugee Forum "
            "(joining is not stated for each city)."
        ),
    )
    GRANTEE = (
        "grantee",
        _("It received a grant of the Global Cities Fund (not evidence of joining)."),
    )
    PEER_PRACTICE = (
        "peer_practice",
        _("It published a practice on a peer platform (not evidence of joining)."),
    )


class CityIndexPage(SitePage):
    """Who has joined, and who else public sources name."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    translatable_fields = words(*PAGE_WORDS, "introduction", "body")
    search_fields = [*SitePage.search_fields, index.SearchField("introduction")]
    edit_handler = tabs([FieldPanel("introduction"), FieldPanel("body")], [])
    subpage_types = ["actions.CityPage"]
    template = "actions/city_index_page.html"

    class Meta:
        verbose_name = _("list of cities and regions")
        verbose_name_plural = _("lists of cities and regions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the LRGs, by region, and those that are named without having joined."""
        from actions.city_index import add_listing

        context = super().get_context(request, *args, **kwargs)
        add_listing(context, request)
        return context


class CityPage(RoutableSitePage):
    """One local or regional government, with its commitments and its actions."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CITY)
    country = CountryField(_("country"), blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    has_joined = models.BooleanField(
        _("has joined the Call"),
        default=True,
        help_text=_("Only where a public source or a sign-up shows it."),
    )
    joined_year = models.PositiveSmallIntegerField(
        _("joined in"), null=True, blank=True, validators=YEARS
    )
    declaration_signed = models.BooleanField(
        _("has signed the Marrakech Mayors Declaration"), null=True, blank=True
    )
    declaration_signed_on = models.DateField(_("signed on"), null=True, blank=True)
    declaration_source_url = models.URLField(_("source of the signature"), blank=True)
    website = models.URLField(_("website"), blank=True)
    basis = ChoiceArrayField(
        models.CharField(max_length=20, choices=Basis),
        verbose_name=_("what public sources say"),
        default=list,
        blank=True,
    )
    compiled_on = models.DateField(_("compiled on"), null=True, blank=True)
    office_holder = models.CharField(_("office holder"), max_length=255, blank=True)
    office_holder_as_of = models.DateField(_("office holder as of"), null=True, blank=True)
    external_id = models.CharField(_("external id"), max_length=100, blank=True, editable=False)

    fact_fields = (
        "kind",
        "country",
        "latitude",
        "longitude",
        "has_joined",
        "joined_year",
        "declaration_signed",
        "declaration_signed_on",
        "declaration_source_url",
        "website",
        "basis",
        "compiled_on",
        "office_holder",
        "office_holder_as_of",
        "external_id",
        "sources",
    )
    dated_statements = ("commitments",)
    translatable_fields = [
        *words(*PAGE_WORDS, "introduction", "body"),
        TranslatableField("commitments"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.RelatedFields("commitments", [index.SearchField("text")]),
        index.FilterField("country"),
        index.FilterField("kind"),
    ]
    edit_handler = tabs(
        [
            FieldPanel("introduction"),
            FieldPanel("body"),
        ],
        [
            InlinePanel("commitments", heading=_("Commitments"), label=_("commitment")),
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldPanel("country"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldPanel("website"),
                ],
                heading=_("Place"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("has_joined"),
                    FieldPanel("joined_year"),
                    FieldPanel("declaration_signed"),
                    FieldRowPanel(
                        [FieldPanel("declaration_signed_on"), FieldPanel("declaration_source_url")]
                    ),
                ],
                heading=_("The Call and the declaration"),
            ),
            MultiFieldPanel(
                [FieldPanel("office_holder"), FieldPanel("office_holder_as_of")],
                heading=_("Office holder"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("basis"),
                    InlinePanel("sources", label=_("source")),
                    FieldPanel("compiled_on"),
                ],
                heading=_("Provenance"),
            ),
        ],
    )
    parent_page_types = ["actions.CityIndexPage"]
    subpage_types: list[str] = []
    template = "actions/city_page.html"

    class Meta:
        verbose_name = _("city or region")
        verbose_name_plural = _("cities and regions")

    def clean(self) -> None:
        """Ask for what belongs together, and for a country of every LRG but a network."""
        super().clean()
        if self.is_unfinished:
            return
        errors = {}
        if self.is_source and not self.country and self.kind != Kind.NETWORK:
            errors["country"] = _("Choose the country that this government belongs to.")
        if (self.latitude is None) != (self.longitude is None):
            errors["longitude"] = _("Give both the latitude and the longitude, or neither.")
        if self.office_holder and not self.office_holder_as_of:
            errors["office_holder_as_of"] = _("Say since when or at which date this is true.")
        if errors:
            raise ValidationError(errors)

    @property
    def region(self) -> str | None:
        """The UN M49 code of the region, derived from the country."""
        return regions.region_of(str(self.country)) if self.country else None

    @property
    def region_name(self) -> str:
        """The name of the region in the reader's language; empty for a worldwide network."""
        return regions.region_name(self.region) if self.region else ""

    @property
    def country_name(self) -> str:
        """The name of the country in the reader's language; empty for a worldwide network."""
        return territory_name(str(self.country)) if self.country else ""

    @cached_property
    def basis_labels(self) -> list[str]:
        """What public sources say, in words."""
        return [str(Basis(value).label) for value in self.basis if value in Basis.values]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the facts, the commitments and the actions."""
        from actions.cities import city_context

        context = super().get_context(request, *args, **kwargs)
        context.update(city_context(self, is_preview=getattr(request, "is_preview", False)))
        return context

    @path("pdf/")
    def one_page(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the government on one page, as a PDF."""
        from actions.one_page import city_pdf

        return city_pdf(self, request)


class CitySource(Orderable):
    """A public page on which an entry rests."""

    page = ParentalKey(CityPage, on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(_("address"), max_length=500)

    panels = [FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.url
