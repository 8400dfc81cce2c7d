"""What a machine can check of a page in a browser, by axe."""

from __future__ import annotations

from itertools import product
from typing import Any

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCHEMES = ["light", "dark"]
WIDTHS = [360, 1280]

# Only what was found comes back to Python: the lists of all that passed are long.
RUN = """async ([context, options]) => {
    const { violations } = await axe.run(context, options);
    return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)]);
}"""

# The desk's buttons change their colours step by step whatever one wants.
FINISH = """() => document.getAnimations().filter((one) => one instanceof CSSTransition)
    .forEach((one) => one.finish())"""


def violations(page: Any, context: Any = "html") -> dict[tuple[str, int], Any]:
    """Return what breaks a rule on the page that is open, in both schemes, narrow and wide."""
    found = {}
    for scheme, width in product(SCHEMES, WIDTHS):
        # A colour that is still on its way to the next would be measured half-way.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(FINISH)
        if broken := broken_now(page, context):
            found[scheme, width] = broken
    return found


def broken_now(
    page: Any, context: Any = "html", *, rules: list[str] = WCAG, frames: bool = True
) -> dict[str, Any]:
    """Return the rules that the page, or a part of it, breaks as it looks now, and where.

    The script is read once for a page, however often that is looked at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options: dict[str, Any] = {"resultTypes": ["violations"], "iframes": frames}
    if rules:
        options["runOnly"] = rules
    return dict(page.evaluate(RUN, [context, options]))
