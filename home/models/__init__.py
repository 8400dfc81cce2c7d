"""The models of the site's frame, by subject."""

from .home_page import HomePage
from .join_page import JoinPage
from .media import SiteDocument, SiteImage, SiteRendition
from .message import OutgoingMessage
from .report_build import ReportBuild
from .report_page import ReportPage
from .search_entry import SearchEntry, SearchWord
from .seed_record import SeedRecord
from .settings import SiteSettings
from .sign_up import SignUp
from .standard_page import StandardPage

__all__ = [
    "HomePage",
    "JoinPage",
    "OutgoingMessage",
    "ReportBuild",
    "ReportPage",
    "SearchEntry",
    "SearchWord",
    "SeedRecord",
    "SignUp",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "StandardPage",
]
