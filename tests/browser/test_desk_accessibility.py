"""The desk's own pages against the rules of WCAG 2.2 AA that a machine can check."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from home.bin.keeping import put_in_bin
from home.models import BinEntry
from tests.browser.axe import violations
from tests.browser.test_accessibility import LANGUAGES
from tests.factories.actions import ActionFactory, CategoryFactory, CityPageFactory, action_index
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory
from tests.factories.follow_up import ProgressRequestFactory
from tests.factories.home import (
    PASSWORD,
    ReportPageFactory,
    SignUpFactory,
    SiteSettingsFactory,
    UserFactory,
    superuser,
)
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db(transaction=True)

# Parts that come with Wagtail and wagtail-localize: the button of the map beside the editor, the
# editor of rich text, and the script that draws the translation editor.
NOT_OURS = [["#w-minimap-toggle"], [".Draftail-Editor"], [".js-translation-editor"]]

LISTS = [
    "wagtailadmin_home",
    "translation_overview",
    "translations_list",
    "translations_mine",
    "translations_import",
    "notices",
    "broken_links",
    "external_links",
    "mail_texts",
    "personal_data",
    "transfer",
    "second_factor",
    "desk_sessions",
    "import_actions",
    "handbook",
    "sign-ups:index",
    "follow-up:index",
    "contacts:index",
    "report-editions:index",
    "cities:index",
    "stories:index",
    "outgoing-messages:index",
    "bin:index",
    "wagtailsnippets_actions_action:list",
    "wagtailsnippets_home_glossaryterm:list",
]


def pages_of_records(chief: Any) -> list[str]:
    """Make a record of each kind; return the desk's pages of them."""
    action_index()
    city = CityPageFactory()
    action = ActionFactory(lrgs=[city], categories=[CategoryFactory()])
    story = StoryPageFactory(owner=chief)
    report = ReportPageFactory()
    sign_up = SignUpFactory()
    translation = submit(ActionFactory(), "fr")
    settings = SiteSettingsFactory()
    put_in_bin([TagFactory()], chief)
    translation.save_target(publish=False)
    draft = translation.get_target_instance()
    return [
        reverse("wagtailadmin_pages:edit", args=[story.pk]),
        reverse("wagtailadmin_pages:edit", args=[city.pk]),
        reverse("wagtailsnippets_actions_action:edit", args=[action.pk]),
        reverse("wagtailsnippets_actions_action:edit", args=[draft.pk]),
        reverse("wagtailsnippets_home_sitesettings:edit", args=[settings.pk]),
        reverse("wagtailsnippets_blog_author:edit", args=[AuthorFactory().pk]),
        reverse("report_pdfs", args=[report.pk]),
        reverse("pledge_texts", args=[action.pk]),
        reverse("sign-ups:inspect", args=[sign_up.pk]),
        reverse("sign_up_preview", args=[sign_up.pk]),
        reverse("mail_text", args=["received", "en"]),
        reverse("handbook_page", args=["en", "roles"]),
        reverse("bin:inspect", args=[BinEntry.objects.get().pk]),
    ]


def steps_of_work(chief: Any) -> list[str]:
    """Return the pages on which somebody decides, or looks after accounts."""
    colleague = UserFactory(group="Publishers")
    story = StoryPageFactory()
    story.save_revision(user=colleague)
    story.refresh_from_db()
    story.get_workflow().start(story, colleague)
    asked = ProgressRequestFactory()
    put_in_bin([TagFactory()], chief)
    names = ["second_factor_set_up", "follow-up:ask", "wagtailusers_users:index"]
    names += ["wagtailusers_users:add", "wagtailusers_groups:index"]
    return [
        *map(reverse, names),
        reverse("handbook_contents", args=["fr"]),
        reverse("second_factor_reset", args=[colleague.pk]),
        reverse("desk_sessions_of", args=[colleague.pk]),
        reverse("wagtailusers_users:edit", args=[colleague.pk]),
        reverse("desk_review", args=[story.current_workflow_task_state.pk]),
        reverse("follow-up:inspect", args=[asked.pk]),
        reverse("bin:delete", args=[BinEntry.objects.get().pk]),
    ]


def signed_in(page: Any, language: str) -> Any:
    """Sign in whoever may do everything, and return them."""
    chief = superuser()
    UserProfile.objects.update_or_create(
        user=chief, defaults={"preferred_language": language, "dismissibles": {"desk-tour": True}}
    )
    page.goto(reverse("wagtailadmin_login"))
    page.fill("[name=username]", chief.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return chief


def broken_rules(page: Any, paths: list[str]) -> dict[str, Any]:
    """Return what breaks a rule on each page."""
    found = {}
    for path in paths:
        assert page.goto(path).ok, path
        found[path] = violations(page, {"exclude": NOT_OURS})
    return {path: broken for path, broken in found.items() if broken}


@pytest.mark.longest
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_passes_what_a_machine_can_check(
    page: Any, live_server: Any, language: str
) -> None:
    chief = signed_in(page, language)
    paths = [reverse(name) for name in LISTS] + pages_of_records(chief)
    assert not broken_rules(page, paths)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_of_work_pass_too(page: Any, live_server: Any, language: str) -> None:
    assert not broken_rules(page, steps_of_work(signed_in(page, language)))


def test_the_ways_in_pass_too(page: Any, live_server: Any) -> None:
    names = [
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
    ]
    assert not broken_rules(page, [reverse(name) for name in names])
