"""Settings of a site on which faults are staged: several processes on a database of their own."""

from __future__ import annotations

import os
from pathlib import Path

from config.settings.base import *  # noqa: F403

WORK = Path(os.environ["FAULTS_WORK"])

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["FAULTS_DATABASE"],
        "USER": "postgres",
        "HOST": os.environ["FAULTS_SOCKETS"],
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": WORK / "cache",
    }
}
# Each simulated sender has an address of its own.
PROXIES_IN_FRONT = 1
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("FAULTS_MAIL_PORT", "9"))
EMAIL_TIMEOUT = 5
MEDIA_ROOT = WORK / "media"
STYLEGUIDE = False
