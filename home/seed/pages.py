"""The seeded pages: made from TOML files, in two steps so that they can link to each other."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from actions.models import Action, ActionIndexPage, Category, CityIndexPage, CityPage
from blog.models import Author, StoryIndexPage, StoryPage, Tag
from home.models import HomePage, JoinPage, ReportPage, StandardPage
from home.seed.catalogue import page_text
from home.seed.data import read_pages
from home.seed.ledger import Ledger
from home.seed.translations import translate

MODELS: dict[str, type[Any]] = {
    "home": HomePage,
    "standard": StandardPage,
    "join": JoinPage,
    "report": ReportPage,
    "city_index": CityIndexPage,
    "action_index": ActionIndexPage,
    "story_index": StoryIndexPage,
    "story": StoryPage,
}
COMMON = ["title", "seo_title", "search_description", "show_in_menus", "introduction"]
PLAIN = {
    "home": ["lead", "featured_heading"],
    "join": [
        "time_needed",
        "form_introduction",
        "thank_you_heading",
        "thank_you_text",
        "processing_consent",
        "publication_consent",
    ],
    "report": [
        "edition_year",
        "forum",
        "forum_year",
        "published_year",
        "source_name",
        "source_url",
    ],
}
POINTS = ["benefits", "criteria", "checklist", "after_sending"]
SEED_LINK = re.compile(r'<a linktype="seedpage" key="([\w-]+)"')


class PageSeeder:
    """Loads the pages; knows the records that they link to."""

    def __init__(self, ledger: Ledger, locale: Locale) -> None:
        self.ledger = ledger
        self.locale = locale
        self.rows = read_pages()
        self.pages: dict[str, Any] = {}
        self.cities: dict[str, CityPage] = {}

    def create_tree(self) -> dict[str, Any]:
        """Put every page in its place, still without words; return the pages by key."""
        for row in self.rows:
            page = self.ledger.put(
                f"tree.{row['key']}",
                [row["type"], row["key"]],
                lambda row=row: self._find(row),  # type: ignore[misc]
                lambda _existing, row=row: self._create(row),  # type: ignore[misc]
            )
            if page:
                self.pages[row["key"]] = page
        return self.pages

    def _find(self, row: dict[str, Any]) -> Any:
        return (
            MODELS[row["type"]]
            .objects.filter(translation_key=page_key(row), is_source=True)
            .first()
        )

    def _create(self, row: dict[str, Any]) -> Any:
        page = MODELS[row["type"]](
            slug=row["slug"], locale=self.locale, translation_key=page_key(row), live=False
        )
        _write_plain(page, row)
        if row["type"] == "story":
            # Required, but its links lead to pages that do not exist yet.
            page.body = [("heading", row["title"])]
        if row["type"] == "home":
            _make_site(page)
        else:
            self.pages[row["parent"]].add_child(instance=page)
        return page

    def fill(self, cities: dict[str, CityPage]) -> list[Callable[[], Any]]:
        """Write and publish the words; return the steps that translate the pages."""
        self.cities = cities
        steps: list[Callable[[], Any]] = []
        for row in self.rows:
            page = self.pages.get(row["key"])
            if page is None:
                continue
            page = self.ledger.put(
                f"page.{row['key']}",
                row,
                # The step before has made the page; only its words are missing.
                lambda row=row, page=page: (  # type: ignore[misc]
                    page if f"page.{row['key']}" in self.ledger.lines else None
                ),
                lambda _existing, row=row, page=page: self._write(page, row),  # type: ignore[misc]
            )
            if page:
                steps.append(
                    lambda row=row, page=page: translate(  # type: ignore[misc]
                        self.ledger,
                        f"page.{row['key']}",
                        page,
                        lambda language, _path, text: page_text(language, text),
                    )
                )
        return steps

    def _write(self, page: Any, row: dict[str, Any]) -> Any:
        kind = row["type"]
        _write_plain(page, row)
        if hasattr(page, "body"):
            page.body = [self._block(block) for block in row.get("body", [])]
        if kind == "join":
            page.steps = [("step", self._step(step)) for step in row["steps"]]
            for name in POINTS:
                setattr(page, name, [("point", point) for point in row[name]])
            page.frequent_questions = [
                ("question", {**item, "body": self._rich_text(item["body"])})
                for item in row["frequent_questions"]
            ]
            page.contact = row["contact"]
        elif kind == "report":
            page.report_languages = row.get("languages", [])
            page.figures = [("figure", _figure(figure)) for figure in row["figures"]]
        elif kind == "story":
            self._write_story(page, row)
        elif kind == "home":
            page.featured = [("action", _action(number)) for number in row["featured"]]
        page.save_revision().publish()
        return page

    def _write_story(self, page: StoryPage, row: dict[str, Any]) -> None:
        page.date = date.fromisoformat(str(row["date"]))
        page.authors = list(Author.objects.filter(is_source=True, name=row["author"]))
        page.tags = list(Tag.objects.filter(is_source=True, name__in=row["tags"]))
        page.categories = list(
            Category.objects.filter(is_source=True, slug__in=row.get("categories", []))
        )
        page.related_actions = [_action(number) for number in row.get("related_actions", [])]
        page.related_cities = [self.cities[name] for name in row.get("related_cities", [])]
        page.related_reports = [self.pages[key] for key in row.get("related_reports", [])]

    def _block(self, block: dict[str, Any]) -> tuple[str, Any]:
        kind, value = block["type"], block["value"]
        convert: Any = {
            "rich_text": self._rich_text,
            "accordion": self._accordion,
            "call_to_action": self._call_to_action,
            "table": _table,
            "action_card": lambda value: {"record": _action(value["action"])},
            "city_card": lambda value: {"record": self.cities[value["city"]]},
        }.get(kind, lambda value: value)
        return kind, convert(value)

    def _rich_text(self, html: str) -> RichText:
        """Turn links between seeded pages into links to the pages that they became."""
        linked = SEED_LINK.sub(
            lambda match: f'<a linktype="page" id="{self.pages[match[1]].pk}"', html.strip()
        )
        return RichText(re.sub(r">\s*\n\s*<", "><", linked))

    def _accordion(self, value: dict[str, Any]) -> dict[str, Any]:
        items = [{**item, "body": self._rich_text(item["body"])} for item in value["items"]]
        return {"items": items}

    def _call_to_action(self, value: dict[str, Any]) -> dict[str, Any]:
        return {**value, "page": self.pages[value["page"]], "url": ""}

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        target = step["link_page_or_url"]
        page = self.pages.get(target)
        return {
            "heading": step["heading"],
            "body": self._rich_text(step["body"]),
            "link_text": step["link_text"],
            "page": page,
            "url": "" if page else target,
        }


def page_key(row: dict[str, Any]) -> uuid.UUID:
    """Return the translation key that a seeded page always gets."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"local-action:page.{row['key']}")


def _write_plain(page: Any, row: dict[str, Any]) -> None:
    for name in [*COMMON, *PLAIN.get(row["type"], [])]:
        if name in row:
            setattr(page, name, row[name])


def _make_site(home: HomePage) -> None:
    """Make the home page the root of the site, in place of Wagtail's welcome page."""
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    root = Page.get_first_root_node()
    if welcome and type(welcome.specific) is Page and not welcome.get_children().exists():
        welcome.slug = "welcome-replaced"
        welcome.save(update_fields=["slug"])
    else:
        welcome = None
    root.add_child(instance=home)
    if site:
        site.root_page = home
        site.save()
    else:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    if welcome:
        welcome.refresh_from_db()
        welcome.delete()


def _action(number: int) -> Action:
    return Action.objects.get(external_id=f"reference-{number}")


def _figure(figure: dict[str, Any]) -> dict[str, Any]:
    slug = figure.get("category")
    category = Category.objects.get(is_source=True, slug=slug) if slug else None
    return {"value": figure["value"], "label": figure["label"], "category": category}


def _table(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "caption": value["caption"],
        "table": {
            "data": [value["header"], *value["rows"]],
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_caption": "",
            "cell": [],
        },
    }
