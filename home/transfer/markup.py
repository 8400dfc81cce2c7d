"""Rich text from elsewhere holds what the editor writes, and nothing that a browser would run."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from .package import PackageRefusedError

BLOCK_TAGS = ("blockquote", "embed", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "ul")
INLINE_TAGS = ("a", "b", "br", "code", "del", "em", "i", "s", "strong", "sub", "sup", "u")
TAGS = frozenset((*BLOCK_TAGS, *INLINE_TAGS))
ATTRIBUTES = frozenset(
    ("alt", "data-block-key", "embedtype", "format", "href", "id", "linktype", "ref", "url")
)
SCHEMES = ("http://", "https://", "mailto:", "tel:", "#", "/")


def check_markup(html: str) -> None:
    """Refuse rich text with anything else in it."""
    if not isinstance(html, str):
        raise PackageRefusedError(_("A text can’t be read."))
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        names = set(tag.attrs) - ATTRIBUTES
        if tag.name not in TAGS or names:
            raise PackageRefusedError(
                _("A text holds markup that is not allowed: %(name)s")
                % {"name": f"<{tag.name} {' '.join(sorted(names))}".strip()[:80]}
            )
        for name in ("href", "url"):
            address = str(tag.attrs.get(name, "#")).strip().lower()
            if not address.startswith(SCHEMES):
                raise PackageRefusedError(
                    _("A text holds an address that is not allowed: %(address)s")
                    % {"address": address[:80]}
                )
