"""The application of the site's frame, and Wagtail's of users, as this site has it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class HomeConfig(AppConfig):
    """The site's frame: pages that are not actions or stories, sign-ups, settings, navigation."""

    # Of several configurations in this module, the one that INSTALLED_APPS means by "home".
    default = True
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Connect what happens when records change."""
        from home import caches, former_slugs, sources, unfinished
        from home.accounts import telling
        from home.desk import starting
        from home.joining.suspicion import Token
        from home.page_cache import holes
        from home.searching import updating
        from home.translating import following, publishing, refusing, states

        publishing.connect()
        starting.connect()
        sources.connect_signals()
        following.connect_signals()
        refusing.connect_signals()
        states.connect_signals()
        caches.connect_signals()
        holes.register("sign_up_token", lambda _request: Token.new().signed)
        former_slugs.connect_signals()
        updating.connect_signals()
        unfinished.connect_signals()
        telling.connect_signals()


class DeskUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own users, with the reach of each."""

    user_viewset = "home.accounts.users.DeskUserViewSet"
    group_viewset = "home.accounts.roles.DeskGroupViewSet"
