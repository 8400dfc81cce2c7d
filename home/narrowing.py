"""What the lists have in common that readers narrow down by the query string of their address."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True)
class Chip:
    """A value that is chosen, and the address without it."""

    facet: str
    label: str
    lang: str
    remove_url: str


@dataclass(frozen=True)
class WayOut:
    """What to leave out where nothing matches, and how many records that would give."""

    label: str
    lang: str
    url: str
    total: int
    total_text: str


def later_page(params: QueryDict) -> str:
    """Return the number of the page that is asked for, as addresses have it; none for the first."""
    page = params.get("page", "")
    is_later = page.isascii() and page.isdigit() and page.lstrip("0") not in {"", "1"}
    return page.lstrip("0")[:12] if is_later else ""


def given(params: QueryDict, known: Collection[str]) -> str:
    """Return a query string as it came, without parameters of other parties."""
    pairs = [(name, value) for name, values in params.lists() for value in values]
    return urlencode([(name, value) for name, value in pairs if name in known])


def left_out(labels: Iterable[str]) -> str:
    """Name the parameters that held something else than what can be chosen, if there are any."""
    names = pgettext("between the names in a list", ", ").join(labels)
    if not names:
        return ""
    return gettext("Not understood and left out: %(names)s") % {"names": names}
