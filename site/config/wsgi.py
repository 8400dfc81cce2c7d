"""WSGI entry point."""

import os

import django

from config.environment import plain_settings_errors

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

with plain_settings_errors():
    django.setup(set_prefix=False)
    # Its parts need the settings.
    from home.requests import Handler

    application = Handler()
