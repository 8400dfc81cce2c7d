"""Blocks with files: figures, galleries and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.images.shortcuts import get_rendition_or_not_found

SMALL = "fill-480x360|format-webp"
LARGE = "max-1600x1200|format-webp"


class FigureBlock(blocks.StructBlock):
    """An image with its caption and credit; alternative text, or explicitly decorative."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, help_text=_("Left empty: the credit of the image.")
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "components/blocks/figure.html"


@dataclass(frozen=True)
class Picture:
    """An image of a gallery, small and large."""

    small: Any
    large: Any
    alt: str
    caption: str
    credit: str


class GalleryBlock(blocks.StructBlock):
    """Several images that belong together: a grid of links, and a viewer where scripts run."""

    heading = blocks.CharBlock(
        label=_("Title of the gallery"), help_text=_("Readers who can’t see it hear this first.")
    )
    images = blocks.ListBlock(
        FigureBlock(label=_("Image")), label=_("Images"), min_num=2, max_num=30
    )

    class Meta:
        icon = "images"
        label = _("Gallery")
        template = "components/blocks/gallery.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the pictures: one query for all that have been shown before."""
        context = super().get_context(value, parent_context=parent_context)
        items = [item for item in value["images"] if item["image"]]
        renditions = Prefetch("renditions", to_attr="prefetched_renditions")
        prefetch_related_objects([item["image"] for item in items], renditions)
        context["pictures"] = [_picture(item) for item in items]
        context["gallery_id"] = str(getattr(context.get("block"), "id", "") or "")[:8]
        return context


def _picture(item: Any) -> Picture:
    image = item["image"]
    return Picture(
        small=get_rendition_or_not_found(image, SMALL),
        large=get_rendition_or_not_found(image, LARGE),
        alt="" if image.decorative else image.contextual_alt_text or "",
        caption=item["caption"],
        credit=item["credit"] or image.credit_line,
    )


class DocumentBlock(blocks.StructBlock):
    """A file to download, with its language, type and size shown."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document download")
        template = "components/blocks/document.html"
