"""How far every record has come in a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from home.sources import SourceMixin


class Status(models.TextChoices):
    """What there is to do for a record in a language, the most pressing first."""

    NEEDS_UPDATE = "needs_update", _("Needs update")
    UNTRANSLATED = "untranslated", _("Not translated")
    IN_PROGRESS = "in_progress", _("Being translated")
    READY = "ready", _("Ready to publish")
    UP_TO_DATE = "up_to_date", _("Up to date")


def translated_models() -> list[type[models.Model]]:
    """Return the models whose records are translated.

    The official lists are not among them: their titles are sourced, not translated.
    """
    return [
        model
        for model in apps.get_models()
        if issubclass(model, SourceMixin) and not hasattr(model, "title_verified")
    ]


def missing_count(locale: Locale) -> Subquery:
    """Count the texts of a source that its translation into a language misses."""
    translations = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale=locale,
        has_error=False,
    ).exclude(data="")
    segments = StringSegment.objects.filter(
        ~Exists(translations),
        source__object_id=OuterRef("translation_key"),
        source__translations__target_locale=locale,
        source__translations__enabled=True,
    )
    counts = segments.order_by().values("source__object_id").annotate(count=Count("pk"))
    return Subquery(counts.values("count"))


def records_in(model: type[Any], locale: Locale) -> models.QuerySet:
    """Return a model's sources with their status in another language.

    The columns are the same for every model, so that the results can be united.
    """
    rows = model._base_manager.filter(translation_key=OuterRef("translation_key"), locale=locale)
    if issubclass(model, Page):
        # What was only copied, so that others could stand below it, is not translated.
        rows = rows.filter(alias_of__isnull=True)
    sources = model._base_manager.filter(is_source=True).exclude(locale=locale)
    if issubclass(model, DraftStateMixin):
        # A draft that has been sent for translation is being prepared for its day.
        sent = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
        sources = sources.filter(Q(live=True) | Exists(sent))
        target_live: Any = Subquery(rows.values("live")[:1])
    else:
        target_live = Exists(rows)
    name = "title" if hasattr(model, "title") else "name"
    return sources.annotate(
        model_label=Value(model._meta.label_lower, output_field=CharField()),
        record_name=F(name),
        source_language=F("locale__language_code"),
        target_id=Subquery(rows.values("pk")[:1]),
        target_live=target_live,
        missing=Coalesce(missing_count(locale), 0),
        status=Case(
            When(target_id__isnull=True, then=Value(Status.UNTRANSLATED)),
            When(target_live=False, missing__gt=0, then=Value(Status.IN_PROGRESS)),
            When(target_live=False, then=Value(Status.READY)),
            When(missing__gt=0, then=Value(Status.NEEDS_UPDATE)),
            default=Value(Status.UP_TO_DATE),
            output_field=CharField(),
        ),
    )


COLUMNS = ("model_label", "pk", "record_name", "source_language", "target_id", "missing", "status")


def unite(parts: Iterable[models.QuerySet]) -> models.QuerySet:
    """Return the rows of several queries as those of one."""
    return reduce(lambda first, second: first.union(second, all=True), parts)


def translation_records(
    locale: Locale, kinds: Iterable[type[models.Model]], status: str = ""
) -> models.QuerySet:
    """Return the records of some models in one list, by kind and name."""
    chosen = {"status": status} if status else {}
    parts = [records_in(model, locale).filter(**chosen) for model in kinds]
    united = unite(part.order_by().values(*COLUMNS) for part in parts)
    return united.order_by("model_label", "record_name")


def translation_counts(locale: Locale, kinds: Iterable[type[models.Model]]) -> Counter[str]:
    """Count the records of some models by status."""
    parts = [records_in(model, locale).order_by().values("status") for model in kinds]
    return Counter(row["status"] for row in unite(parts))
