"""The models of the site's frame, by subject."""

from .bin_entry import BinEntry
from .contact import Contact
from .content_import import ContentImport
from .content_number import ContentNumber
from .desk_reach import DeskReach
from .desk_session import DeskSession
from .former_slug import FormerSlug
from .glossary import GlossaryTerm, GlossaryWording
from .home_page import HomePage
from .join_page import JoinPage, JoinQuestion
from .link_check import LinkCheck
from .media import SiteDocument, SiteImage, SiteRendition
from .message import OutgoingMessage
from .message_text import Event, MessageText
from .notice import Notice, NoticeChoice
from .report_build import ReportBuild
from .report_page import ReportPage
from .search_entry import SearchEntry, SearchWord
from .seed_record import SeedRecord
from .settings import SiteSettings
from .sign_up import SignUp, SignUpAction, SignUpComment, SignUpCommitment
from .sign_up_form import ConsentText, SignUpDraft, SignUpFile
from .standard_page import StandardPage
from .translation_import import TranslationImport
from .translation_sending import TranslationSending
from .translation_state import TranslationMark, TranslationState, TranslationTask
from .waiting_translation import WaitingTranslation

__all__ = [
    "BinEntry",
    "ConsentText",
    "Contact",
    "ContentImport",
    "ContentNumber",
    "DeskReach",
    "DeskSession",
    "Event",
    "FormerSlug",
    "GlossaryTerm",
    "GlossaryWording",
    "HomePage",
    "JoinPage",
    "JoinQuestion",
    "LinkCheck",
    "MessageText",
    "Notice",
    "NoticeChoice",
    "OutgoingMessage",
    "ReportBuild",
    "ReportPage",
    "SearchEntry",
    "SearchWord",
    "SeedRecord",
    "SignUp",
    "SignUpAction",
    "SignUpComment",
    "SignUpCommitment",
    "SignUpDraft",
    "SignUpFile",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "StandardPage",
    "TranslationImport",
    "TranslationMark",
    "TranslationSending",
    "TranslationState",
    "TranslationTask",
    "WaitingTranslation",
]
