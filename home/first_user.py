"""The first user of the desk, whom ``make run`` makes, with a generated password."""

from __future__ import annotations

import os
import secrets

from django.contrib.auth import get_user_model

from config.settings.base import ROOT, VAR

USER_NAME = "admin"
PASSWORD_FILE = VAR / "admin-password"


def ensure_first_user() -> str:
    """Make the first user if the desk has no administrator; say what the password is, or where.

    The password is printed once. Afterwards only a file has it that nobody else can read.
    """
    place = PASSWORD_FILE.relative_to(ROOT)
    users = get_user_model()._default_manager
    if not users.filter(is_superuser=True).exists():
        password = _stored_password()
        users.create_superuser(USER_NAME, "", password)
        return f"password {password} (kept in {place})"
    if PASSWORD_FILE.exists():
        return f"password in {place}"
    return f"password as it was set (manage.py changepassword {USER_NAME} sets another)"


def _stored_password() -> str:
    """Return the password that an interrupted run has left in the file; else make one."""
    try:
        kept = PASSWORD_FILE.read_text().strip()
    except FileNotFoundError:
        kept = ""
    if kept:
        return kept
    password = secrets.token_urlsafe(15)
    descriptor = os.open(PASSWORD_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{password}\n")
    return password
