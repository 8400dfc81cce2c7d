"""Production: everything that differs between installations is a required setting."""

from .base import *  # noqa: F403
from .base import STATIC_ROOT, STORAGES, env

env.read_env()

SECRET_KEY = env.str("SECRET_KEY", validate=lambda key: len(key) >= 50)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
BASE_URL = env.str("BASE_URL")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)}
CACHES = {"default": env.dj_cache_url("CACHE_URL")}
vars().update(env.dj_email_url("EMAIL_URL"))

WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]
MEDIA_ROOT = env.path("MEDIA_ROOT")
STATIC_ROOT = env.path("STATIC_ROOT", STATIC_ROOT)
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
STYLEGUIDE = False
