"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from config.environment import plain_settings_errors

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

with plain_settings_errors():
    application = get_wsgi_application()
