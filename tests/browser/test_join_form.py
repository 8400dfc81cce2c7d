"""The sign-up form in a browser: with scripts and without, with a mistake, and read aloud."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from home.models import SignUp
from tests.browser.axe import broken_now
from tests.browser.editor import opened
from tests.factories.actions import CategoryFactory, ObjectiveFactory
from tests.factories.home import join_page
from tests.home.sign_up_form import declaration_of
from tests.home.test_sign_up_files import document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(live_server: Any) -> None:
    join_page("en")
    join_page("ar")
    CategoryFactory(slug="climate")
    ObjectiveFactory(framework="gcm", number=15)


@pytest.fixture
def page_without_scripts(browser: Any, live_server: Any) -> Any:
    with opened(browser, base_url=live_server.url, java_script_enabled=False) as context:
        yield context.new_page()


def fill_in(page: Any, **changes: str) -> None:
    answers = {
        "lrg_name": "Exampleville",
        "contact_name": "Alex Example",
        "contact_role": "Officer",
        "contact_email": "officer@example.org",
        "commitments-0-text": "We will open a welcome centre.",
        **changes,
    }
    for name, text in answers.items():
        page.fill(f"[name='{name}']", text)
    page.check("[name='kind'][value='city']")
    page.select_option("[name='country']", "CO")
    page.check("[name='endorsement'][value='no']")
    page.check("[name='consent_processing']")


def press(page: Any, value: str) -> None:
    page.locator(f".buttons [name='do'][value='{value}'], .form-section [value='{value}']").click()


def test_everything_works_without_scripts(page_without_scripts: Any) -> None:
    page = page_without_scripts
    page.goto("/en/join/")
    fill_in(page, contact_email="nobody")
    page.set_input_files(
        "[name='declaration'][type='file']",
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": document()},
    )
    press(page, "add-commitments")
    page.fill("[name='commitments-1-text']", "We will train our staff.")
    press(page, "send")
    page.locator(".error-summary a", has_text="e-mail").click()
    page.fill("[name='contact_email']", "officer@example.org")
    press(page, "send")
    # Sent faster than a person can, and no script computes a proof.
    if page.locator("[value='hold']").count():
        press(page, "hold")
    expect(page.locator("main h1")).to_be_visible()
    sign_up = SignUp.objects.get()
    assert sign_up.commitments.count() == 2
    assert declaration_of(sign_up).name == "scan.pdf"
    assert sign_up.kind == "city"


def test_a_part_is_added_where_the_reader_is(page: Any) -> None:
    page.goto("/en/join/")
    page.fill("[name='commitments-0-text']", "First.")
    expect(page.locator("#commitments-part-1 .field__count")).to_have_text("6 / 5,000")
    page.locator("#sign-up-commitments-0-categories > summary").click()
    page.locator("[name='commitments-0-categories']").first.check()
    press(page, "add-commitments")
    second = page.locator("#commitments-part-2")
    expect(second).to_be_focused()
    expect(second.locator("legend").first).to_have_text("Commitment 2")
    expect(page.locator("[name='commitments-1-text']")).to_have_value("")
    assert not second.locator("input:checked").count()
    expect(page.locator("[name='commitments-0-text']")).to_have_value("First.")
    for _ in range(8):
        press(page, "add-commitments")
    expect(page.locator("[value='add-commitments']")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_mistakes_are_said_to_everybody(page: Any, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/{language}/join/")
    press(page, "send")
    expect(page.locator(".error-summary")).to_be_focused()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not broken_now(page, rules=[])
