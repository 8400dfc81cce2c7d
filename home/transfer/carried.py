"""Which records and which of their fields are carried from one installation to another."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, RevisionMixin, TranslatableMixin

from home.pages import SitePage

APPS = ("home", "actions", "blog")

# What an installation says of its own row: its number and place, who works on it, what is public.
OWN = frozenset(
    {
        "_revisions",
        "_specific_revisions",
        "added_at",
        "alias_of",
        "content_type",
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "id",
        "is_source",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locale",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "page_ptr",
        "path",
        "url_path",
    }
)


@cache
def models_carried() -> dict[str, type[Any]]:
    """Return the models of records that may be carried, by label."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if model._meta.app_label in APPS
        and issubclass(model, RevisionMixin)
        and issubclass(model, TranslatableMixin)
        and (not issubclass(model, Page) or issubclass(model, SitePage))
    }


@cache
def fields_carried(model: Any) -> dict[str, Any]:
    """Return the fields of a record or of what belongs to one, by the name they are carried under.

    Those of what belongs to a record include its translation key, by which it is known again.
    """
    own = OWN if model._meta.label_lower not in models_carried() else OWN | {"translation_key"}
    fields = {
        field.name: field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name not in own and not isinstance(field, ParentalKey)
    }
    for relation in get_all_child_relations(model):
        if relation.related_model._meta.app_label in APPS:
            fields[relation.get_accessor_name()] = relation
    return fields
