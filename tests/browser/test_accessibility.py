"""Pages of each type against the rules of WCAG 2.2 AA that a machine can check."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from actions.follow_up.links import path_of
from tests.browser.axe import broken_now, violations
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory
from tests.factories.bodies import every_medium
from tests.factories.follow_up import ContactFactory, ProgressRequestFactory
from tests.factories.home import (
    ReportPageFactory,
    StandardPageFactory,
    home_page,
    join_page,
)

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = [
    "/",
    "/accessibility/",
    "/actions/",
    "/actions/?category=climate",
    "/actions/?view=map",
    "/actions/?q=nothing-is-called-so",
    "/actions/figures/",
    "/actions/data/",
    "/actions/first/",
    "/cities/",
    "/cities/first/",
    "/stories/",
    "/stories/first/",
    "/stories/authors/somebody/",
    "/join/",
    "/join/thank-you/",
    "/join/confirm-address/",
    "/join/saved/",
    "/join/continue/",
    "/join/confirm/",
    "/join/report/",
    "/progress/",
    "/search/?q=first",
    "/search/?q=nothing-is-called-so",
    "/sitemap/",
    "/api/",
    "/for-some/",
    "/for-colleagues/",
    "/nowhere/",
]
STATUS = {"/join/continue/": 410, "/join/confirm/": 410, "/progress/": 410, "/nowhere/": 404}
LANGUAGES = ["en", "ar", "zh-hans"]


@pytest.fixture
def site(live_server: Any) -> None:
    for make in (home_page, action_index, city_index, join_page):
        for language in LANGUAGES:
            make(language)
    StandardPageFactory(parent=home_page(), slug="accessibility")
    city = CityPageFactory(slug="first", parent=city_index())
    categories = [CategoryFactory(slug=slug) for slug in ("climate", "governance", "employment")]
    ActionFactory(slug="first", lrgs=[city], categories=categories)
    StoryPageFactory(slug="first", body=every_medium())
    AuthorFactory(slug="somebody")
    ReportPageFactory(slug="report", parent=join_page())
    for slug, kind in (("for-some", "password"), ("for-colleagues", "login")):
        restricted = StandardPageFactory(parent=home_page(), slug=slug).page_ptr
        PageViewRestriction.objects.create(page=restricted, restriction_type=kind, password="open")


@pytest.mark.longest
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_pass_what_a_machine_can_check(page: Any, site: None, language: str) -> None:
    found = {}
    for path in PATHS:
        answer = page.goto(f"/{language}{path}")
        assert answer.status == STATUS.get(path, 200), path
        found[path] = violations(page)
    assert not any(found.values()), found


def test_what_breaks_a_rule_is_found(page: Any) -> None:
    page.set_content("<html lang='en'><title>A door</title><img src='data:,'><p>Words.</p></html>")
    assert broken_now(page) == {"image-alt": [["img"]]}
    page.add_style_tag(content="@media (width < 400px) { p { color: #eee } }")
    assert violations(page, "p") == {
        (scheme, 360): {"color-contrast": [["p"]]} for scheme in ("light", "dark")
    }


def test_the_form_for_news_passes_too(page: Any, site: None) -> None:
    for language in LANGUAGES:
        contact = ContactFactory(city=CityPageFactory(parent=city_index()), language=language)
        ActionFactory(lrgs=[contact.city])
        page.goto(path_of(ProgressRequestFactory(contact=contact)))
        page.locator("[name='nothing']").wait_for()
        assert not violations(page)


def test_a_form_that_came_without_its_secret_passes_too(page: Any, site: None) -> None:
    page.goto("/ar/join/")
    page.context.clear_cookies()
    with page.expect_navigation() as answer:
        page.locator("[name=do][value=send]").last.click()
    assert answer.value.status == 403
    assert not violations(page)


def test_a_form_with_mistakes_passes_too(page: Any, site: None) -> None:
    page.goto("/en/join/")
    page.get_by_role("button", name="Send the form").last.click()
    page.get_by_role("alert").or_(page.locator(".error-summary")).first.wait_for()
    assert not violations(page)


def test_no_page_scrolls_sideways_at_400_per_cent(page: Any, site: None) -> None:
    # What is 1,280 px wide shows 320 at four times the size.
    page.set_viewport_size({"width": 320, "height": 256})
    wide = {}
    for language, path in product(("en", "ar"), PATHS):
        page.goto(f"/{language}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[language, path] = width
    assert not wide


def test_the_keyboard_reaches_and_shows_everything(page: Any, site: None) -> None:
    """Each stop of the tab key is in view, has a visible outline, and the last comes to an end."""
    # Smooth scrolling would bring what has the focus into view a moment later.
    page.emulate_media(reduced_motion="reduce")
    for path in ("/", "/actions/", "/actions/first/", "/join/"):
        page.goto(f"/en{path}")
        reachable = page.evaluate(REACHABLE)
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.getAttribute('href')")
        assert first == "#content", path
        stops = 1
        while page.evaluate("document.activeElement !== document.body") and stops <= reachable * 2:
            where = page.evaluate("document.activeElement.outerHTML")
            assert page.evaluate(IS_SHOWN), (path, where)
            page.keyboard.press("Tab")
            stops += 1
        assert reachable * 0.9 <= stops <= reachable * 1.1 + 2, (path, stops, reachable)


def test_nothing_moves_for_who_wants_less_movement(page: Any, site: None) -> None:
    page.emulate_media(reduced_motion="reduce")
    for path in ("/", "/actions/", "/stories/first/"):
        page.goto(f"/en{path}")
        assert page.evaluate(LONGEST_MOVEMENT) <= 0.01, path


def test_forced_colours_keep_buttons_and_focus_visible(page: Any, site: None) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/en/join/")
    button = page.get_by_role("button", name="Send the form").last
    button.focus()
    assert button.evaluate("element => getComputedStyle(element).borderStyle") != "none"
    assert button.evaluate("element => getComputedStyle(element).outlineStyle") != "none"


# What the tab key stops at: visible, enabled, not taken out, one of each group of radio buttons.
REACHABLE = """() => {
  const groups = new Set();
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(kinds)]
    .filter((element) => {
      if (element.disabled || element.tabIndex < 0 || element.type === "hidden") return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.type === "radio") {
        if (groups.has(element.name)) return false;
        groups.add(element.name);
      }
      return true;
    }).length;
}"""
IS_SHOWN = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  // The link of a card draws its outline around the card.
  const styles = [element, element.closest("article") ?? element]
    .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::after")]);
  return box.bottom > 0 && box.top < innerHeight
    && styles.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""
LONGEST_MOVEMENT = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) => {
  const style = getComputedStyle(element);
  return `${style.transitionDuration},${style.animationDuration}`.split(",")
    .map((time) => parseFloat(time) * (time.includes("ms") ? 0.001 : 1));
}))"""
