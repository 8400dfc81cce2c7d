"""The test suite: PostgreSQL like everywhere, with a server, cache and media of its own."""

from config import environment
from config.embedded import embedded_database_url

from .base import *  # noqa: F403
from .base import VAR, env

env.add_parser("postgresql_url", environment.postgresql_url)

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": env.postgresql_url("DATABASE_URL")
    if env.str("DATABASE_URL", "")
    else environment.postgresql_url(embedded_database_url(VAR / "postgres-test", durable=False))
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Each test process counts for itself.
SILENCED_SYSTEM_CHECKS = ["axes.W001"]
# What a test writes is seen at once; tests of what is kept switch it on.
KEEP_PAGES = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR / "test-media"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STYLEGUIDE = True

env.seal()
