"""Local actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home.blocks import BodyBlock
from home.previews import ReaderPreviewMixin
from home.sharing import SHARED, shared_preview
from home.sources import ONLY_SOURCES, SourceMixin, words
from home.subjects import Subject

from .action_queries import ActionQuerySet
from .progress import Precision, ProgressUpdate, Stage, ends_too_early


class Programme(models.TextChoices):
    """Under which programme public sources list an action."""

    CALL = "call-to-local-action", _("Call to Local Action")
    GLOBAL_CITIES_FUND = "global-cities-fund", _("Global Cities Fund")
    PEER_PLATFORM = "peer-platform-practice", _("Practice on a peer platform")


class Certainty(models.TextChoices):
    """Whether a fact is stated by its source or was inferred from it."""

    STATED = "stated", _("Stated by the source")
    INFERRED = "inferred", _("Inferred by the editors")


class Action(
    SourceMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ReaderPreviewMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A concrete local action that one or more LRGs showcase."""

    subject_of_changes = Subject.ACTION

    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        help_text=_("The last part of the address; the same in all languages."),
    )
    summary = models.TextField(_("summary"), max_length=600, help_text=_("One or two sentences."))
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    image_alt = models.CharField(
        _("alternative text of the image"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for readers who can't see it."),
    )

    image = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_decorative = models.BooleanField(_("the image is decorative"), default=False)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    start_date = models.DateField(_("start"), null=True, blank=True)
    start_precision = models.CharField(
        _("precision of the start"), max_length=5, choices=Precision, default=Precision.YEAR
    )
    end_date = models.DateField(_("end"), null=True, blank=True)
    end_precision = models.CharField(
        _("precision of the end"), max_length=5, choices=Precision, default=Precision.YEAR
    )
    categories = ParentalManyToManyField(
        "actions.Category",
        verbose_name=_("categories"),
        related_name="actions",
        blank=True,
        limit_choices_to=ONLY_SOURCES,
    )
    categories_inferred = models.BooleanField(
        _("the categories were inferred"),
        default=False,
        help_text=_("Read from the text by the editors, not stated by the source."),
    )
    priorities = ParentalManyToManyField(
        "actions.Priority",
        verbose_name=_("priorities"),
        related_name="actions",
        blank=True,
        limit_choices_to=ONLY_SOURCES,
    )
    objectives = ParentalManyToManyField(
        "actions.Objective",
        verbose_name=_("objectives"),
        related_name="actions",
        blank=True,
        limit_choices_to=ONLY_SOURCES,
    )
    edition = models.ForeignKey(
        "home.ReportPage",
        verbose_name=_("edition of the report"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
    )

    programme = models.CharField(
        _("programme"), max_length=30, choices=Programme, default=Programme.CALL
    )
    programme_certainty = models.CharField(
        _("the programme is"), max_length=10, choices=Certainty, default=Certainty.STATED
    )
    year_certainty = models.CharField(
        _("the year is"), max_length=10, choices=Certainty, default=Certainty.STATED
    )
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    other_source_urls = ArrayField(
        models.URLField(max_length=500),
        verbose_name=_("also seen at"),
        default=list,
        blank=True,
    )
    compiled_on = models.DateField(_("compiled on"), null=True, blank=True)
    editors_note = models.TextField(
        _("note on the source"), blank=True, help_text=_("For editors only.")
    )
    external_id = models.CharField(
        _("external id"),
        max_length=100,
        blank=True,
        null=True,
        unique=True,
        editable=False,
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="action",
        for_concrete_model=False,
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="action")

    objects = ActionQuerySet.as_manager()

    fact_fields = (
        "image",
        "image_decorative",
        "stage",
        "start_date",
        "start_precision",
        "end_date",
        "end_precision",
        "categories",
        "categories_inferred",
        "priorities",
        "objectives",
        "edition",
        "programme",
        "programme_certainty",
        "year_certainty",
        "source_url",
        "other_source_urls",
        "compiled_on",
        "editors_note",
        "external_id",
        "lrgs",
    )
    dated_statements = ("progress",)
    translatable_fields: ClassVar[list[Any]] = [
        *words("title", "summary", "body", "image_alt"),
        TranslatableField("progress"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title", boost=10),
        index.AutocompleteField("title"),
        index.SearchField("summary", boost=3),
        index.SearchField("body"),
        index.FilterField("live"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
        index.FilterField("is_source"),
        index.FilterField("translation_key"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="unique_action_slug"),
            models.UniqueConstraint(
                fields=["translation_key"],
                condition=models.Q(is_source=True),
                name="one_source_action",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        """The history of this row."""
        return self._revisions

    def clean(self) -> None:
        """Refuse dates in the wrong order and an image that says nothing to a screen reader."""
        super().clean()
        errors = {}
        if (
            self.start_date
            and self.end_date
            and ends_too_early(
                self.start_date, self.start_precision, self.end_date, self.end_precision
            )
        ):
            errors["end_date"] = _("The end can’t be before the start.")
        if (
            self.image_id
            and not self.is_unfinished
            and not self.image_decorative
            and not self.image_alt
        ):
            errors["image_alt"] = _("Describe the image, or say that it is decorative.")
        if errors:
            raise ValidationError(errors)

    @staticmethod
    def of_lrgs(keys: Iterable[UUID]) -> models.Q:
        """Return which rows are of actions that LRGs with these keys carry out."""
        links = ActionLRG.objects.filter(lrg__translation_key__in=keys)
        return models.Q(translation_key__in=links.values("action__translation_key"))

    @cached_property
    def year(self) -> int | None:
        """The year in which the action starts."""
        return self.start_date.year if self.start_date else None

    @property
    def ongoing(self) -> bool:
        """Whether the action has begun and has no end yet."""
        return self.stage in {Stage.UNDER_WAY, Stage.OPEN_ENDED} and self.end_date is None

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Preview the page that readers get, or how a link to it looks."""
        if mode_name == SHARED:
            return shared_preview(request, self.get_preview_context(request, mode_name))
        return super().serve_preview(request, mode_name)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Preview with the template of the public page."""
        return "actions/action.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Preview with what the public page shows."""
        from actions.detail import action_preview_context

        return action_preview_context(self, request)


class ActionLRG(Orderable):
    """An LRG that carries out an action; the first one is named first."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="lrgs")
    lrg = models.ForeignKey(
        "actions.CityPage",
        verbose_name=_("city or region"),
        on_delete=models.PROTECT,
        related_name="action_links",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("city or region")
        verbose_name_plural = _("cities and regions")
        constraints = [
            models.UniqueConstraint(fields=["action", "lrg"], name="unique_lrg_of_action")
        ]

    def __str__(self) -> str:
        return str(self.lrg)


class ActionProgress(ProgressUpdate):
    """What an action has achieved so far."""

    subject_of_changes = Subject.ACTION

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="progress")

    class Meta(ProgressUpdate.Meta):
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
