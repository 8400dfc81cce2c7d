"""A production start with wrong settings stops with a message that names each of them."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from environs import ValidationError

from config import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings_in_order(tmp_path: Path) -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": "postgresql://site:password@database.example.org:5432/site",
        "ALLOWED_HOSTS": "www.example.org,example.org",
        "BASE_URL": "https://www.example.org",
        "CACHE_URL": "redis://cache.example.org:6379/0",
        "EMAIL_URL": "submission://user:password@mail.example.org:587",
        "DEFAULT_FROM_EMAIL": "Call to Local Action <call@example.org>",
        "MEDIA_ROOT": str(tmp_path),
    }


def check(settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Django's checks for a deployment with these settings and no others."""
    return run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], settings)


def run(arguments: list[str], settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the site with these settings and no others."""
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "ENV_FILE": os.devnull,
            **settings,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_site_with_all_settings_in_order_starts_without_a_warning(
    settings_in_order: dict[str, str],
) -> None:
    done = check(settings_in_order)
    assert done.returncode == 0, done.stderr


def test_files_will_do_as_the_cache_of_one_machine(settings_in_order: dict[str, str]) -> None:
    done = check({**settings_in_order, "CACHE_URL": "file:///tmp/cache"})
    assert done.returncode == 0, done.stderr


def test_the_server_is_configured(settings_in_order: dict[str, str]) -> None:
    command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--check-config"]
    done = run(command, settings_in_order)
    assert done.returncode == 0, done.stderr


def test_every_missing_setting_is_named_at_once(settings_in_order: dict[str, str]) -> None:
    done = check({})
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    for name in settings_in_order:
        assert f"  {name}: is not set" in done.stderr


def test_every_malformed_setting_is_named_with_what_it_must_be() -> None:
    malformed = {
        "SECRET_KEY": ("secret", "at least 50 characters"),
        "DATABASE_URL": ("sqlite:///site.db", "must be like postgres://"),
        "ALLOWED_HOSTS": ("*", "must name the hosts"),
        "BASE_URL": ("http://example.org/site/", "https://www.example.org"),
        "CACHE_URL": ("locmem://", "must be like redis://"),
        "EMAIL_URL": ("console://", "must be like submission://"),
        "DEFAULT_FROM_EMAIL": ("nobody", "must be an address"),
        "CONTACT_EMAIL": ("nobody", "must be an address"),
        "MEDIA_ROOT": ("/nowhere/at/all", "must be an existing directory"),
        "SECURE_SSL_REDIRECT": ("perhaps", "Not a valid boolean"),
        "SECURE_HSTS_SECONDS": ("a year", "Not a valid integer"),
        "METRICS_TOKEN": ("short", "at least 32"),
        "SENTRY_DSN": ("errors", "must be like https://"),
        "LOG_FORMAT": ("xml", "must be json or line"),
    }
    done = check({name: value for name, (value, _message) in malformed.items()})
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    messages = dict(
        line.strip().split(": ", 1) for line in done.stderr.splitlines() if line.startswith("  ")
    )
    assert messages.keys() == malformed.keys()
    for name, (_value, message) in malformed.items():
        assert message in messages[name]


def test_the_host_of_the_public_address_must_be_allowed(settings_in_order: dict[str, str]) -> None:
    done = check({**settings_in_order, "ALLOWED_HOSTS": "elsewhere.example.org"})
    assert done.returncode == 3
    assert "ALLOWED_HOSTS: must name the host of BASE_URL" in done.stderr


@pytest.mark.parametrize("path", ["/desk/", "desk", "en/desk/", "api/", "De sk/", "", "a/", "../"])
def test_the_desk_does_not_stand_in_the_way_of_other_addresses(path: str) -> None:
    with pytest.raises(ValidationError):
        environment.desk_path(path)
    environment.desk_path("desk/")
    environment.desk_path("staff/only/")
