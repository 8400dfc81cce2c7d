"""Taking out of a text what tells who somebody is, before it is written anywhere."""

from __future__ import annotations

import ipaddress
import re

MAIL_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)*")
NETWORK_ADDRESS = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:])[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*"
)
# PostgreSQL quotes rows and values in these lines.
DETAIL = re.compile(r"^(DETAIL|CONTEXT|LINE \d+): .*$", re.MULTILINE)
# Signed links, and the links by which a password is set, open something to whoever has them.
SECRET = re.compile(r"(?<=/)(?:[^/?]*:[^/?]*|[\w.=-]*[0-9a-fA-F]{20}[\w.=-]*|[\w=.-]{100,})(?=/|$)")
QUERY = re.compile(r"\?[^\s\"'<>=]{0,200}=[^\s\"'<>]*")
LEFT_OUT = "…"


def scrub(text: str) -> str:
    """Return a text of a log without addresses of people and networks, and without their words."""
    text = DETAIL.sub(rf"\1: {LEFT_OUT}", text)
    text = MAIL_ADDRESS.sub(LEFT_OUT, QUERY.sub(f"?{LEFT_OUT}", text))
    return NETWORK_ADDRESS.sub(_network, text)


def scrub_path(path: str) -> str:
    """Return a path without what is secret in it."""
    return MAIL_ADDRESS.sub(LEFT_OUT, SECRET.sub(LEFT_OUT, path))


def _network(match: re.Match[str]) -> str:
    try:
        address = ipaddress.ip_address(match[0])
    except ValueError:
        # A time of day, a version.
        return match[0]
    is_own = address.is_loopback or address.is_unspecified
    return match[0] if is_own else LEFT_OUT
