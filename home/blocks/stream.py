"""The body of a page."""

from typing import Any

from wagtail import blocks

from .figures import FiguresBlock
from .links import ActionCardBlock, CallToActionBlock, CityCardBlock
from .media import DocumentBlock, FigureBlock, GalleryBlock
from .notes import NotesBlock, Numbering
from .text import (
    RICH_TEXT_FEATURES,
    AccordionBlock,
    CaptionedTableBlock,
    HeadingBlock,
    KeyFiguresBlock,
    ParagraphsBlock,
    QuotationBlock,
)
from .video import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """Everything that the body of a page or an action can hold."""

    heading = HeadingBlock()
    rich_text = ParagraphsBlock(features=RICH_TEXT_FEATURES)
    figure = FigureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    quotation = QuotationBlock()
    key_figures = KeyFiguresBlock()
    figures = FiguresBlock()
    call_to_action = CallToActionBlock()
    document = DocumentBlock()
    accordion = AccordionBlock()
    table = CaptionedTableBlock()
    action_card = ActionCardBlock()
    city_card = CityCardBlock()
    notes = NotesBlock()

    class Meta:
        required = False
        block_counts = {"notes": {"max_num": 1}}
        template = "components/blocks/stream.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Number the notes by where the text first refers to them."""
        context = super().get_context(value, parent_context=parent_context)
        context["numbering"] = Numbering.of(value)
        return context
