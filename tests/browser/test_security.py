"""What browsers are told to refuse, and that no page of ours needs it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import Translation

from actions.models import CityPage
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory
from tests.factories.home import (
    PASSWORD,
    ReportPageFactory,
    SiteImageFactory,
    UserFactory,
    home_page,
    join_page,
)

PATHS = [
    "/",
    "/actions/",
    "/actions/?view=map",
    "/actions/?view=figures",
    "/actions/first/",
    "/cities/",
    "/cities/first/",
    "/stories/",
    "/join/",
    "/search/?q=first",
    "/sitemap/",
    "/nowhere/",
]


@pytest.fixture
def site() -> None:
    for make in (home_page, action_index, city_index, join_page):
        make("en")
    city = CityPageFactory(slug="first")
    ActionFactory(slug="first", lrgs=[city], categories=[CategoryFactory(slug="climate")])
    StoryPageFactory()
    ReportPageFactory()


@pytest.fixture
def refusals(page: Any) -> list[str]:
    """Collect what the browser refuses and what fails in a page's scripts."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on(
        "console",
        lambda message: seen.append(message.text) if "Policy" in message.text else None,
    )
    return seen


def policy_of(response: Any) -> dict[str, str]:
    """Return the content policy of an answer, by directive."""
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.mark.django_db
def test_readers_get_scripts_and_styles_of_this_site_alone(client: Client, site: None) -> None:
    for path in ("/en/", "/en/join/", "/en/nowhere/", "/robots.txt"):
        policy = policy_of(client.get(path))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    desk = client.get("/admin/login/")
    assert policy_of(desk)["frame-ancestors"] == "'self'"
    assert "Content-Security-Policy-Report-Only" not in desk.headers


@pytest.mark.django_db
def test_answers_say_little_to_other_sites_and_need_no_device(client: Client, site: None) -> None:
    headers = client.get("/en/").headers
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db(transaction=True)
def test_no_public_page_needs_what_the_policy_refuses(
    page: Any, site: None, refusals: list[str]
) -> None:
    for path in PATHS:
        page.goto(f"/en{path}", wait_until="networkidle")
    assert not refusals


SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/searchpicks/add/",
    "/admin/redirects/add/",
    "/admin/workflows/add/",
    "/admin/users/",
    "/admin/account/",
    "/admin/snippets/actions/action/add/",
    "/admin/reports/site-history/",
    "/admin/bin/",
    "/admin/handbook/",
    "/admin/transfer/",
    "/admin/translations/",
]


@pytest.fixture
def at_the_desk(page: Any) -> Any:
    user = UserFactory(is_superuser=True)
    page.goto("/admin/login/")
    page.fill("[name=username]", user.get_username())
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    return page


@pytest.mark.django_db(transaction=True)
def test_the_editor_works_under_the_desks_policy(
    page: Any, site: None, refusals: list[str], at_the_desk: Any
) -> None:
    image = SiteImageFactory(title="A door")
    story = StoryPageFactory(title="A story in a frame")
    page.goto(f"/admin/pages/{story.pk}/edit/", wait_until="networkidle")
    page.click("[data-side-panel-toggle=preview]")
    page.frame_locator("#w-preview-iframe").locator("h1", has_text=story.title).wait_for()
    page.get_by_role("button", name="Choose an image").first.click()
    page.locator(".modal-body").get_by_role("link", name=image.title).wait_for()
    assert not refusals


@pytest.mark.django_db(transaction=True)
def test_rows_dates_and_choosers_start_without_a_script_in_the_page(
    page: Any, site: None, refusals: list[str], at_the_desk: Any
) -> None:
    city = CityPage.objects.get(slug="first")
    page.goto(f"/admin/pages/{city.pk}/edit/", wait_until="networkidle")
    before = page.locator("[data-inline-panel-child]").count()
    page.locator("[id$=-ADD]").first.evaluate("button => button.click()")
    assert page.locator("[data-inline-panel-child]").count() == before + 1
    page.goto("/admin/searchpicks/add/", wait_until="networkidle")
    page.get_by_role("button", name="Choose from popular search terms").click()
    page.locator(".modal-body").wait_for()
    page.goto("/admin/reports/site-history/", wait_until="networkidle")
    page.locator("input[name^=timestamp]").first.evaluate("field => jQuery(field).trigger('open')")
    page.locator(".xdsoft_datetimepicker").first.wait_for(state="attached")
    assert not refusals


@pytest.mark.django_db(transaction=True)
def test_a_translation_is_sent_and_written_under_the_desks_policy(
    page: Any, site: None, refusals: list[str], at_the_desk: Any
) -> None:
    home_page("fr")
    home_page("es")
    story = StoryPageFactory(title="A story to translate")
    page.goto(f"/admin/localize/submit/page/{story.pk}/", wait_until="networkidle")
    page.locator("[name=select_all]").check()
    assert page.locator("[name=locales]:not(:checked)").count() == 0
    page.locator("main form input[type=submit]").click()
    translation = Translation.objects.get(target_locale__language_code="fr")
    translation.save_target()
    target = translation.get_target_instance()
    page.goto(f"/admin/pages/{target.pk}/edit/", wait_until="networkidle")
    page.locator(".js-translation-editor section").first.wait_for()
    assert page.evaluate("Boolean(window.chooserUrls.pageChooser)")
    page.goto(f"/admin/localize/update/{translation.source_id}/", wait_until="networkidle")
    assert not refusals


@pytest.mark.django_db(transaction=True)
def test_no_screen_of_the_desk_needs_what_its_policy_refuses(
    page: Any, site: None, refusals: list[str], at_the_desk: Any
) -> None:
    for path in SCREENS:
        answer = page.goto(path, wait_until="load")
        assert answer.status == 200, path
        page.wait_for_load_state("networkidle")
        assert not refusals, path


@pytest.mark.django_db
def test_no_script_may_stand_in_a_page_of_the_desk(client: Client, site: None) -> None:
    before = policy_of(client.get("/admin/login/"))
    assert before["script-src"] == before["style-src"] == "'self'"
    client.force_login(UserFactory(is_superuser=True))
    policy = policy_of(client.get("/admin/"))
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
