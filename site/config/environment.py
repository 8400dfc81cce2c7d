"""Reading settings from the environment: the rules, and one clear message when one is broken.

The table of environment variables is in docs/operations.md.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
import dj_email_url
import django_cache_url
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import validate_email
from environs import Env, EnvError, EnvValidationError, ValidationError
from marshmallow.validate import OneOf, Range

MINIMAL_SECRET_LENGTH = 50
MACHINE_TRANSLATORS = {
    "libretranslate": "home.translating.machine.LibreTranslate",
    "deepl": "home.translating.machine.DeepL",
}
ONE_OF_MACHINES = "must be libretranslate, deepl or empty"
# Wagtail's class for each, and the settings that its options come from.
CDNS: dict[str, tuple[str, dict[str, str]]] = {
    "http": ("HTTPBackend", {"LOCATION": "CDN_ADDRESS"}),
    "cloudflare": ("CloudflareBackend", {"ZONEID": "CDN_ZONE", "BEARER_TOKEN": "CDN_TOKEN"}),
    "cloudfront": ("CloudfrontBackend", {"DISTRIBUTION_ID": "CDN_DISTRIBUTION"}),
}
ONE_OF_CDNS = "must be http, cloudflare, cloudfront or empty"
NO_BUCKET = (
    "must be like s3://bucket/folder?region=eu-west-1 or "
    "s3+https://key:secret@storage.example.org/bucket"
)
# Nobody waits for a database longer than that: seconds for a connection; then, if its machine says
# nothing any more, for what was sent (milliseconds) and for signs of life. The address may differ.
DATABASE_OPTIONS: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
# gunicorn stops for good, instead of starting its workers again and again, on this status.
EXIT_STATUS = 3
LONGEST_DESK_PATH = 60
# How the site's other addresses begin.
TAKEN = frozenset(
    ("a", "api", "ar", "documents", "en", "es", "fr", "media", "metrics", "ru", "static", "zh-hans")
)


class SettingsError(Exception):
    """The site can't start as it is set up; the message says what to do."""


@contextmanager
def plain_settings_errors() -> Iterator[None]:
    """End the process with a message, not a traceback, when the settings don't allow a start."""
    try:
        yield
    except EnvValidationError as error:
        _stop(_describe(error))
    except (EnvError, SettingsError) as error:
        _stop(str(error))


def _describe(error: EnvValidationError) -> str:
    messages = error.error_messages
    if not isinstance(messages, dict):
        return str(error)
    lines = []
    for name, texts in sorted(messages.items()):
        reason = "; ".join(str(text).rstrip(".") for text in texts)
        lines.append(f"  {name}: {reason.replace('Environment variable not set', 'is not set')}")
    return "\n".join(
        ["The site can't start with these settings (docs/operations.md describes each):", *lines]
    )


def _stop(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    raise SystemExit(EXIT_STATUS)


def read_file(env: Env, path: Path) -> None:
    """Read settings from a file, or the one in ``ENV_FILE``; the environment goes before."""
    env.read_env(os.environ.get("ENV_FILE") or path, recurse=False)


def long_secret(value: str) -> None:
    """Accept a key that can't be guessed."""
    if len(value) < MINIMAL_SECRET_LENGTH or len(set(value)) < 10:
        raise ValidationError(
            f"must be random and at least {MINIMAL_SECRET_LENGTH} characters long; "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one"
        )


def optional_token(value: str) -> None:
    """Accept a token that can't be guessed, or nothing."""
    if value and not re.fullmatch(r"[A-Za-z0-9._~+/-]{32,}=*", value):
        raise ValidationError(
            "must be at least 32 letters and digits; "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))' makes one"
        )


def public_address(value: str) -> None:
    """Accept the address of a site: https, a host, nothing after it."""
    address = urlsplit(value)
    if address.scheme != "https" or not address.hostname:
        raise ValidationError("must be the site's address, such as https://www.example.org")
    if address.path or address.query or address.fragment:
        raise ValidationError("must end after the host name, without a slash")


def desk_path(value: str) -> None:
    """Accept where the desk is: words, none of which is the beginning of another address."""
    if not re.fullmatch(r"(?:[a-z0-9][a-z0-9-]*/)+", value) or len(value) > LONGEST_DESK_PATH:
        raise ValidationError(
            "must be like desk/: small letters, digits, hyphens, a slash at the end"
        )
    if value.partition("/")[0] in TAKEN:
        raise ValidationError("must not begin like another address of the site")


def host_names(value: list[str]) -> None:
    """Accept names of hosts, at least one, not all of them at once."""
    if not value or "" in value:
        raise ValidationError("must name at least one host; commas, no spaces, between several")
    if "*" in value:
        raise ValidationError("must name the hosts: * would accept forged ones")


def mail_address(value: str) -> None:
    """Accept the sender of the site's messages: an address, or a name and <an address>."""
    address = parseaddr(value)[1]
    try:
        validate_email(address)
    except DjangoValidationError as error:
        raise ValidationError("must be an address, such as Team <team@example.org>") from error


def optional_mail_address(value: str) -> None:
    """Accept a mail address or nothing."""
    if value:
        mail_address(value)


def writable_directory(value: Path) -> None:
    """Accept a directory that this process can write to."""
    if not value.is_absolute() or not value.is_dir() or not os.access(value, os.W_OK):
        raise ValidationError("must be an existing directory that the site can write to")


def postgresql_url(value: str, **options: Any) -> dict[str, Any]:
    """Read the address of a PostgreSQL database, the only engine that the site runs on."""
    database: dict[str, Any]
    try:
        database = dict(dj_database_url.parse(value, **options))
    except Exception:
        database = {}
    if database.get("ENGINE") != "django.db.backends.postgresql" or not database["NAME"]:
        raise ValidationError("must be like postgres://user:password@host:5432/name")
    database["ENGINE"] = "home.database"
    database["OPTIONS"] = {**DATABASE_OPTIONS, **database.get("OPTIONS", {})}
    return database


def shared_cache_url(value: str) -> dict[str, Any]:
    """Read the address of a cache that every process sees, so that all of them purge together."""
    try:
        cache = dict(django_cache_url.parse(value))
    except Exception:
        cache = {}
    if cache.get("BACKEND", "").rpartition(".")[2] not in {"RedisCache", "FileBasedCache"}:
        raise ValidationError(
            "must be like redis://host:6379/0 (or, on a single machine, file:///a/directory)"
        )
    if cache["BACKEND"].endswith("RedisCache"):
        # The site goes on while the server is away.
        cache["BACKEND"] = "home.shared_cache.SharedCache"
    return cache


def machine_translator(env: Env) -> dict[str, Any] | None:
    """Return the machine that drafts translations, or none: nothing leaves the site by default."""
    kind = env.str(
        "MACHINE_TRANSLATOR", "", validate=OneOf(["", *MACHINE_TRANSLATORS], error=ONE_OF_MACHINES)
    )
    address = env.str("MACHINE_TRANSLATOR_URL", "", validate=optional_web_address)
    options = {
        "URL": address.rstrip("/") if address else "",
        "KEY": env.str("MACHINE_TRANSLATOR_KEY", ""),
        "TIMEOUT": env.int("MACHINE_TRANSLATOR_TIMEOUT", 20, validate=Range(min=1, max=60)),
    }
    if not kind:
        return None
    return {"CLASS": MACHINE_TRANSLATORS.get(kind, ""), "OPTIONS": options}


def front_end_cache(env: Env) -> dict[str, dict[str, str]]:
    """Return the network of caches in front of the site, or none."""
    kind = env.str("CDN", "", validate=OneOf(["", *CDNS], error=ONE_OF_CDNS))
    if kind not in CDNS:
        return {}
    backend, names = CDNS[kind]
    options = {option: env.str(name) for option, name in names.items()}
    return {"default": {"BACKEND": f"wagtail.contrib.frontend_cache.backends.{backend}", **options}}


def optional_web_address(value: str) -> None:
    """Accept the address of a service, or nothing."""
    address = urlsplit(value)
    if value and (address.scheme not in {"http", "https"} or not address.hostname):
        raise ValidationError("must be like https://translate.example.org")


def optional_media_address(value: str) -> None:
    """Accept where uploads can be read: https, ending with a slash; or nothing."""
    address = urlsplit(value)
    if value and (
        address.scheme != "https" or not address.hostname or not address.path.endswith("/")
    ):
        raise ValidationError("must be like https://media.example.org/ with a slash at the end")


def bucket_url(value: str) -> dict[str, Any]:
    """Read where an object storage is: ``s3://bucket``, or another service's with its host.

    Key and secret may be in the address; otherwise boto3 looks for them where it always does.
    """
    if not value:
        return {}
    address = urlsplit(value)
    host, path = address.netloc.rpartition("@")[2], address.path.strip("/")
    query = dict(parse_qsl(address.query))
    if address.scheme not in {"s3", "s3+http", "s3+https"} or not host:
        raise ValidationError(NO_BUCKET)
    options: dict[str, Any] = {"region_name": query.pop("region", None)}
    if address.scheme == "s3":
        options.update(bucket_name=host, location=path)
    else:
        bucket, _, folder = path.partition("/")
        endpoint = f"{address.scheme.removeprefix('s3+')}://{host}"
        options.update(endpoint_url=endpoint, bucket_name=bucket, location=folder)
        # Other services know a bucket by its path.
        options["addressing_style"] = "path"
    if query or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", options["bucket_name"]):
        raise ValidationError(NO_BUCKET)
    if address.username:
        options["access_key"] = unquote(address.username)
        options["secret_key"] = unquote(address.password or "")
    return options


def mail_url(value: str) -> dict[str, Any]:
    """Read the address of a mail server (or of a directory to put messages into)."""
    try:
        mail = dict(dj_email_url.parse(value))
    except Exception:
        mail = {}
    kind = mail.get("EMAIL_BACKEND", "").split(".")[-2:-1]
    if kind not in (["smtp"], ["filebased"]) or (kind == ["smtp"] and not mail["EMAIL_HOST"]):
        raise ValidationError("must be like submission://user:password@mail.example.org:587")
    # Without one in the address, the general setting holds.
    if mail["EMAIL_TIMEOUT"] is None:
        del mail["EMAIL_TIMEOUT"]
    return mail
