"""Pictures of the public pages with the reference content, for those who read the README."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from tests import databases
from tests.conftest import chromium_path

from .camera import as_webp, copied, serving

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


class View(NamedTuple):
    """One picture: of which page, how large, in which colours."""

    name: str
    path: str
    size: Any = WIDE
    scheme: Any = "light"


VIEWS = (
    View("home", "/en/"),
    View("explorer", "/ar/actions/", scheme="dark"),
    View("map", "/fr/actions/?view=map"),
    View("joining", "/zh-hans/join/", PHONE),
    View("city", "/ru/cities/", PHONE),
    View("figures", "/es/actions/figures/", PHONE),
)


def photograph() -> None:
    """Make the pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with copied(databases.seeded_template()), serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        for view in VIEWS:
            page = browser.new_page(
                viewport=view.size, color_scheme=view.scheme, reduced_motion="reduce"
            )
            page.goto(address + view.path, wait_until="networkidle")
            (FOLDER / f"{view.name}.webp").write_bytes(as_webp(page.screenshot()))
            page.close()
        browser.close()
