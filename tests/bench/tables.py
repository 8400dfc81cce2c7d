"""Tables of plain text, and in Markdown for docs/operations.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import desk
from .crowd import BEST_PEER, READERS, WORKERS, Load
from .exports import Download
from .kept import Answered
from .reports import LRGS, Built
from .sites import SIZES
from .targets import FEW, MANY, Pages, Target, spell_queries
from .visits import FLOOR


def pages_table(pages: dict[int, Pages]) -> str:
    """Return what each page takes, beside the bare page and at both sizes."""
    headings = ["page"]
    for size in SIZES:
        headings += [f"{size:,}: ms", "× bare", "queries"]
    headings += [f"{MANY:,}/{FEW}", "kB"]
    rows = []
    for name in pages[FEW]:
        row = [name]
        for size in SIZES:
            measured = pages[size][name]
            if "ms" in measured:
                floor = pages[size][FLOOR]["ms"]
                queries = spell_queries(measured["queries"])
                row += [f"{measured['ms']:.1f}", f"{measured['ms'] / floor:.1f}", queries]
            else:
                row += [f"({measured['status']})", "", ""]
        few, many = pages[FEW][name], pages[MANY][name]
        if "ms" in few and "ms" in many:
            row += [f"{many['ms'] / few['ms']:.1f}", f"{many['kilobytes']:.0f}"]
        rows.append(row)
    return table(headings, rows)


def desk_table(answered: dict[int, list[desk.Answered]]) -> str:
    """Return what the translation desk takes with few pages and with many."""
    headings = ["translation desk"]
    for size in answered:
        headings += [f"{size} pages: ms", "queries"]
    rows = [
        [
            few.name,
            f"{few.milliseconds:.0f}",
            str(few.queries),
            f"{many.milliseconds:.0f}",
            str(many.queries),
        ]
        for few, many in zip(answered[desk.FEW], answered[desk.MANY], strict=True)
    ]
    return table(headings, rows)


def exports_table(downloads: list[Download]) -> str:
    """Return what each format takes."""
    headings = ["download of everything", "first byte, s", "whole, s", "MB", "memory over idle, MB"]
    rows = [
        [
            item.format,
            f"{item.first_byte:.2f}",
            f"{item.whole:.1f}",
            f"{item.size:.1f}",
            f"{item.memory:.0f}",
        ]
        if item.status == 200
        else [item.format, f"({item.status})"]
        for item in downloads
    ]
    return table(headings, rows)


def reports_table(built: list[Built]) -> str:
    """Return what the file of an edition takes in each language."""
    headings = [f"PDF of {LRGS} LRGs", "s", "processor, s", "memory, MB", "pages", "MB"]
    rows = [
        [
            item.language,
            f"{item.seconds:.1f}",
            f"{item.processor:.1f}",
            f"{item.memory:.0f}",
            str(item.pages),
            f"{item.size:.1f}",
        ]
        if item.pages
        else [item.language, item.status]
        for item in built
    ]
    return table(headings, rows)


def crowd_table(loads: list[Load]) -> str:
    """Return what many readers at once meet."""
    headings = [
        f"{WORKERS} processes, {READERS} readers",
        "pages/s",
        "median, ms",
        "95 %, ms",
        "alone, ms",
        "best peer, ms",
        "× faster",
    ]
    rows = []
    for load in loads:
        peer = BEST_PEER.get(load.name)
        times = [f"{value:.0f}" for value in (load.median, load.slow, load.alone)]
        compared = [str(peer), f"{peer / load.alone:.1f}"] if peer else ["", ""]
        failed = f" ({load.failures} failed)" if load.failures else ""
        rows.append([load.name + failed, f"{load.a_second:.0f}", *times, *compared])
    return table(headings, rows)


def kept_table(pairs: list[tuple[Answered, Answered]]) -> str:
    """Return what a server answers of pages that are kept, beside a bare view."""
    headings = ["kept page", "pages/s", "bare/s", "pages/s of processor", "bare", "share", "kB"]
    rows = [
        [
            page.name,
            f"{page.a_second:.0f}",
            f"{floor.a_second:.0f}",
            f"{page.a_processor_second:.0f}",
            f"{floor.a_processor_second:.0f}",
            f"{page.a_processor_second / floor.a_processor_second:.0%}",
            f"{page.size / 1000:.0f}",
        ]
        for floor, page in pairs
    ]
    return table(headings, rows)


def targets_table(targets: Iterable[Target]) -> str:
    """Return what is kept to and what is not."""
    rows = [
        ["✓" if target.kept else "✗ MISSED", target.limit, target.measured, target.what]
        for target in targets
    ]
    return table(["", "target", "measured", "of"], rows, words={0, 3})


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    words: set[int] = frozenset({0}),  # type: ignore[assignment]
) -> str:
    """Return a Markdown table that reads well as it is; all but ``words`` are set to the right."""
    lines = [headings, *(list(row) + [""] * (len(headings) - len(row)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    printed = [
        "| "
        + " | ".join(
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in lines
    ]
    rules = [
        "-" * (width + 2) if column in words else "-" * (width + 1) + ":"
        for column, width in enumerate(widths)
    ]
    printed.insert(1, f"|{'|'.join(rules)}|")
    return "\n".join(printed)
