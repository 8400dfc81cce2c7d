"""The body of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .figures import FiguresBlock
from .links import ActionCardBlock, CallToActionBlock, CityCardBlock
from .media import DocumentBlock, FigureBlock
from .text import (
    RICH_TEXT_FEATURES,
    AccordionBlock,
    CaptionedTableBlock,
    HeadingBlock,
    KeyFiguresBlock,
    QuotationBlock,
)


class BodyBlock(blocks.StreamBlock):
    """Everything that the body of a page or an action can hold."""

    heading = HeadingBlock()
    rich_text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES,
        label=_("Text"),
        icon="pilcrow",
        template="components/blocks/rich_text.html",
    )
    figure = FigureBlock()
    quotation = QuotationBlock()
    key_figures = KeyFiguresBlock()
    figures = FiguresBlock()
    call_to_action = CallToActionBlock()
    document = DocumentBlock()
    accordion = AccordionBlock()
    table = CaptionedTableBlock()
    action_card = ActionCardBlock()
    city_card = CityCardBlock()

    class Meta:
        required = False
        template = "components/blocks/stream.html"
