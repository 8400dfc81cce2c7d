"""Where a text stands in its record, in words, and how long it may be."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.blocks import ListBlock, RichTextBlock
from wagtail.fields import RichTextField, StreamField


class Place(NamedTuple):
    """A text’s place: its name for people, and the most characters that it may have, if any."""

    name: str
    limit: int | None


def place_of(model: type[Any], field_path: str) -> Place:
    """Return the place that a path of field names leads to, as wagtail-localize writes them."""
    first, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return Place(first, None)
    if isinstance(field, StreamField):
        return _place_in_stream(field, rest)
    if rest:
        child = _place_of_field(field.related_model._meta.get_field(rest[0]))
        return Place(
            f"{capfirst(field.related_model._meta.verbose_name)} › {child.name}", child.limit
        )
    return _place_of_field(field)


def _place_of_field(field: Any) -> Place:
    # What is written in rich text is cut into many texts; none of them has a length of its own.
    limit = None if isinstance(field, RichTextField) else getattr(field, "max_length", None)
    return Place(str(capfirst(field.verbose_name)), limit)


def _place_in_stream(field: Any, names: list[str]) -> Place:
    block: Any = field.stream_block
    labels = [str(capfirst(field.verbose_name))]
    for name in names:
        if isinstance(block, ListBlock):
            block = block.child_block
            continue
        block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            break
        labels.append(str(capfirst(block.label or name)))
    limit = getattr(getattr(block, "field", None), "max_length", None)
    return Place(" › ".join(labels), None if isinstance(block, RichTextBlock) else limit)
