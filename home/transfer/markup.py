"""Rich text from elsewhere holds what the editor writes, and nothing that a browser would run."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from home.markup import TagReader

from .package import PackageRefusedError

BLOCK_TAGS = ("blockquote", "embed", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "ul")
INLINE_TAGS = ("a", "b", "br", "code", "del", "em", "i", "s", "strong", "sub", "sup", "u")
TAGS = frozenset((*BLOCK_TAGS, *INLINE_TAGS))
ATTRIBUTES = frozenset(
    ("alt", "data-block-key", "embedtype", "format", "href", "id", "linktype", "ref", "url")
)
SCHEMES = ("http://", "https://", "mailto:", "tel:", "#", "/")


def markup(html: Any) -> None:
    """Refuse rich text with anything else in it."""
    if not isinstance(html, str):
        raise PackageRefusedError(_("A text can’t be read."))
    reader = TagReader(html)
    for tag in reader.tags:
        names = set(tag.attributes) - ATTRIBUTES
        # Another site would be asked for the HTML that it wants to have in the page.
        if tag.name not in TAGS or names or tag.attributes.get("embedtype") == "media":
            raise PackageRefusedError(
                _("A text holds markup that is not allowed: %(name)s")
                % {"name": f"<{tag.name} {' '.join(sorted(names))}".strip()[:80]}
            )
        for name in ("href", "url"):
            address(tag.attributes.get(name, "#"))
    if not reader.is_exact or reader.ends - TAGS:
        raise PackageRefusedError(
            _("A text holds markup that is not allowed: %(name)s") % {"name": html[:80]}
        )


def address(value: Any) -> None:
    """Refuse the address of a link that leads to no page, file, mailbox or telephone."""
    if value and not str(value).strip().lower().startswith(SCHEMES):
        raise PackageRefusedError(
            _("A text holds an address that is not allowed: %(address)s")
            % {"address": str(value)[:80]}
        )
