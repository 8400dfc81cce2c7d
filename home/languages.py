"""The six languages: their names and directions, and dates, numbers and places in each."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, get_language_info

# Where the United Nations' name of a State differs from Unicode CLDR's in substance. Source: United
# Nations Terminology Database, https://unterm.un.org/.
UN_NAMES: dict[str, dict[str, str]] = {
    "PS": {
        "ar": "دولة فلسطين",
        "en": "State of Palestine",
        "es": "Estado de Palestina",
        "fr": "État de Palestine",
        "ru": "Государство Палестина",
        "zh-hans": "巴勒斯坦国",
    }
}


class Language(NamedTuple):
    """One language of the site: its code in URLs, its own name, its direction and its script."""

    code: str
    name: str
    direction: str

    @property
    def tag(self) -> str:
        """The BCP 47 tag, as ``lang`` and ``hreflang`` want it."""
        return bcp47(self.code)


@cache
def bcp47(code: str) -> str:
    """Return the language tag of a language code: ``zh-hans`` is ``zh-Hans``."""
    primary, _, script = code.partition("-")
    return f"{primary}-{script.title()}" if script else primary


@cache
def direction(code: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language code."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages of the site, in the order of the switcher."""
    return tuple(Language(code, name, direction(code)) for code, name in settings.LANGUAGES)


def current_language() -> str:
    """Return the reader's language code; the default one outside a request."""
    code = get_language()
    return code if code in language_codes() else settings.LANGUAGE_CODE


@cache
def language_codes() -> frozenset[str]:
    """Return the codes of the languages of the site."""
    return frozenset(code for code, _name in settings.LANGUAGES)


@cache
def babel_locale(code: str) -> Locale:
    """Return Babel's data for a language code."""
    return Locale.parse(code.replace("-", "_"))


def localized_date(value: date, precision: str = "day", code: str | None = None) -> str:
    """Print a date as precisely as it is known: ``day``, ``month`` or ``year``."""
    locale = babel_locale(code or current_language())
    if precision == "year":
        return format_skeleton("y", value, locale=locale)
    if precision == "month":
        return format_skeleton("yMMMM", value, locale=locale)
    return format_date(value, format="long", locale=locale)


def localized_number(value: float, code: str | None = None) -> str:
    """Print a number with the separators of a language."""
    return _number(value, code or current_language())


@lru_cache(maxsize=10_000)
def _number(value: float, code: str) -> str:
    return format_decimal(value, locale=babel_locale(code))


def territory_name(code: str, language: str | None = None) -> str:
    """Return the name of an ISO 3166 country or a UN M49 region in a language (Unicode CLDR)."""
    language = language or current_language()
    official = UN_NAMES.get(code, {}).get(language)
    return official or babel_locale(language).territories.get(code, code)


def alphabetical(text: str) -> str:
    """Return what to sort a name by: accents and capitals make no difference."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def sorting_key(text: str, code: str | None = None) -> bytes:
    """Return what to sort names by in a list in print, as readers of a language expect it.

    Chinese is sorted by sound: the standard GB 18030 has the common characters in the order of
    their Pinyin.
    """
    if (code or current_language()) == "zh-hans":
        return alphabetical(text).encode("gb18030")
    return alphabetical(text).encode()
