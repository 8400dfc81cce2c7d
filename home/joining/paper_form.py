"""The sign-up form as a DOCX document, to be prepared offline: made of the form's own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat

from home.attachments import attachment
from home.caches import remember
from home.languages import current_language
from home.subjects import EVERYDAY

if TYPE_CHECKING:
    from home.models import JoinPage

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_form_response(page: JoinPage, request: HttpRequest) -> HttpResponse:
    """Answer with the document in the reader's language."""
    return attachment(paper_form(page), f"join-{current_language()}.docx", CONTENT_TYPE)


def paper_form_size(page: JoinPage) -> str:
    """Return how large the document is, as the reader writes it."""
    key = f"paper-form-size:{page.pk}:{current_language()}"
    return remember(key, lambda: filesizeformat(len(paper_form(page))), apart_from=EVERYDAY)


def paper_form(page: JoinPage) -> bytes:
    """Return the document, made when what it is made of may have changed."""

    def make() -> bytes:
        # The library that writes documents is large, and seldom used.
        from home.joining.paper_questions import make_paper_form

        return make_paper_form(page)

    key = f"paper-form:{page.pk}:{current_language()}"
    return remember(key, make, apart_from=EVERYDAY)
