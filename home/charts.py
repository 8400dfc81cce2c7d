"""What ``components/chart.html`` shows: a figure with its numbers, as bars or as a timeline."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One value of a figure; ``share`` is of the largest one, in per cent.

    ``slug`` is that of a category, whose colour the bar has.
    """

    slug: str
    label: str
    lang: str
    title: str
    value: str
    share: int
    url: str


@dataclass(frozen=True)
class Chart:
    """A figure as readers see it, with its numbers as a table."""

    figure: str
    heading: str
    column: str
    unit: str
    rows: list[Row]
    note: str
    is_timeline: bool = False
    url: str = ""
