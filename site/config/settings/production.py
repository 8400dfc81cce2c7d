"""Production: everything that differs between installations is a required setting."""

from importlib.metadata import version
from typing import Any

from django.http.request import validate_host
from marshmallow.validate import OneOf

from config import environment
from home.observing.errors import report_to
from home.observing.records import configuration

from .base import *  # noqa: F403
from .base import (
    BIN_DAYS,
    CONTENT_SECURITY_POLICY,
    DECLINED_CONTACTS_DAYS,
    DESK_SECURITY_POLICY,
    PUBLISHED_CONTACTS_DAYS,
    ROOT,
    STORAGES,
    VAR,
    env,
)

environment.read_file(env, ROOT / ".env")
env.add_parser("postgresql_url", environment.postgresql_url)
env.add_parser("shared_cache_url", environment.shared_cache_url)
env.add_parser("mail_url", environment.mail_url)
env.add_parser("bucket_url", environment.bucket_url)

SECRET_KEY = env.str("SECRET_KEY", validate=environment.long_secret)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", validate=environment.host_names)
BASE_URL = env.str("BASE_URL", validate=environment.public_address)
DATABASES = {
    "default": env.postgresql_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)
}
CACHES = {"default": env.shared_cache_url("CACHE_URL")}
if "FileBasedCache" in str(CACHES["default"]):
    # Files count wrong passwords well enough for one machine.
    SILENCED_SYSTEM_CHECKS = ["axes.W001"]
vars().update(env.mail_url("EMAIL_URL") or {})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", validate=environment.mail_address)
BIN_DAYS = env.int("BIN_DAYS", BIN_DAYS)
DECLINED_CONTACTS_DAYS = env.int("DECLINED_CONTACTS_DAYS", DECLINED_CONTACTS_DAYS)
PUBLISHED_CONTACTS_DAYS = env.int("PUBLISHED_CONTACTS_DAYS", PUBLISHED_CONTACTS_DAYS)
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "", validate=environment.optional_mail_address)
ADMIN_PATH = env.str("ADMIN_PATH", "admin/", validate=environment.desk_path)
PROXIES_IN_FRONT = env.int("PROXIES_IN_FRONT", 1)
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", True)
ASK_FOR_PROGRESS = env.bool("ASK_FOR_PROGRESS", False)
CHECK_EXTERNAL_LINKS = env.bool("CHECK_EXTERNAL_LINKS", False)
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = environment.machine_translator(env)

WAGTAILFRONTENDCACHE = environment.front_end_cache(env)
if WAGTAILFRONTENDCACHE:
    PAGES_CACHE_CONTROL = f"public, max-age=0, s-maxage={env.int('CDN_SECONDS', 60)}"

WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]
STATIC_ROOT = env.path("STATIC_ROOT", VAR / "static")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
MEDIA_STORAGE: dict[str, Any] = env.bucket_url("MEDIA_STORAGE", "") or {}
if MEDIA_STORAGE:
    STORAGES["default"] = {
        "BACKEND": "home.object_storage.ObjectStorage",
        "OPTIONS": MEDIA_STORAGE,
    }
    MEDIA_ADDRESS = env.str("MEDIA_ADDRESS", "", validate=environment.optional_media_address) or ""
    if MEDIA_ADDRESS:
        MEDIA_URL = MEDIA_ADDRESS
        for policy in (CONTENT_SECURITY_POLICY["DIRECTIVES"], DESK_SECURITY_POLICY):
            policy["img-src"].append("/".join(MEDIA_ADDRESS.split("/")[:3]))
elif not env.str("MEDIA_STORAGE", ""):
    MEDIA_ROOT = env.path("MEDIA_ROOT", validate=environment.writable_directory)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
# The probes of a load balancer, and Prometheus, speak http from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# A browser takes them from this host over https only; no neighbour below the domain can set them.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
STYLEGUIDE = False

LOGGING = configuration(
    env.str("LOG_FORMAT", "json", validate=OneOf(["json", "line"], error="must be json or line"))
    or "json"
)
METRICS_TOKEN = env.str("METRICS_TOKEN", "", validate=environment.optional_token)
SENTRY_DSN = env.str("SENTRY_DSN", "", validate=environment.optional_web_address)

env.seal()
if not validate_host(BASE_URL.removeprefix("https://").partition(":")[0], ALLOWED_HOSTS):
    raise environment.SettingsError("ALLOWED_HOSTS: must name the host of BASE_URL too")
if SENTRY_DSN:
    report_to(SENTRY_DSN, version("local-action"))
