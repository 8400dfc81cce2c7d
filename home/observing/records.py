"""Log records as lines of JSON, each with the reference of the request that it belongs to.

Nothing here needs Django: gunicorn logs by it before the site is loaded.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from .personal import scrub, scrub_path

REQUEST_LOGGER = "site.requests"
NAME_PATHS = frozenset({"django.request", "django.security.csrf"})
# What strangers send and Django refuses: no error of the site, though Django calls it one.
REFUSED = "django.security."
# Of the request that is being answered; empty in the worker and the clock.
reference: ContextVar[str] = ContextVar("reference", default="")


class Lines(JsonFormatter):
    """One JSON object a line, without what tells who somebody is."""

    def __init__(self) -> None:
        super().__init__(json_ensure_ascii=False)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Give every line the same first fields, and only fields that the site has written."""
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            "T", "milliseconds"
        )
        is_refusal = record.name.startswith(REFUSED)
        log_data["level"] = "WARNING" if is_refusal else record.levelname
        log_data["logger"] = record.name
        if record.name == REQUEST_LOGGER:
            # Its fields are made for it, and scrubbed already.
            log_data["message"] = record.getMessage()
            log_data.update(record.fields)  # type: ignore[attr-defined]
            return
        message = record.getMessage()
        # Django names the path.
        log_data["message"] = scrub(scrub_path(message) if record.name in NAME_PATHS else message)
        if reference.get():
            log_data["request"] = reference.get()
        if record.exc_info and not is_refusal:
            log_data["exception"] = scrub(str(self.formatException(record.exc_info)))


def configuration(style: str = "json") -> dict[str, Any]:
    """Return how logs are written: as JSON, or as lines for a person at a terminal."""
    formatters: dict[str, Any] = {
        "json": {"()": f"{__name__}.Lines"},
        "line": {"format": "%(levelname)s %(name)s: %(message)s"},
    }
    requests = {"level": "INFO" if style == "json" else "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": formatters,
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            REQUEST_LOGGER: requests,
            # Django's handlers write in other forms, and to other places.
            "django": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": [], "propagate": True, "level": "INFO"},
            # Answers that are no errors of the site have a line already.
            "django.request": {"level": "ERROR"},
            "gunicorn.http.wsgi": {"level": "ERROR"},
            # It warns of every property of the screen's style sheets that print doesn't know.
            "weasyprint": {"level": "ERROR"},
        },
    }
