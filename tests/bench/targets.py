"""What the site has to keep to, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import desk
from .exports import Download
from .kept import FILLED, Answered, Site
from .reports import LRGS, Built
from .sites import SIZES
from .visits import FLOOR

FEW, MANY = SIZES
NARROWED = "explorer, three facets and words"
# At most so many milliseconds, and so many times what it takes with few actions.
NARROWED_MILLISECONDS = 150
NARROWED_GROWTH = 3
# At most so many times what a bare page takes, with few actions.
FLOORS = {"home": 2.5, "explorer": 4, "detail": 2}
# A page that is kept against a bare view of the same length: requests for a second of processor.
KEPT_SHARE = 0.8
COLD_SECONDS = 5
VISIBLE_SECONDS = 1
WORKER_MEGABYTES = 200
SAME_QUERIES = (
    "home", "explorer", NARROWED, "map", "map, three facets and words", "figures", "detail", "city",
    "cities", "search",
)  # fmt: skip
# Any page of the translation desk, with 500 pages in six languages.
DESK_MILLISECONDS = 500
EXPORTS = ("csv", "xlsx")
EXPORT_MEGABYTES = 60
EXPORT_FIRST_BYTE = 1.0
REPORT_SECONDS = 60
REPORT_MEGABYTES = 500

Pages = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Target:
    """One thing to keep to: what was measured, in words, and whether it is enough."""

    what: str
    limit: str
    measured: str
    kept: bool


def page_targets(pages: dict[int, Pages]) -> Iterator[Target]:
    """Yield the targets of times and of queries."""
    few, many = pages[FEW], pages[MANY]
    if NARROWED in _answering(few, many):
        took, before = many[NARROWED]["ms"], few[NARROWED]["ms"]
        yield Target(
            f"{NARROWED}: median with {MANY:,}",
            f"≤ {NARROWED_MILLISECONDS} ms",
            f"{took:.0f} ms",
            took <= NARROWED_MILLISECONDS,
        )
        yield _ratio(f"{NARROWED}: {MANY:,} against {FEW}", took / before, NARROWED_GROWTH)
    for name, most in FLOORS.items():
        if "ms" in few[name]:
            yield _ratio(f"{name}: against a {FLOOR}", few[name]["ms"] / few[FLOOR]["ms"], most)
    for name in SAME_QUERIES:
        yield _same_queries(name, few[name], many[name])


def kept_targets(pairs: list[tuple[Answered, Answered]], site: Site) -> Iterator[Target]:
    """Yield the targets of pages that are kept whole, and of the processes that serve them."""
    for floor, page in pairs:
        share = page.a_processor_second / floor.a_processor_second
        if page.name == FILLED:
            continue
        yield Target(
            f"{page.name}, kept: requests against a bare view",
            f"≥ {KEPT_SHARE:.0%}",
            f"{share:.0%}",
            share >= KEPT_SHARE,
        )
    for what, most, measured, unit in (
        ("from the start of the server to its first page", COLD_SECONDS, site.cold_start, "s"),
        ("from a publication to the page that shows it", VISIBLE_SECONDS, site.visible, "s"),
        ("memory of a worker", WORKER_MEGABYTES, site.worker_megabytes, "MB"),
    ):
        shown = f"{measured:.2f} {unit}" if unit == "s" else f"{measured:.0f} {unit}"
        yield Target(what, f"≤ {most} {unit}", shown, measured <= most)


def _answering(few: Pages, many: Pages) -> set[str]:
    return {name for name in few if "ms" in few[name] and "ms" in many[name]}


def _ratio(what: str, ratio: float, most: float) -> Target:
    return Target(what, f"≤ {most} ×", f"{ratio:.1f} ×", ratio <= most)


def _same_queries(name: str, few: dict[str, Any], many: dict[str, Any]) -> Target:
    what = f"{name}: queries with {FEW} and with {MANY:,}"
    if "ms" not in few or "ms" not in many:
        return Target(what, "the same", f"status {many['status']}", False)
    # Pages of different records differ by what these have; no page may have more with more rows.
    measured = " and ".join(spell_queries(page["queries"]) for page in (few, many))
    return Target(what, "the same", measured, max(few["queries"]) == max(many["queries"]))


def spell_queries(numbers: list[int]) -> str:
    """Return one number, or the smallest and the largest."""
    return "–".join(dict.fromkeys(str(number) for number in (min(numbers), max(numbers))))


def desk_targets(answered: dict[int, list[desk.Answered]]) -> Iterator[Target]:
    """Yield the targets of the translation desk; the first row is no page."""
    few, many = answered[desk.FEW][1:], answered[desk.MANY][1:]
    slowest = max(many, key=lambda page: page.milliseconds)
    yield Target(
        f"translation desk, slowest page of {desk.MANY} pages × 6 languages: {slowest.name}",
        f"≤ {DESK_MILLISECONDS} ms",
        f"{slowest.milliseconds:.0f} ms",
        slowest.milliseconds <= DESK_MILLISECONDS,
    )
    grown = [
        page.name for page, before in zip(many, few, strict=True) if page.queries > before.queries
    ]
    yield Target(
        f"translation desk: queries with {desk.FEW} and with {desk.MANY} pages",
        "the same",
        ", ".join(grown) or "the same",
        not grown,
    )


def export_targets(downloads: list[Download]) -> Iterator[Target]:
    """Yield the targets of the downloads of everything."""
    for download in downloads:
        if download.format not in EXPORTS:
            continue
        what = f"{download.format.upper()} of {MANY:,} actions"
        if download.status != 200:
            yield Target(what, "a file", f"status {download.status}", False)
            continue
        yield Target(
            f"{what}: memory over idle",
            f"≤ {EXPORT_MEGABYTES} MB",
            f"{download.memory:.0f} MB",
            download.memory <= EXPORT_MEGABYTES,
        )
        yield Target(
            f"{what}: first byte",
            f"≤ {EXPORT_FIRST_BYTE:g} s",
            f"{download.first_byte:.2f} s",
            download.first_byte <= EXPORT_FIRST_BYTE,
        )


def report_targets(built: list[Built]) -> Iterator[Target]:
    """Yield the targets of the files of an edition."""
    for item in built:
        what = f"PDF of {LRGS} LRGs and their actions ({item.language})"
        if not item.pages:
            yield Target(what, "a file", item.status, False)
            continue
        yield Target(
            f"{what}: time of the processor",
            f"≤ {REPORT_SECONDS} s",
            f"{item.processor:.0f} s",
            item.processor <= REPORT_SECONDS,
        )
        yield Target(
            f"{what}: memory of the worker",
            f"≤ {REPORT_MEGABYTES} MB",
            f"{item.memory:.0f} MB",
            item.memory <= REPORT_MEGABYTES,
        )
