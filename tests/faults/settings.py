"""The production settings, on a site on which faults are staged."""

from __future__ import annotations

import os

from config.settings.production import *  # noqa: F403
from config.settings.production import STORAGES
from tests.faults import clocks

# The one of the tests, which open forms and sign in without asking the site.
SECRET_KEY = "tests-only"
# Style sheets are served as they are; making and packing them would take a minute.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Links that are checked may lead to this machine.
CHECK_LINKS_PRIVATE_HOSTS = os.environ.get("FAULTS_HOSTS", "").split(",")

if clocks.VARIABLE in os.environ:
    clocks.set_ahead(float(os.environ[clocks.VARIABLE]))
