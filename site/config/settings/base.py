"""Settings that every installation shares. What differs comes from the environment.

The table of environment variables is in docs/operations.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from environs import Env

from home.observing.records import configuration

from .security import *  # noqa: F403
from .signing_in import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"

# Errors are collected; each settings module ends with env.seal(), which reports them together.
env = Env(eager=False)

DEBUG = False
SITE_NAME = "Call to Local Action"
# The public address; empty while it is whatever address a request came to.
BASE_URL = ""

INSTALLED_APPS = [
    "home",
    "actions",
    "blog",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "home.apps.DeskUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "home.observing.middleware.ObservingMiddleware",
    "home.page_cache.middleware.PageCacheMiddleware",
    "home.security.IsolationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.security.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.api.middleware.ApiMiddleware",
    "home.middleware.LocaleMiddleware",
    "home.middleware.BadPathMiddleware",
    "home.unavailable.UnavailableMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "home.accounts.signed_in.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.accounts.gate.SecondFactorMiddleware",
    "home.accounts.sessions.SessionListMiddleware",
    "home.middleware.DeskAddressMiddleware",
    "home.accounts.guard.ReachMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.redirects.OldAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]

# The site's templates come before those of widgets, too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site_frame",
            ],
        },
    },
]

# Languages: the six of the United Nations, in the order of their own names' alphabet codes.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("ar", "العربية"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("zh-hans", "中文"),
]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "home.stylesheets.JoinedSheet",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# A production site leaves uploads to the server in front of it.
SERVE_MEDIA = False
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# Whole pages for readers who are not signed in: kept until the next publication. Each process has
# so many bytes of them at hand. Browsers and proxies ask whether theirs is still the newest.
KEEP_PAGES = True
PAGES_AT_HAND = 16 * 1024 * 1024
PAGES_CACHE_CONTROL = "public, max-age=0, must-revalidate"
# Wagtail's front-end cache, told which pages have changed; none by default.
WAGTAILFRONTENDCACHE: dict[str, dict[str, str]] = {}
FORMS_CACHE_CONTROL = "private, max-age=0, must-revalidate"

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "home.SiteDocument"
# Wherever they are kept, the site hands them out: it knows which of them are private.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "pdf", "pptx", "txt", "xlsx", "zip"]
# Each upload is looked at as a whole (home/uploads); what a small machine can hold in memory.
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.uploads.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.forms.DocumentForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = 24 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Days for which it is known how often readers searched for which words.
WAGTAILSEARCH_HITS_MAX_AGE = 90
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# No address of an editor goes to another site for a portrait.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# One ASCII slug serves all languages of a record: readable in a mail, a log and a citation.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Readers of an old address get to the page, see home/redirects.py.
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
WAGTAIL_EMAIL_SUBJECT_PREFIX = "[Call to Local Action] "

COUNTRIES_OVERRIDE: dict[str, str] = {}
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = configuration("line")
# Whoever knows it may read the figures at /metrics; nobody while it is empty.
METRICS_TOKEN = ""

# The sign-up form has room for ten commitments and five actions, each with long lists to tick.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# How many proxies of our own a request passes: the last of them says where it comes from.
PROXIES_IN_FRONT = 0
# Whether the clock asks the LRGs once a year what has become of their commitments and actions.
ASK_FOR_PROGRESS = False
# Whether the worker asks once a week whether the links to other sites still lead somewhere.
CHECK_EXTERNAL_LINKS = False
# Hosts, as ``host:port``, that may be asked although their addresses are not public.
CHECK_LINKS_PRIVATE_HOSTS: list[str] = []

# Where the desk is, below the site's address: no leading slash, one at the end.
ADMIN_PATH = "admin/"
# Where to report a vulnerability (/.well-known/security.txt).
CONTACT_EMAIL = ""
DEFAULT_FROM_EMAIL = "call-to-local-action@localhost"
# A mail server that does not answer holds the worker up no longer than this many seconds.
EMAIL_TIMEOUT = 30

# Days after which the contact of a closed sign-up is erased.
DECLINED_CONTACTS_DAYS = 180
PUBLISHED_CONTACTS_DAYS = 730
# Days for which what was deleted at the desk can be restored.
BIN_DAYS = 30
