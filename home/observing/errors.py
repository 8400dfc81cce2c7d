"""Telling a service of the operator's choice of errors. Off unless SENTRY_DSN names one."""

from __future__ import annotations

from typing import Any

from config.environment import SettingsError

from .personal import scrub, scrub_path
from .records import REFUSED, reference

# Whatever else a report could have says something of who asked.
REQUEST_FIELDS = ("method", "url")


def report_to(dsn: str, release: str) -> None:
    """Report errors, without anything of the people to whom they happened."""
    try:
        import sentry_sdk
    except ImportError as error:
        raise SettingsError(
            "SENTRY_DSN: needs the package sentry-sdk: uv sync --frozen --no-dev --extra errors"
        ) from error
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        server_name="",
        before_send=scrubbed,  # type: ignore[arg-type]
    )


def scrubbed(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any] | None:
    """Return a report without what tells who somebody is; none of what strangers were refused."""
    if str(event.get("logger", "")).startswith(REFUSED):
        return None
    event.pop("user", None)
    event.pop("breadcrumbs", None)
    event.pop("extra", None)
    request = event.pop("request", {})
    kept = {name: request[name] for name in REQUEST_FIELDS if name in request}
    if "url" in kept:
        kept["url"] = scrub_path(str(kept["url"]).partition("?")[0])
    event["request"] = kept
    if reference.get():
        event.setdefault("tags", {})["request"] = reference.get()
    message = event.get("logentry") or {}
    for name in ("message", "formatted"):
        if name in message:
            message[name] = scrub(str(message[name]))
    message.pop("params", None)
    for value in (event.get("exception") or {}).get("values", []):
        value["value"] = scrub(str(value.get("value", "")))
    return event
