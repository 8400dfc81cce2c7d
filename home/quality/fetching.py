"""Ask another site whether an address leads somewhere, without being led astray.

Addresses come from texts that people write, so nothing within this site's own network may be
reached by them: each host's address is looked up once, must be public, and is the one that the
connection goes to; so it is at every step of a redirect.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.utils import timezone

PROGRAM = "CallToLocalAction-LinkCheck/1.0"
TIMEOUT = 10
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
PORTS = {"http": 80, "https": 443}
# All that has been given to networks so far.
PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
LONGEST_ROBOTS = 200_000
# Signs that may stand in an address as they are.
SAFE = "/%:@!$&'()*+,;=~-._?"


class NotAllowedError(Exception):
    """An address that must not be asked for."""


class Answer(NamedTuple):
    """What a site answered: the status, where it leads on, when to come back, and some text."""

    status: int
    location: str = ""
    retry_after: int = 0
    text: str = ""


def user_agent() -> str:
    """Say who asks, and where to complain."""
    contact = settings.CONTACT_EMAIL or settings.BASE_URL
    return (
        f"CallToLocalAction-LinkCheck/1.0 ({contact})"
        if contact
        else "CallToLocalAction-LinkCheck/1.0"
    )


def read_address(url: str) -> tuple[SplitResult, int]:
    """Return the parts of an address that may be asked for."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise NotAllowedError from error
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise NotAllowedError
    return parts, port


def public_address(host: str, port: int) -> str:
    """Return the network address of a host, if every one that it has is public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if f"{host}:{port}" not in settings.CHECK_LINKS_PRIVATE_HOSTS:
        for address in addresses:
            if not _is_public(ipaddress.ip_address(address.partition("%")[0])):
                raise NotAllowedError
    return addresses[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _is_public(address.ipv4_mapped)
        # What else stands for an address of the older kind may stand for one of this network.
        if address not in PUBLIC_IPV6 or address.sixtofour or address.teredo:
            return False
    return address.is_global and not address.is_multicast


class PinnedConnection(http.client.HTTPConnection):
    """A connection to an address that has been looked at, under the name of the host."""

    def __init__(self, host: str, port: int, address: str, *, encrypted: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.address = address
        self.encrypted = encrypted

    def connect(self) -> None:
        """Connect to the address, not to whatever the name leads to by now."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.encrypted:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def ask(method: str, url: str, *, text: bool = False) -> Answer:
    """Send one request and return the answer; its body is left unread unless text is wanted."""
    parts, port = read_address(url)
    host = parts.hostname or ""
    address = public_address(host, port)
    connection = PinnedConnection(host, port, address, encrypted=parts.scheme == "https")
    path = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        path = f"{path}?{quote(parts.query, safe=SAFE)}"
    name = f"[{host}]" if ":" in host else host
    headers = {
        "Host": name if port == PORTS[parts.scheme] else f"{name}:{port}",
        "User-Agent": user_agent(),
        "Accept": "*/*",
        "Connection": "close",
    }
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        location = answer.getheader("Location") or ""
        return Answer(
            answer.status,
            urljoin(url, location) if location and answer.status in REDIRECTS else "",
            seconds(answer.getheader("Retry-After")),
            answer.read(LONGEST_ROBOTS).decode("utf-8", "replace") if text else "",
        )
    finally:
        connection.close()


def seconds(value: Any) -> int:
    """Return how long a site asks to be left alone."""
    if not value:
        return 0
    if value.strip().isdigit():
        return int(value)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0
    if timezone.is_naive(moment):
        return 0
    return max(0, int((moment - timezone.now()).total_seconds()))
