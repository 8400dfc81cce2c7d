"""Blocks that lead elsewhere: calls to action and cards of actions and cities."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from home.links import reader_url


class LinkValue(blocks.StructValue):
    """The value of a block that links to a page of the site or to an address."""

    @cached_property
    def href(self) -> str:
        """Where the link leads, in the reader's language; empty if nowhere."""
        page = self.get("page")
        return reader_url(page) if page else self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    """A link with its words, to a page of the site or to any other address."""

    link_text = blocks.CharBlock(label=_("Words of the link"), required=False)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or address"), required=False)

    def clean(self, value: Any) -> Any:
        """Refuse two targets, and words without a target."""
        result = super().clean(value)
        if result["page"] and result["url"]:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Choose a page or give an address, not both."))}
            )
        if result["link_text"] and not (result["page"] or result["url"]):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError(_("Say where the link leads."))}
            )
        return result


class CallToActionBlock(LinkBlock):
    """An invitation with one button."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "redirect"
        label = _("Call to action")
        template = "components/blocks/call_to_action.html"
        value_class = LinkValue


class StepBlock(LinkBlock):
    """One step of the way to join."""

    heading = blocks.CharBlock(label=_("Heading"))
    body = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "list-ol"
        label = _("Step")
        value_class = LinkValue


class CardBlock(blocks.StructBlock):
    """A card of a record: facts from its source, words in the reader's language."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the record's card, or nothing if it is not public."""
        context = super().get_context(value, parent_context=parent_context)
        record = value.get("record")
        source = getattr(record, "specific", record)
        source = source.source if source else None
        context["card"] = self.get_card(source) if source and source.live else None
        return context

    def get_card(self, source: Any) -> Any:
        """Return what the card of a source record shows."""
        raise NotImplementedError


class ActionCardBlock(CardBlock):
    """The card of one local action."""

    record = SnippetChooserBlock("actions.Action", label=_("Action"))

    def get_card(self, source: Any) -> Any:
        """Return the card of the action."""
        from actions.cards import cards_of

        return cards_of([source.pk])[0]

    class Meta:
        icon = "pick"
        label = _("Action card")
        template = "components/blocks/action_card.html"
        in_readers_words = True


class CityCardBlock(CardBlock):
    """The card of one local or regional government."""

    record = blocks.PageChooserBlock(page_type="actions.CityPage", label=_("City or region"))

    def get_card(self, source: Any) -> Any:
        """Return the card of the LRG."""
        from actions.cards import city_cards

        return city_cards([source])[0]

    class Meta:
        icon = "site"
        label = _("City card")
        template = "components/blocks/city_card.html"
        in_readers_words = True
