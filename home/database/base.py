"""Django's backend of PostgreSQL with connections that find out whether the server hangs."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from home.database import driver


class DatabaseWrapper(base.DatabaseWrapper):
    """The one of Django, with another way to connect."""

    Database: Any = driver
