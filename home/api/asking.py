"""What a request may ask for. Strict, since a program is helped by an error more than by a guess.

A parameter that an address doesn't know is refused by name, as is one that is there twice though
it takes one value.
"""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, Literal, Self

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request, gettext, gettext_noop
from ninja import Schema
from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from home.api.problems import Fault, refuse_parameters, shortened

CODES = tuple(code for code, _name in settings.LANGUAGES)
LARGEST_PAGE = 100
MOST_FAULTS = 5


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


LanguageCode = Annotated[Literal[CODES], BeforeValidator(_lower)]  # type: ignore[valid-type]


class Asked(Schema):
    """The parameters that every address takes. Each endpoint reads one class like this."""

    lang: LanguageCode | None = Field(
        None,
        description=gettext_noop(
            "The language of the words; without it, Accept-Language says. A record that has no "
            "words in it comes in its own language and says so."
        ),
    )

    @model_validator(mode="after")
    def refuse_what_is_not_understood(self, info: ValidationInfo) -> Self:
        """Refuse parameters that are unknown, or repeated though they take one value."""
        request: HttpRequest = (info.context or {})["request"]
        found = (self._fault(name, len(values)) for name, values in request.GET.lists())
        # Nobody reads more of them, and the answer must not be longer than the question.
        faults = list(islice(filter(None, found), MOST_FAULTS))
        if faults:
            raise refuse_parameters(faults)
        return self

    @classmethod
    def _fault(cls, name: str, times: int) -> Fault | None:
        field = cls.model_fields.get(name)
        if field is None:
            known = ", ".join(cls.model_fields)
            detail = gettext("There is no such parameter here. There are: %(names)s.")
            return Fault(
                parameter=shortened(name), code="unknown", detail=detail % {"names": known}
            )
        if times > 1 and not isinstance(field.default, tuple | list):
            detail = gettext("Can be given only once.")
            return Fault(parameter=name, code="repeated", detail=detail)
        return None


class PageAsked(Asked):
    """The parameters of every list."""

    page: int = Field(1, ge=1, description=gettext_noop("The number of the page, from 1."))
    per_page: int = Field(
        24,
        ge=1,
        le=LARGEST_PAGE,
        description=gettext_noop("How many records a page has, 100 at most."),
    )


def asked_language(request: HttpRequest) -> str:
    """Return the code of the language to answer in: the one asked for, or the browser's."""
    asked = request.GET.get("lang", "").lower()
    return asked if asked in CODES else get_language_from_request(request)
