"""The parts of a body that checks look at, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText


class Link(NamedTuple):
    """A link in a text: its words, the kind of target with its key, or the address."""

    text: str
    kind: str
    key: str
    url: str


class Part(NamedTuple):
    """A block of a body: its name, and what it holds."""

    field: str
    name: str
    value: Any


def parts_of(record: Any) -> Iterator[Part]:
    """Yield every block of every body of a record, those inside others too."""
    for field in record._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _parts(field.name, "", getattr(record, field.name), field.stream_block)
        elif isinstance(field, RichTextField):
            yield Part(field.name, "rich_text", RichText(getattr(record, field.name) or ""))


def _parts(field: str, name: str, value: Any, block: Any) -> Iterator[Part]:
    if isinstance(value, StreamValue):
        for child in value:
            yield from _parts(field, child.block_type, child.value, child.block)
    elif isinstance(block, ListBlock):
        for child in value or ():
            yield from _parts(field, name, child, block.child_block)
    elif isinstance(block, StructBlock) and not isinstance(block, StreamBlock):
        yield Part(field, name, value)
        if hasattr(value, "items"):
            for key, child in block.child_blocks.items():
                yield from _parts(field, key, value.get(key), child)
    else:
        yield Part(field, name, value)


def headings(parts: Iterator[Part]) -> list[int]:
    """Return the levels of the headings of a body in their order."""
    levels = []
    for part in parts:
        if part.name == "heading" and isinstance(part.value, str):
            levels.append(2)
        elif isinstance(part.value, RichText):
            found = _soup(part.value).find_all(["h2", "h3", "h4", "h5", "h6"])
            levels += [int(tag.name[1]) for tag in found]
    return levels


def links(parts: Iterator[Part]) -> list[tuple[str, Link]]:
    """Return the links of the texts of a body, each with its field."""
    return [
        (part.field, link)
        for part in parts
        if isinstance(part.value, RichText)
        for link in links_in(part.value.source)
    ]


def links_in(html: str) -> list[Link]:
    """Return the links of a text as the editor stores it."""
    return [
        Link(
            tag.get_text(" ", strip=True),
            str(tag.get("linktype") or ""),
            str(tag.get("id") or ""),
            str(tag.get("href") or ""),
        )
        for tag in BeautifulSoup(html, "html.parser").find_all("a")
    ]


def plain_text(parts: Iterator[Part]) -> str:
    """Return the running text of a body, a paragraph a line."""
    paragraphs = []
    for part in parts:
        if isinstance(part.value, RichText):
            found = _soup(part.value).find_all(["p", "li"])
            paragraphs += [tag.get_text(" ", strip=True) for tag in found]
    return "\n".join(filter(None, paragraphs))


def _soup(text: RichText) -> BeautifulSoup:
    return BeautifulSoup(text.source, "html.parser")
