"""The application of local and regional governments and their actions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionsConfig(AppConfig):
    """Local and regional governments, their commitments and the actions that they showcase."""

    name = "actions"
    verbose_name = _("Actions")
