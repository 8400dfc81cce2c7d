"""From a French form to a published page, in the explorer, on the map, counted and in print."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from home.models import ReportBuild, ReportPage, SignUp
from tests.factories.actions import CategoryFactory, ObjectiveFactory, action_index, city_index
from tests.factories.home import PASSWORD, ReportPageFactory, home_page, join_page, superuser

pytestmark = pytest.mark.django_db(transaction=True)

COMMITMENT = "D’ici à 2028, chaque habitant pourra consulter un médecin."
TITLE = "Un guichet pour les nouveaux arrivants"
TITLE_IN_ENGLISH = "A desk for newcomers"
ENGLISH = {
    COMMITMENT: "By 2028 every resident will be able to see a doctor.",
    TITLE: TITLE_IN_ENGLISH,
    "Exempleville": "Exempleville",
}


@pytest.fixture(autouse=True)
def site(live_server: Any) -> None:
    for make in (home_page, join_page, action_index, city_index):
        make("en")
        make("fr")
    CategoryFactory(slug="climate")
    ObjectiveFactory(framework="gcm", number=15)
    superuser(username="publisher")


def fill_in_the_form(page: Any) -> None:
    page.goto("/fr/join/")
    answers = {
        "lrg_name": "Exempleville",
        "contact_name": "Camille Exemple",
        "contact_role": "Chargée de mission",
        "contact_email": "camille@example.org",
        "commitments-0-text": COMMITMENT,
        "commitments-0-due_year": "2028",
        "actions-0-title": TITLE,
        "actions-0-summary": "Des conseils en cinq langues.",
        "actions-0-start_year": "2024",
        "actions-0-link": "https://exempleville.example/guichet",
    }
    for name, text in answers.items():
        page.fill(f"[name='{name}']", text)
    page.check("[name='kind'][value='city']")
    page.select_option("[name='country']", "SN")
    page.check("[name='endorsement'][value='signed']")
    page.check("[name='actions-0-is_ongoing']")
    for name in ("categories", "main_objectives"):
        page.locator(f"#sign-up-actions-0-{name} > summary").click()
        page.locator(f"[name='actions-0-{name}']").first.check()
    # One more commitment, begun and left empty: it counts for nothing.
    page.locator("[data-add='commitments']").click()
    expect(page.locator("[name='commitments-1-text']")).to_have_value("")
    page.check("[name='consent_processing']")
    page.check("[name='consent_publication']")
    page.locator(".form > .buttons [value='send']").click()
    # Filled in faster than a person can: the browser is asked for a proof, and gives it by itself.
    page.wait_for_url("**/fr/join/thank-you/*", timeout=60_000)


def confirm_the_address(page: Any) -> None:
    link = re.search(r"https?://\S+/fr/join/confirm/\S+", mail.outbox[0].body)
    assert link
    address = urlsplit(link[0])
    page.goto(f"{address.path}?{address.query}")
    page.locator("main form button").click()
    expect(page.locator("main h1")).to_be_visible()


def sign_in(page: Any) -> None:
    page.goto("/admin/login/")
    page.fill("[name='username']", "publisher")
    page.fill("[name='password']", PASSWORD)
    page.locator("form [type='submit']").click()
    page.wait_for_url("**/admin/")


def review(page: Any, sign_up: SignUp) -> None:
    """Read it, accept it with a mail, and make the drafts."""
    page.goto("/admin/sign-ups/")
    page.get_by_role("link", name="Exempleville").first.click()
    frame = page.frame_locator("iframe").first
    expect(frame.get_by_text(COMMITMENT)).to_be_visible()
    page.locator(".desk-steps a", has_text="Accept").first.click()
    expect(page.get_by_text("Camille Exemple").first).to_be_visible()
    page.locator("main form button[type='submit']:not(.button-small)").first.click()
    page.wait_for_url(f"**/admin/sign-ups/inspect/{sign_up.pk}/*")
    page.locator("#drafts form [type='submit']").first.click()
    expect(page.locator("#drafts .desk-stand")).to_have_count(2)


def publish_the_drafts(page: Any, sign_up: SignUp) -> None:
    """Add what the sign-up could not say, and publish the page and the action."""
    page.goto(f"/admin/pages/{sign_up.city.pk}/edit/")
    page.get_by_role("tab", name="Facts").click()
    page.fill("[name='latitude']", "14.7")
    page.fill("[name='longitude']", "-17.4")
    publish(page)
    action = sign_up.actions.get().action
    page.goto(f"/admin/snippets/actions/action/edit/{action.pk}/")
    publish(page)
    page.goto(f"/admin/sign-ups/inspect/{sign_up.pk}/")
    expect(page.locator(".desk-stand .w-status--primary")).to_have_count(2)


def publish(page: Any) -> None:
    """Publish what the editor shows, by its menu of actions."""
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.locator("[name='action-publish']").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


def translate(page: Any, address: str) -> None:
    """Put a record into English, text by text, and publish that."""
    page.goto(f"/admin/localize/submit/{address}/")
    page.check("[name='locales']")
    page.locator("main form [type='submit']").last.click()
    tabs = page.get_by_role("tab")
    expect(tabs.first).to_be_visible()
    for number in range(tabs.count()):
        tabs.nth(number).click()
        waiting = page.get_by_role("button", name="Translate", exact=True)
        while waiting.count():
            waiting.first.click()
            box = page.locator("textarea:focus")
            source = box.evaluate("element => element.closest('li').innerText")
            words = next((text for french, text in ENGLISH.items() if french in source), "English")
            box.fill(words)
            page.get_by_role("button", name="Save", exact=True).click()
            expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Publish in English").click()
    page.get_by_role("button", name="Publish in English").wait_for()


def print_the_report(page: Any, report: ReportPage) -> str:
    """Build the PDF at the desk and return its text."""
    page.goto(reverse("build_report_pdf", args=[report.pk]))
    page.check("[name='languages'][value='fr']")
    page.check("[name='scope'][value='all']")
    page.locator("main form button[type='submit']").last.click()
    page.wait_for_url(f"**{reverse('report_pdfs', args=[report.pk])}")
    build = ReportBuild.objects.get(language="fr")
    assert build.document, build.error
    with build.document.file.open() as file:
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def test_a_sign_up_becomes_a_page_an_entry_and_a_line_in_print(page: Any, live_server: Any) -> None:
    page.set_default_timeout(20_000)
    fill_in_the_form(page)
    confirm_the_address(page)
    sign_up = SignUp.objects.get()
    assert sign_up.email_confirmed_at
    assert not sign_up.is_held
    assert sign_up.language == "fr"
    sign_in(page)
    review(page, sign_up)
    sign_up.refresh_from_db()
    publish_the_drafts(page, sign_up)
    translate(page, f"page/{sign_up.city.pk}")
    action = sign_up.actions.get().action
    translate(page, f"snippet/actions/action/{action.pk}")

    page.goto("/en/actions/")
    expect(page.get_by_role("link", name=TITLE_IN_ENGLISH).first).to_be_visible()
    page.goto("/fr/actions/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    page.goto("/en/actions/?view=map")
    expect(page.locator("main svg a").first).to_be_visible()
    page.goto("/en/cities/exempleville/")
    expect(page.get_by_text(ENGLISH[COMMITMENT]).first).to_be_visible()
    page.goto("/en/actions/figures/")
    expect(page.locator("main")).to_contain_text("Senegal")
    text = print_the_report(page, ReportPageFactory(slug="report"))
    assert TITLE in text
