"""Old addresses of records that are no pages: an action, say, whose slug was changed.

A slug that was public is kept with the record's translation key when it changes. It is looked up
only where no record has it now, so a slug that is taken again belongs to who took it, and nothing
can lead in a circle. Pages have Wagtail's redirects, see :mod:`home.redirects`.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models.signals import pre_save
from wagtail.models import Page

from home.models import FormerSlug
from home.sources import SourceMixin


def record_at(model: type[Any], slug: str) -> UUID | None:
    """Return the translation key of the record that once had a slug."""
    rows = FormerSlug.objects.filter(kind=model._meta.label_lower, slug=slug)
    return rows.values_list("record", flat=True).first()


def keep_former_slug(
    sender: type[Any], instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """Note a public record's slug before another one takes its place."""
    if raw or not issubclass(sender, SourceMixin) or issubclass(sender, Page):
        return
    slug = getattr(instance, "slug", "")
    if not slug or instance._state.adding or (update_fields and "slug" not in update_fields):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first()
    if stored is None or stored.slug == slug or not getattr(stored, "live", True):
        return
    kind = sender._meta.label_lower
    FormerSlug.objects.filter(kind=kind, slug=slug).delete()
    FormerSlug.objects.update_or_create(
        kind=kind, slug=stored.slug, defaults={"record": stored.translation_key}
    )


def connect_signals() -> None:
    """Watch what is saved."""
    pre_save.connect(keep_former_slug, dispatch_uid="keep_former_slug")
