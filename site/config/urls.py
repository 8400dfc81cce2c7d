"""Addresses. Those of readers carry the language; those of machines and of the desk do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from actions.follow_up.answering import progress
from actions.permalinks import follow
from config.api import api
from home import documents, media, views
from home.accounts.attempts import LimitedPasswordResetView
from home.api.page import documentation_page
from home.observing import views as probes
from home.sitemaps import SITEMAPS

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("metrics", probes.metrics, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    re_path(r"^a/(\d{1,18})/?$", follow, name="permalink"),
    path("api/", include("config.api")),
    # In the place of Wagtail's own, which sends as many mails as it is asked for.
    path(f"{settings.ADMIN_PATH}password_reset/", LimitedPasswordResetView.as_view()),
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<path:document_filename>", documents.serve),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.STYLEGUIDE:
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))

if settings.SERVE_MEDIA or "object_storage" in settings.STORAGES["default"]["BACKEND"]:
    urlpatterns.append(path("media/<path:path>", media.image, name="image"))

urlpatterns += i18n_patterns(
    path("search/", views.search, name="search"),
    path("api/", documentation_page, {"api": api}, name="api_documentation"),
    path("sitemap/", views.site_map, name="site_map"),
    path("progress/", progress, name="progress"),
    # Files below pages of the tree, whose own addresses all end with a slash.
    re_path(r"^((?:[-\w]+/)+)(export)\.(csv|xlsx|json|geojson)$", views.file_below_page),
    re_path(r"^((?:[-\w]+/)+)(form)\.(docx)$", views.file_below_page),
    re_path(r"^((?:[-\w]+/)+)(cite)\.(bib|ris)$", views.file_below_page),
    re_path(r"^((?:[-\w]+/)+)([-\w]+)\.(pdf)$", views.file_below_page),
    path("", include(wagtail_urls)),
)
