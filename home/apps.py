from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The site's frame: pages that are not actions or stories, sign-ups, settings, navigation."""

    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home import caches, former_slugs, sources
        from home.admin import localize
        from home.searching import updating
        from home.translating import following

        localize.connect()
        sources.connect_signals()
        following.connect_signals()
        caches.connect_signals()
        former_slugs.connect_signals()
        updating.connect_signals()
