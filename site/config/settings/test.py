"""The test suite: PostgreSQL like everywhere, with a database, cache and media of its own."""

import tempfile

import dj_database_url

from config.embedded import embedded_database_url

from .base import *  # noqa: F403
from .base import VAR, env

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL")
    if env.str("DATABASE_URL", "")
    else dj_database_url.parse(embedded_database_url(VAR / "postgres"))
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="local-action-media-")
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STYLEGUIDE = True
