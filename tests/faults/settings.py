"""The production settings, on a site on which faults are staged."""

from __future__ import annotations

from config.settings.production import *  # noqa: F403
from config.settings.production import STORAGES

# The one of the tests, which open forms and sign in without asking the site.
SECRET_KEY = "tests-only"
# Style sheets are served as they are; making and packing them would take a minute.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
