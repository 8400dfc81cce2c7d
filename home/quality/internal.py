"""Links within the site that lead nowhere, read from what is stored.

Wagtail's index of references forgets what refers to a record as soon as that is deleted, so the
texts themselves are read: one query a kind of record, and only those that link to something.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, TextField
from django.db.models.functions import Cast
from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from .content import links_in
from .targets import broken_keys, drafted_models, link_models

# What a stored body that links or chooses something holds.
REFERS = r'linktype=|"[a-z_]+": *[0-9]+'
Target = tuple[type[Model], str]


@dataclass(frozen=True)
class BrokenLink:
    """Where a link is, and what it was to lead to."""

    model: type[Model]
    key: str
    title: str
    locale_id: int | None
    words: str
    target: Target


def targets_in(raw: Any, block: Any) -> Iterator[tuple[str, Target]]:
    """Yield what a stored value refers to, with the words of the link if it has any."""
    if isinstance(block, RichTextBlock):
        yield from targets_in_text(str(raw or ""))
    elif isinstance(block, ChooserBlock):
        if raw is not None:
            # Every kind of page is a page: what counts is whether it is public.
            model = Page if issubclass(block.model_class, Page) else block.model_class
            yield "", (model, str(raw))
    else:
        for value, inner in children_of(raw, block):
            yield from targets_in(value, inner)


def children_of(raw: Any, block: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the values that a stored value is made of, with their blocks."""
    if isinstance(block, StreamBlock):
        for child in raw or ():
            if child.get("type") in block.child_blocks:
                yield child.get("value"), block.child_blocks[child["type"]]
    elif isinstance(block, ListBlock):
        for child in raw or ():
            is_item = isinstance(child, dict) and "value" in child
            yield (child["value"] if is_item else child), block.child_block
    elif isinstance(block, StructBlock) and isinstance(raw, dict):
        for name, inner in block.child_blocks.items():
            yield raw.get(name), inner


def targets_in_text(html: str) -> Iterator[tuple[str, Target]]:
    """Yield what a stored text links to."""
    models = link_models()
    for link in links_in(html):
        if link.kind in models:
            yield link.text, (models[link.kind], link.key)


def references(model: type[Any]) -> Iterator[BrokenLink]:
    """Yield everything to which the public records of a model refer."""
    name = "title" if hasattr(model, "title") else "pk"
    for field in model._meta.get_fields():
        if not isinstance(field, StreamField | RichTextField):
            continue
        rows = model._base_manager.filter(live=True).annotate(
            stored=Cast(field.name, TextField()), shown=Cast(F(name), CharField())
        )
        found = rows.filter(stored__regex=REFERS).order_by("pk")
        for key, title, locale_id, stored in found.values_list(
            "pk", "shown", "locale_id", "stored"
        ).iterator(chunk_size=500):
            if isinstance(field, StreamField):
                targets = targets_in(json.loads(stored), field.stream_block)
            else:
                targets = targets_in_text(stored)
            for words, target in targets:
                yield BrokenLink(model, str(key), title, locale_id, words, target)


def broken_links() -> list[BrokenLink]:
    """Return the links of public records to what is deleted or not public."""
    found = [
        reference
        for model in drafted_models()
        if model is not Page
        for reference in references(model)
    ]
    broken = broken_keys(reference.target for reference in found)
    return [reference for reference in dict.fromkeys(found) if reference.target in broken]
