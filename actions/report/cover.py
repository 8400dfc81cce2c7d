"""The drawing on the cover: the site's own ornament, in the colours of print."""

from __future__ import annotations

from home.cover_art import cover_art
from home.pdf.palette import palette

COLOURS = ("deep", "mid", "soft", "marigold", "art_cream")
RATIO = "21:17"


def cover_drawing(seed: str) -> str:
    """Return an SVG image that stands by itself, the same one for the same seed."""
    colours = palette()
    rules = "".join(
        f".art-{number}{{fill:{colours[name]}}}.art-line.art-{number}{{stroke:{colours[name]}}}"
        for number, name in enumerate(COLOURS)
    )
    drawing = str(cover_art(seed, "", RATIO))
    opening, _, rest = drawing.partition("<rect")
    opening = opening.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    style = f"<style>{rules}.art-line{{fill:none;stroke-linejoin:round}}</style>"
    return f"{opening}{style}<rect{rest}"
