"""What a visitor typed into a form that could not be taken: kept on a page, to be sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token

from home.security import is_desk

if TYPE_CHECKING:
    from django.http import HttpRequest


def kept_answers(request: HttpRequest) -> dict[str, Any]:
    """Return what a page needs to hold the answers of a public form; the database is not asked.

    ``answers`` is empty for anything but a public form.
    """
    if request.method != "POST" or is_desk(request.path):
        return {"answers": [], "path": request.path}
    return {
        "answers": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ],
        "path": request.path,
        "csrf_token": get_token(request),
        "had_files": bool(request.FILES),
    }
