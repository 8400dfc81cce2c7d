"""The handbook of the desk: pages of Markdown, one a task, in the languages that it is written in.

``docs/handbook/<language>/README.md`` is its table of contents; the file beside it whose name is a
page's slug holds the page. A page may begin with ``<!-- desk: … -->``, the names of the addresses
of the desk that it is about, separated by commas; a name ending with ``:`` or ``_`` stands for all
that begin with it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from home.searching.folding import fold

LANGUAGES = ("en", "fr")
CONTENTS = "README"
ABOUT = re.compile(r"\A<!--\s*desk:\s*(?P<names>[^>]*?)\s*-->\s*")
PAGE_LINK = re.compile(r"(?P<slug>[-\w]+)\.md(?P<anchor>#[-\w]+)?")
IMAGE_LINK = re.compile(r"\.\./images/(?P<language>\w+)/(?P<name>[-\w]+\.webp)")
EXCERPT = 80

Address = Callable[..., str]


@dataclass(frozen=True)
class Chapter:
    """One page of the handbook."""

    slug: str
    language: str
    title: str
    markdown: str
    about: tuple[str, ...]

    def is_about(self, view_name: str) -> bool:
        """Say whether the page explains the page of the desk that has this name."""
        return any(
            view_name.startswith(name) if name.endswith((":", "_")) else view_name == name
            for name in self.about
        )

    def html(self, page_address: Address, image_address: Address) -> SafeString:
        """Return the page below its heading; links and images lead where the two functions say.

        ``page_address`` takes the language and the slug of a page, ``image_address`` the language
        and the name of an image. What the desk has no page for loses its link.
        """
        tokens = _without_notes(_parser().parse(self.markdown.partition("\n")[2]))
        for token in tokens:
            for child in token.children or ():
                self._lead(child, page_address, image_address)
        _give_anchors(tokens)
        _make_figures(tokens)
        tokens = _let_tables_scroll(tokens)
        # The text comes from the project's own files.
        rendered = _parser().renderer.render(tokens, _parser().options, {})
        return mark_safe(rendered)  # noqa: S308

    def _lead(self, token: Token, page_address: Address, image_address: Address) -> None:
        if token.type == "link_open":
            target = str(token.attrs["href"])
            page = PAGE_LINK.fullmatch(target)
            if page:
                anchor = page["anchor"] or ""
                token.attrs["href"] = page_address(self.language, page["slug"]) + anchor
            elif not target.startswith(("https://", "#")):
                del token.attrs["href"]
        elif token.type == "image":
            image = IMAGE_LINK.fullmatch(str(token.attrs["src"]))
            if image:
                token.attrs["src"] = image_address(image["language"], image["name"])
                token.attrs["loading"] = "lazy"
                path = image_path(image["language"], image["name"])
                if path.exists():
                    width, height = _size(path, path.stat().st_mtime_ns)
                    token.attrs |= {"width": width, "height": height}

    def find(self, query: str) -> str | None:
        """Return the surroundings of some words in the page, or nothing if it lacks them."""
        text = " ".join(strip_tags(_parser().render(self.markdown)).split())
        at = fold(text).find(fold(query))
        if at < 0:
            return None
        start, end = max(0, at - EXCERPT), at + len(query) + EXCERPT
        return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def chapters(language: str) -> dict[str, Chapter]:
    """Return the pages of a language by slug, the table of contents first."""
    return {path.stem: read(path, path.stat().st_mtime_ns) for path in _files(language)}


def chapter_about(language: str, view_name: str) -> Chapter | None:
    """Return the page that explains a page of the desk."""
    return next((page for page in chapters(language).values() if page.is_about(view_name)), None)


def page_path(language: str, slug: str) -> Path:
    """Return where a page is kept."""
    return _folder() / language / f"{slug}.md"


def image_path(language: str, name: str) -> Path:
    """Return where an image is kept."""
    return _folder() / "images" / language / name


@cache
def read(path: Path, _changed: int) -> Chapter:
    """Read a page, anew only when its file has changed."""
    text = path.read_text()
    about = ABOUT.match(text)
    names = re.split(r"\s*,\s*", about["names"]) if about else []
    markdown = text[about.end() :] if about else text
    title = markdown.partition("\n")[0].removeprefix("# ").strip()
    return Chapter(path.stem, path.parent.name, title, markdown, tuple(names))


def _folder() -> Path:
    return Path(settings.ROOT) / "docs" / "handbook"


def _files(language: str) -> list[Path]:
    files = (_folder() / language).glob("*.md")
    return sorted(files, key=lambda path: (path.stem != CONTENTS, path.stem))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@cache
def _size(path: Path, _changed: int) -> tuple[int, int]:
    """Return the width and the height of an image, so that it keeps its place while it loads."""
    with Image.open(path) as image:
        return image.size


def _without_notes(tokens: list[Token]) -> list[Token]:
    """Leave out what a page tells those who keep it, such as what a picture is made from."""
    return [
        token
        for token in tokens
        if not (token.type == "html_block" and token.content.startswith("<!--"))
    ]


def _make_figures(tokens: list[Token]) -> None:
    """Make a figure of each image that stands alone; its words are its caption, too."""
    for opening, words, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        children = words.children or []
        if opening.type == "paragraph_open" and [child.type for child in children] == ["image"]:
            opening.tag = closing.tag = "figure"
            # Whoever can't see the image has heard the words already.
            caption = f'<figcaption aria-hidden="true">{escape(children[0].content)}</figcaption>'
            children.append(Token("html_inline", "", 0, content=caption))


def _let_tables_scroll(tokens: list[Token]) -> list[Token]:
    """Put each table into a part that scrolls by keyboard, named as the heading above it."""
    framed, heading = [], ""
    for before, token in itertools.pairwise([Token("", "", 0), *tokens]):
        if before.type == "heading_open":
            heading = token.content
        if token.type == "table_open":
            label = f' role="region" tabindex="0" aria-label="{escape(heading)}"' if heading else ""
            frame = f'<div class="handbook__table"{label}>'
            framed.append(Token("html_block", "", 0, content=frame))
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("html_block", "", 0, content="</div>"))
    return framed


def _give_anchors(tokens: list[Token]) -> None:
    """Let links lead to a heading by its words, as they do where the files are read as such."""
    for opening, words in itertools.pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrs["id"] = slugify(words.content, allow_unicode=True)
