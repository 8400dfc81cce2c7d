"""Going through a record's content and exchanging what refers to other records and files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Protocol

from django.db import models
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import extract_attrs

from .carried import fields_carried

TAG = re.compile(r"<(a|embed)\b([^<>]*)>")

Swap = Callable[[type[Any], Any], Any]
"""Exchanges a reference to a record of a model; none where there is nothing to refer to."""


class Check(Protocol):
    """Refuses what must not come from elsewhere."""

    def markup(self, html: Any) -> None:
        """Look at rich text."""

    def address(self, address: Any) -> None:
        """Look at where a link leads."""


class Walker:
    """Exchanges each reference in a record by ``swap``, in fields, bodies and rich text.

    In rich text a reference is the attribute ``inner`` before and ``outer`` after.
    """

    def __init__(
        self,
        swap: Swap,
        inner: str,
        outer: str,
        check: Check | None = None,
        *,
        keep_ids: bool = True,
    ) -> None:
        self.swap, self.inner, self.outer, self.check = swap, inner, outer, check
        # Blocks that no editor has saved yet have none of their own; they don't count as content.
        self.keep_ids = keep_ids

    def record(self, model: Any, data: dict[str, Any]) -> dict[str, Any]:
        """Return what is carried of a record's content, exchanged."""
        return {
            name: self.value(field, data[name])
            for name, field in fields_carried(model).items()
            if name in data
        }

    def value(self, field: Any, value: Any) -> Any:
        """Return the content of one field, exchanged."""
        if field.one_to_many:
            return [self.record(field.related_model, child) for child in value]
        if field.many_to_many:
            swapped = [self.swap(field.related_model, key) for key in value]
            return sorted((key for key in swapped if key is not None), key=str)
        if field.is_relation:
            return None if value is None else self.swap(field.related_model, value)
        if isinstance(field, StreamField):
            raw = json.loads(value or "[]") if isinstance(value, str) else value
            return json.dumps(self.block(field.stream_block, raw))
        if isinstance(field, RichTextField):
            return self.html(value)
        if self.check and isinstance(field, models.URLField):
            self.check.address(value)
        return value

    def block(self, block: Any, value: Any) -> Any:
        """Return the content of a block and of the blocks in it, exchanged."""
        if value is None:
            return None
        if isinstance(block, blocks.BaseStreamBlock):
            return [
                self._part(item, block.child_blocks[item["type"]])
                for item in value
                if item["type"] in block.child_blocks
            ]
        if isinstance(block, blocks.ListBlock):
            return [self._item(block.child_block, item) for item in value]
        if isinstance(block, blocks.BaseStructBlock):
            names = [name for name in block.child_blocks if name in value]
            return {name: self.block(block.child_blocks[name], value[name]) for name in names}
        if isinstance(block, blocks.ChooserBlock):
            return self.swap(block.model_class, value)
        if isinstance(block, blocks.RichTextBlock):
            return self.html(value)
        if self.check and isinstance(block, blocks.URLBlock):
            self.check.address(value)
        return value

    def _item(self, block: Any, item: Any) -> Any:
        if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
            return self._part(item, block)
        return self.block(block, item)

    def _part(self, item: dict[str, Any], block: Any) -> dict[str, Any]:
        part = {"type": item["type"], "value": self.block(block, item["value"])}
        return {**part, "id": item["id"]} if self.keep_ids and item.get("id") else part

    def html(self, html: str) -> str:
        """Return rich text with its links and images exchanged."""
        if self.check:
            self.check.markup(html)
        return TAG.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        name, attributes = match[1], extract_attrs(match[2])
        kind = attributes.get("linktype") or attributes.get("embedtype")
        model = {"page": Page, "document": get_document_model(), "image": get_image_model()}.get(
            kind or ""
        )
        key = attributes.get(self.inner)
        if model is None or key is None:
            return match[0]
        swapped = self.swap(model, _loaded(key))
        if swapped is None:
            return "<a>" if name == "a" else ""
        written = swapped if isinstance(swapped, int | str) else _dumped(swapped)
        return match[0].replace(f'{self.inner}="{key}"', f'{self.outer}="{written}"', 1)


def _dumped(reference: dict[str, str]) -> str:
    return " ".join(f"{name}:{value}" for name, value in reference.items())


def _loaded(text: str) -> Any:
    if text.isdigit():
        return int(text)
    return dict(part.split(":", 1) for part in text.split(" ") if ":" in part)
