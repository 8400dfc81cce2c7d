"""The application of stories."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """The stories of the communications team."""

    name = "blog"
    verbose_name = _("Stories")
