"""Translations drafted by a machine: wagtail-localize's backends, with their answers checked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import requests
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from .exchange.markup import check

# DeepL takes fifty texts at a time; smaller portions also answer sooner.
PORTION = 40
DEEPL_TARGETS = {"en": "EN-GB", "zh-hans": "ZH-HANS"}


class MachineTranslationError(Exception):
    """The machine gave no translations; the message says why, to the translator."""


class CheckedTranslator:
    """Mixed into a backend: says clearly what went wrong, and keeps no text with broken markup."""

    display_name: str

    def translate(self, source_locale: Any, target_locale: Any, strings: Iterable[Any]) -> Any:
        """Return the usable translations; a text that comes back damaged is left to a human."""
        rest = iter(strings)
        translations = {}
        while portion := list(islice(rest, PORTION)):
            answer = self._ask(source_locale, target_locale, portion)
            for string, value in answer.items():
                checked = check(string.data, str(value.data or ""))
                if not checked.problems:
                    translations[string] = StringValue(checked.value)
        return translations

    def _ask(self, source_locale: Any, target_locale: Any, portion: list[Any]) -> dict[Any, Any]:
        name = {"name": self.display_name}
        try:
            answer: dict[Any, Any] = super().translate(  # type: ignore[misc]
                source_locale, target_locale, portion
            )
        except requests.Timeout as error:
            raise MachineTranslationError(_("%(name)s did not answer in time.") % name) from error
        except requests.HTTPError as error:
            message = _("%(name)s refused to translate (status %(status)s).")
            status = error.response.status_code if error.response is not None else "?"
            raise MachineTranslationError(message % {**name, "status": status}) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = _("%(name)s gave an answer that makes no sense.")
            raise MachineTranslationError(message % name) from error
        except requests.RequestException as error:
            raise MachineTranslationError(_("%(name)s can’t be reached.") % name) from error
        return answer


class LibreTranslate(CheckedTranslator, LibreTranslator):
    """LibreTranslate at an address of one's own."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(
            {
                "LIBRETRANSLATE_URL": options["URL"],
                "API_KEY": options["KEY"],
                "TIMEOUT": options["TIMEOUT"],
            }
        )


class DeepL(CheckedTranslator, DeepLTranslator):
    """DeepL, asked for the variants of languages that this site has."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__({"AUTH_KEY": options["KEY"], "TIMEOUT": options["TIMEOUT"]})
        self._address = options["URL"]

    def get_api_endpoint(self) -> str:
        """Return the address that texts are sent to."""
        if self._address:
            return f"{self._address}/v2/translate"
        endpoint: str = super().get_api_endpoint()
        return endpoint

    def get_parameters(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        """Ask for simplified Chinese, and for one of the two Englishes that there are."""
        parameters = super().get_parameters(source_locale, target_locale, strings)
        target = DEEPL_TARGETS.get(target_locale.language_code)
        return {**parameters, "target_lang": target} if target else parameters
