"""Where the desk meets the checks: the checker in the preview, and two reports on links."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem

from . import checks
from .checker import SiteContentChecker
from .external_report import ExternalLinksView, ignore_link
from .internal_report import BrokenLinksView, may_read


@hooks.register("construct_wagtail_userbar")
def use_own_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Look for more than Wagtail's checker does."""
    items[:] = [
        SiteContentChecker() if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("register_admin_urls")
def register_link_reports() -> list[URLPattern]:
    """Give the reports their addresses."""
    broken, external = BrokenLinksView, ExternalLinksView
    return [
        path("reports/broken-links/", broken.as_view(), name="broken_links"),
        path(
            "reports/broken-links/results/",
            broken.as_view(results_only=True),
            name="broken_links_results",
        ),
        path("reports/external-links/", external.as_view(), name="external_links"),
        path(
            "reports/external-links/results/",
            external.as_view(results_only=True),
            name="external_links_results",
        ),
        path("reports/external-links/<int:pk>/ignore/", ignore_link, name="ignore_link"),
    ]


class ReportMenuItem(MenuItem):
    """Shown to whom may edit pages or actions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask what the report asks."""
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def offer_broken_links() -> MenuItem:
    """Show the report on links within the site."""
    return ReportMenuItem(
        BrokenLinksView.page_title,
        reverse("broken_links"),
        name="broken-links",
        icon_name="link",
        order=700,
    )


@hooks.register("register_reports_menu_item")
def offer_external_links() -> MenuItem:
    """Show the report on links to other sites."""
    return ReportMenuItem(
        ExternalLinksView.page_title,
        reverse("external_links"),
        name="external-links",
        icon_name="link-external",
        order=710,
    )


__all__ = ["checks"]
