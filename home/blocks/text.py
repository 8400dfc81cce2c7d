"""Blocks of words: headings, paragraphs, quotations, figures to remember, accordions, tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail_localize.segments.types import StringSegmentValue

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level, reachable by its own address."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/blocks/heading.html"


class ParagraphsBlock(blocks.RichTextBlock):
    """Running text; a number in square brackets leads to the note of that number."""

    def render(self, value: Any, context: Any = None) -> str:
        """Turn the numbers of notes into links, where the body has notes."""
        html = super().render(value, context=context)
        numbering = (context or {}).get("numbering")
        return numbering.linked(html) if numbering else html

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/blocks/rich_text.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words, with who said them and where."""

    quote = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(
        label=_("Attribution"), help_text=_("Who said it, and in which role.")
    )
    source_url = blocks.URLBlock(label=_("Source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/blocks/quotation.html"


class KeyFigureBlock(blocks.StructBlock):
    """One number and what it counts."""

    value = blocks.CharBlock(label=_("Figure"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"))


class KeyFiguresBlock(blocks.StructBlock):
    """A row of figures with their common source."""

    figures = blocks.ListBlock(KeyFigureBlock(), label=_("Figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("Source"), help_text=_("Where the figures come from."))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "order"
        label = _("Key figures")
        template = "components/blocks/key_figures.html"


class AccordionItemBlock(blocks.StructBlock):
    """A question and its answer."""

    heading = blocks.CharBlock(label=_("Heading"))
    body = blocks.RichTextBlock(label=_("Text"), features=ANSWER_FEATURES)


class AccordionBlock(blocks.StructBlock):
    """Headings that open on their texts."""

    items = blocks.ListBlock(AccordionItemBlock(), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        template = "components/blocks/accordion.html"


class TranslatableTableBlock(TableBlock):
    """A table whose cells are translated one by one, at the translation desk."""

    def get_translatable_segments(self, value: Any) -> list[StringSegmentValue]:
        """Return the text of each cell under its place in the table; numbers stay as they are."""
        rows = (value or {}).get("data", [])
        return [
            StringSegmentValue(f"{row}.{column}", str(cell))
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if cell and not str(cell).isdigit()
        ]

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        """Put translated texts back into their cells."""
        translated = {**value, "data": [list(row) for row in value["data"]]}
        for segment in segments:
            row, column = map(int, segment.path.split("."))
            translated["data"][row][column] = segment.render_text()
        return translated


class CaptionedTableBlock(blocks.StructBlock):
    """A table with the caption that a screen reader announces."""

    caption = blocks.CharBlock(label=_("Caption"))
    table = TranslatableTableBlock(
        label=_("Table"),
        table_options={"contextMenu": ["row_above", "row_below", "col_left", "col_right"]},
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/blocks/table.html"


class PointBlock(blocks.StructBlock):
    """A heading with a short plain text, such as one benefit or one criterion."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "list-ul"
        label = _("Point")
