"""Development and `make run`: works with no setting at all, on the embedded PostgreSQL."""

import dj_database_url

from config.embedded import embedded_database_url

from .base import *  # noqa: F403
from .base import VAR, env

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = env.str("SECRET_KEY", "development-only-never-in-production")  # noqa: S105
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["*"])
INTERNAL_IPS = ["127.0.0.1"]

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL")
    if env.str("DATABASE_URL", "")
    else dj_database_url.parse(embedded_database_url(VAR / "postgres"))
}
# Shared by the web process and the worker, so that what one publishes the other shows.
CACHES = {"default": env.dj_cache_url("CACHE_URL", f"file://{VAR / 'cache'}")}
vars().update(env.dj_email_url("EMAIL_URL", "console://"))
STYLEGUIDE = True
