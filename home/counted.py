"""What large numbers count, in the form that the number asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import npgettext


def actions(number: int) -> str:
    """Name actions below their number."""
    return npgettext("below a number", "action", "actions", number)


def lrgs(number: int) -> str:
    """Name LRGs below their number."""
    return npgettext(
        "below a number",
        "local and regional government or association",
        "local and regional governments and associations",
        number,
    )


def countries(number: int) -> str:
    """Name countries below their number."""
    return npgettext("below a number", "country", "countries", number)


COUNTED: dict[str, Callable[[int], str]] = {
    "actions": actions,
    "lrgs": lrgs,
    "countries": countries,
}
