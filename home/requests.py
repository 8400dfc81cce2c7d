"""How the site reads what servers hand to it."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class Utf8Request(WSGIRequest):
    """A request whose words are UTF-8, as those of browsers always are.

    Django reads them in the encoding that the request itself names, and any that Python knows will
    do. Pages are kept by the address as it was sent: the same address must be read in one way only.
    """

    @property
    def encoding(self) -> None:
        """Return nothing, which stands for UTF-8."""

    @encoding.setter
    def encoding(self, name: str) -> None:
        """Leave out what the request says of itself."""


class Handler(WSGIHandler):
    """Answers requests."""

    request_class = Utf8Request
