"""The lines of the handbook's pages that say what is shown, and the pictures that go with them.

A line is ``<!-- screen: name | path at the desk | what it shows | part | press -->``. The path may
end with " as " and the role that opens it. The part, if there is one, selects the element that is
shown alone; the last selects what is pressed first. Below the line stands the picture, which is
written from it, so that the pages read well wherever Markdown is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from home.handbook import chapters, image_path, page_path

LINE = re.compile(r"^<!-- screen: (?P<parts>.+?) -->\n(?P<picture>!\[.*\]\(.*\)\n)?", re.MULTILINE)
ADMINISTRATORS = "Administrators"


@dataclass(frozen=True)
class Screen:
    """One picture: of what, for whom, and where it is kept."""

    language: str
    page: str
    name: str
    path: str
    role: str
    shows: str
    part: str
    press: str

    @property
    def file(self) -> Path:
        """Where the picture is kept."""
        return image_path(self.language, f"{self.name}.webp")

    @property
    def markdown(self) -> str:
        """The picture as the page has it."""
        return f"![{self.shows}](../images/{self.language}/{self.file.name})"


def screens(language: str) -> Iterator[Screen]:
    """Return what the pages of a language show."""
    for page in chapters(language):
        for found in LINE.finditer(page_path(language, page).read_text()):
            yield _screen(language, page, found["parts"])


def pictures(language: str, page: str) -> list[str]:
    """Return the pictures as they stand below the lines of a page, empty where there is none."""
    text = page_path(language, page).read_text()
    return [(found["picture"] or "").strip() for found in LINE.finditer(text)]


def write_pictures(language: str) -> None:
    """Write below each line the picture that it stands for."""
    for page in chapters(language):
        path = page_path(language, page)
        before = path.read_text()

        def with_picture(found: re.Match[str], page: str = page) -> str:
            screen = _screen(language, page, found["parts"])
            return f"<!-- screen: {found['parts']} -->\n{screen.markdown}\n"

        after = LINE.sub(with_picture, before)
        if after != before:
            path.write_text(after)


def _screen(language: str, page: str, parts: str) -> Screen:
    name, where, shows, part, press, *_none = [*map(str.strip, parts.split(" |")), "", ""]
    path, _as, role = where.partition(" as ")
    return Screen(language, page, name, path, role or ADMINISTRATORS, shows, part, press)
