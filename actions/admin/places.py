"""Countries as filters: those that occur, by name."""

from __future__ import annotations

from collections.abc import Iterable

from home.languages import territory_name


def country_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return the countries as choices, sorted by their name in the editor's language."""
    names = {str(code): territory_name(str(code)) for code in codes if code}
    return sorted(names.items(), key=lambda choice: choice[1])
