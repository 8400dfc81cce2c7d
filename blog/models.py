"""Stories of the communications team."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.admin.forms import SourceForm
from home.admin.lead_image import lead_image_panel
from home.blocks import BodyBlock
from home.languages import current_language
from home.links import reader_url
from home.pages import PAGE_WORDS, RoutableSitePage, SitePage, tabs
from home.previews import ShownElsewhereMixin
from home.site_frame import index_urls
from home.sources import ONLY_SOURCES, FactsPanel, SourceMixin, words
from home.subjects import Subject


class Author(
    ShownElsewhereMixin,
    SourceMixin,
    RevisionMixin,
    index.Indexed,
    TranslatableMixin,
    models.Model,
):
    """Who writes stories."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120)
    role = models.CharField(_("role"), max_length=255, blank=True)
    biography = models.TextField(
        _("biography"), max_length=1000, blank=True, help_text=_("Two to five sentences.")
    )
    portrait = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    fact_fields = ("portrait",)
    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("name"),
        TranslatableField("role"),
        TranslatableField("biography"),
        SynchronizedField("slug", overridable=False),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("role"),
            FieldPanel("biography"),
            FactsPanel([FieldPanel("portrait")]),
        ],
        base_form_class=SourceForm,
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="unique_author_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def shown_at(self, language: str) -> str:
        """Return the address of the author's page."""
        stories = index_urls(language).get("stories", f"/{language}/")
        return f"{stories}authors/{self.slug}/" if self.slug else stories


class Tag(
    ShownElsewhereMixin,
    SourceMixin,
    RevisionMixin,
    index.Indexed,
    TranslatableMixin,
    models.Model,
):
    """A subject of stories: chosen from the list, so that none is there twice."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80)

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("name"),
        SynchronizedField("slug", overridable=False),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]
    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="unique_tag_slug")]

    def __str__(self) -> str:
        return self.name

    def shown_at(self, language: str) -> str:
        """Return the address of the stories with this tag."""
        stories = index_urls(language).get("stories", f"/{language}/")
        return f"{stories}?{urlencode({'tag': self.slug})}"


class StoryIndexPage(RoutableSitePage):
    """The stories, newest first, and their feed."""

    introduction = models.TextField(_("introduction"), blank=True)

    translatable_fields = words(*PAGE_WORDS, "introduction")
    search_fields = [*SitePage.search_fields, index.SearchField("introduction")]
    edit_handler = tabs([FieldPanel("introduction")], [])
    subpage_types = ["blog.StoryPage"]
    template = "blog/story_index_page.html"

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_feed_url(self) -> str:
        """Return the address of the feed in the reader's language."""
        return f"{reader_url(self)}feed/"

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """Show the stories that the query string asks for."""
        from blog.listing import story_list_response

        return story_list_response(self, request)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the Atom feed of the stories that the query string asks for."""
        from blog.feeds import StoryFeed

        return StoryFeed()(request, index=self)

    @path("authors/<slug:slug>/")
    def author(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show who an author is, and the stories."""
        from blog.authors import author_response

        return author_response(self, request, slug)


class StoryPage(SitePage):
    """A story."""

    subject_of_changes = Subject.STORY

    introduction = models.TextField(_("introduction"), help_text=_("One to three sentences."))
    body = StreamField(BodyBlock(), verbose_name=_("body"))
    image_alt = models.CharField(
        _("alternative text of the image"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for readers who can't see it."),
    )

    date = models.DateField(_("date"), default=timezone.localdate)
    image = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_decorative = models.BooleanField(_("the image is decorative"), default=False)
    authors = ParentalManyToManyField(
        Author, verbose_name=_("authors"), blank=True, limit_choices_to=ONLY_SOURCES
    )
    tags = ParentalManyToManyField(
        Tag, verbose_name=_("tags"), blank=True, limit_choices_to=ONLY_SOURCES
    )
    categories = ParentalManyToManyField(
        "actions.Category",
        verbose_name=_("categories"),
        blank=True,
        related_name="stories",
        limit_choices_to=ONLY_SOURCES,
    )
    related_actions = ParentalManyToManyField(
        "actions.Action",
        verbose_name=_("related actions"),
        blank=True,
        related_name="stories",
        limit_choices_to=ONLY_SOURCES,
    )

    related_cities = ParentalManyToManyField(
        "actions.CityPage",
        verbose_name=_("related cities and regions"),
        blank=True,
        related_name="stories",
        limit_choices_to=ONLY_SOURCES,
    )
    related_reports = ParentalManyToManyField(
        "home.ReportPage",
        verbose_name=_("related reports"),
        blank=True,
        related_name="stories",
        limit_choices_to=ONLY_SOURCES,
    )

    fact_fields = (
        "date",
        "image",
        "image_decorative",
        "authors",
        "categories",
        "tags",
        "related_actions",
        "related_cities",
        "related_reports",
    )
    translatable_fields = words(*PAGE_WORDS, "introduction", "body", "image_alt")
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    edit_handler = tabs(
        [
            FieldPanel("introduction"),
            lead_image_panel(_("Lead image")),
            FieldPanel("body"),
        ],
        [
            FieldPanel("date"),
            FieldPanel("authors", widget=CheckboxSelectMultiple),
            FieldPanel("categories", widget=CheckboxSelectMultiple),
            FieldPanel("tags", widget=CheckboxSelectMultiple),
            MultiFieldPanel(
                [
                    FieldPanel("related_actions"),
                    FieldPanel("related_cities"),
                    FieldPanel("related_reports"),
                ],
                heading=_("What the story is about"),
                help_text=_("Readers see these below the story, and the story on their pages."),
            ),
        ],
    )
    parent_page_types = ["blog.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "blog/story_page.html"
    og_type = "article"
    schema_type = "Article"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def get_feed_url(self) -> str:
        """Return the address of the feed of all stories."""
        index = index_urls(current_language()).get("stories", "")
        return f"{index}feed/" if index else ""

    def get_feed_title(self) -> str:
        """Name the feed as the list of stories does in the reader's language."""
        return gettext("Stories")

    def get_structured_data(self) -> dict[str, Any]:
        """Return the date and the authors."""
        authors = [author.name for author in self.source.authors.all()]
        return {
            "datePublished": self.source.date.isoformat(),
            "author": [{"@type": "Organization", "name": name} for name in authors],
        }

    def clean(self) -> None:
        """Refuse a lead image that says nothing to a screen reader."""
        super().clean()
        if (
            self.image_id
            and not self.is_unfinished
            and not self.image_decorative
            and not self.image_alt
        ):
            raise ValidationError(
                {"image_alt": _("Describe the image, or say that it is decorative.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add authors, subjects, what the story is about, and the neighbouring stories."""
        from blog.stories import story_context

        context = super().get_context(request, *args, **kwargs)
        context.update(story_context(self, is_preview=getattr(request, "is_preview", False)))
        return context
