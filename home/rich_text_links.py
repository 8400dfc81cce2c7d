"""Links to pages in running text: in the reader's language, translated or not."""

from __future__ import annotations

from functools import partial

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from home.caches import remember_each_here
from home.languages import current_language
from home.links import in_language
from home.subjects import EVERYDAY_BUT_STORIES


class ReaderPageLinkHandler(PageLinkHandler):
    """Wagtail's handler leads to another language where a page has no translation."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tag of each link; one to a page that is gone leads nowhere."""
        language = current_language()
        keys = [int(key) if key.isdecimal() else 0 for key in (a.get("id", "") for a in attrs_list)]
        known = remember_each_here(
            f"page-links:{language}",
            keys,
            partial(_addresses, language),
            apart_from=EVERYDAY_BUT_STORIES,
        )
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in known]


def _addresses(language: str, keys: list[int]) -> dict[int, str]:
    """Return the address of each page for readers of a language, empty for those that are gone."""
    pages = Page.objects.in_bulk(keys)
    translations = Page.objects.live().filter(
        translation_key__in={page.translation_key for page in pages.values()},
        locale__language_code=language,
    )
    words = {page.translation_key: page for page in translations}
    urls = dict.fromkeys(keys, "")
    for key, page in pages.items():
        url = words.get(page.translation_key, page).get_url() or ""
        urls[key] = in_language(url, language) if url.startswith("/") else url
    return urls


def register(features: FeatureRegistry) -> None:
    """Take the place of Wagtail's own handler."""
    features.register_link_type(ReaderPageLinkHandler)
