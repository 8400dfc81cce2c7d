"""Blocks with files: figures and documents."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


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


class DocumentBlock(blocks.StructBlock):
    """A file to download, with its language, type and size shown."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document download")
        template = "components/blocks/document.html"
