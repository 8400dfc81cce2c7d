"""Development and `make run`: works with no setting at all, on the embedded PostgreSQL."""

from pathlib import Path

from config import environment
from config.embedded import embedded_database_url

from .base import *  # noqa: F403
from .base import ROOT, VAR, env

environment.read_file(env, ROOT / ".env")
env.add_parser("postgresql_url", environment.postgresql_url)

# Off, so that the site shows its own pages for errors; `make develop` switches it on.
DEBUG = env.bool("DEBUG", False)
# A changed template is seen with the next request.
KEEP_PAGES = not DEBUG
SECRET_KEY = env.str("SECRET_KEY", "development-only-never-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["*"])
INTERNAL_IPS = ["127.0.0.1"]

# Set for the embedded server only; empty when another is named.
EMBEDDED_POSTGRES: Path | None = None if env.str("DATABASE_URL", "") else VAR / "postgres"
DATABASES = {
    "default": env.postgresql_url("DATABASE_URL")
    if not EMBEDDED_POSTGRES
    else environment.postgresql_url(embedded_database_url(EMBEDDED_POSTGRES))
}
# Shared by the web process and the worker, so that what one publishes the other shows.
CACHES = {"default": env.dj_cache_url("CACHE_URL", f"file://{VAR / 'cache'}")}
vars().update(env.dj_email_url("EMAIL_URL", "console://") or {})
# Files count wrong passwords well enough for one machine.
SILENCED_SYSTEM_CHECKS = ["axes.W001"]
ADMIN_PATH = env.str("ADMIN_PATH", "admin/", validate=environment.desk_path)
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", False)
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
# Files are read where they are written: a change is seen with the next request.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0
SERVE_MEDIA = True
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = environment.machine_translator(env)
STYLEGUIDE = True

env.seal()
