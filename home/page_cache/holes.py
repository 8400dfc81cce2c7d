"""What differs from reader to reader in a page that is otherwise the same: the secrets of its form.

A page that is kept has holes in their places, filled anew for each reader. So a form works without
scripts, and its page costs no query all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

CSRF = "csrf"
CSRF_FIELD = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')

Maker = Callable[[HttpRequest], str]
# A piece of the page, or the name of a hole.
Part = bytes | str

_makers: dict[str, Maker] = {CSRF: get_token}


def register(name: str, make: Maker) -> None:
    """Say how a hole is filled for a reader."""
    _makers[name] = make


def leave(response: HttpResponse, **words: str) -> None:
    """Let a page with a form be kept: say which words, beside its CSRF token, are one reader's."""
    response.holes = words  # type: ignore[attr-defined]


def has_holes(response: HttpResponse) -> bool:
    """Say whether the view has named what is only for the reader who asked."""
    return hasattr(response, "holes")


def cut(response: HttpResponse) -> tuple[Part, ...]:
    """Return a page as a row of its parts."""
    body = response.content
    holes: dict[str, str] = getattr(response, "holes", {})
    names = {words.encode(): name for name, words in holes.items()}
    names |= dict.fromkeys(CSRF_FIELD.findall(body), CSRF)
    pieces = re.split(b"(" + b"|".join(map(re.escape, names)) + b")", body)
    return tuple(names.get(piece, piece) for piece in pieces)


def fill(request: HttpRequest, parts: Iterable[Part]) -> list[bytes]:
    """Return the pieces of a page for one reader; the same words fill all holes of a name."""
    names = dict.fromkeys(part for part in parts if isinstance(part, str))
    words = {name: _makers[name](request).encode() for name in names}
    return [words[part] if isinstance(part, str) else part for part in parts]
