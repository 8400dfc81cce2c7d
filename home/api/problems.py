"""Errors as problem details (RFC 9457), in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from ninja.errors import ValidationError
from pydantic import BaseModel, Field

if TYPE_CHECKING:
    from ninja import NinjaAPI

MEDIA_TYPE = "application/problem+json"
LONGEST_NAME = 60


class Fault(BaseModel):
    """What is wrong with one parameter."""

    parameter: str
    code: Literal["unknown", "repeated", "invalid"] = Field(
        description=gettext_noop("What is wrong, for programs.")
    )
    detail: str = Field(description=gettext_noop("What is wrong, for people."))


class Problem(BaseModel):
    """Why a request can't be answered (RFC 9457), in the language asked for."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field([], description=gettext_noop("The parameters that are wrong."))


class RefusedError(Exception):
    """A request that can't be answered, with the reason to give."""

    def __init__(self, status: int, detail: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)


def problem(
    status: int, detail: str = "", faults: Iterable[Fault] = (), headers: Any = None
) -> HttpResponse:
    """Return the answer to a request that can't be answered otherwise."""
    title = _title(status)
    content = Problem(
        type="about:blank", title=title, status=status, detail=detail or title, errors=[*faults]
    )
    response = HttpResponse(
        content.model_dump_json(exclude_defaults=True),
        status=status,
        content_type=MEDIA_TYPE,
        headers=headers,
    )
    response["Cache-Control"] = "no-store" if status >= 500 else "public, max-age=60"
    return response


def refuse_parameters(faults: Iterable[Fault]) -> RefusedError:
    """Return the refusal of parameters that are wrong."""
    faults = sorted(faults, key=lambda fault: fault.parameter)
    return RefusedError(400, gettext("Some parameters can’t be understood."), faults)


def not_among_the_values(names: Iterable[str]) -> RefusedError:
    """Return the refusal of parameters whose values are none that can be chosen."""
    detail = gettext("Not among the values that can be chosen.")
    return refuse_parameters(Fault(parameter=name, code="invalid", detail=detail) for name in names)


def shortened(name: str) -> str:
    """Return what to call a parameter whose name a stranger has chosen."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def register(api: NinjaAPI) -> None:
    """Let an API answer with problem details whatever happens."""

    @api.exception_handler(RefusedError)
    def refused(request: HttpRequest, refusal: RefusedError) -> HttpResponse:
        return problem(refusal.status, refusal.detail, refusal.faults)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = {fault.parameter: fault for fault in map(_fault, error.errors)}
        return refused(request, refuse_parameters(faults.values()))

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404)


def _fault(error: dict[str, Any]) -> Fault:
    """Return what pydantic says of a parameter; its place is ``("query", …, name, …)``."""
    name = next(str(part) for part in reversed(error["loc"]) if isinstance(part, str))
    limits = error.get("ctx", {})
    if "ge" in limits:
        detail = gettext("Must be %(limit)s or more.") % {"limit": limits["ge"]}
    elif "le" in limits:
        detail = gettext("Must be %(limit)s or less.") % {"limit": limits["le"]}
    elif error["type"].startswith("int"):
        detail = gettext("Must be a whole number.")
    else:
        detail = gettext("Not among the values that can be chosen.")
    return Fault(parameter=name, code="invalid", detail=detail)


def _title(status: int) -> str:
    titles = {
        400: gettext("The request can’t be understood"),
        403: gettext("Not allowed"),
        404: gettext("Not found"),
        405: gettext("This can only be read"),
        500: gettext("Something went wrong here"),
        503: gettext("The site is resting for a moment"),
    }
    return titles.get(status) or HTTPStatus(status).phrase
