"""The review desk in a browser: the mail as it is typed, the preview in its frame, WCAG 2.2 AA."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from home.models import ConsentText, SignUp
from tests.browser.axe import broken_now
from tests.factories.actions import CityPageFactory, action_index
from tests.factories.home import PASSWORD, SignUpFactory, superuser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sign_up(live_server: Any, page: Any) -> SignUp:
    """A sign-up, read by someone who may do everything."""
    user = superuser()
    action_index()
    CityPageFactory(title="Exampleville", country="CO")
    wording = ConsentText.objects.create(
        kind="publication", language="ar", number=1, text="نعم", digest="x"
    )
    sign_up = SignUpFactory(
        lrg_name="Exampleville",
        language="ar",
        actions=["A kiosk", "A desk"],
        publication_text=wording,
        further_answers=[{"question": "Why?", "answer": "Because."}],
    )
    page.goto(reverse("wagtailadmin_login"))
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return sign_up


def test_a_mail_is_shown_as_it_is_typed(page: Any, sign_up: SignUp) -> None:
    page.goto(reverse("sign-ups:status", args=[sign_up.pk, "question"]))
    page.fill("[name=note]", "Which year?")
    page.wait_for_selector(".desk-mail >> text=Which year?")
    page.goto(reverse("mail_text", args=["accepted", "en"]))
    page.fill("[name=body]", "Welcome {lrg}")
    page.wait_for_selector(".desk-mail >> text=Welcome Exampleville")


def test_the_answers_are_shown_in_their_frame_on_screens_of_any_width(
    page: Any, sign_up: SignUp
) -> None:
    errors: list[str] = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(reverse("sign-ups:inspect", args=[sign_up.pk]))
        frame = page.frame_locator(".desk-frame")
        assert frame.locator("html").get_attribute("dir") == "rtl"
        assert frame.locator("h1").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not errors


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_passes_what_a_machine_can_check(page: Any, sign_up: SignUp, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    paths = {
        reverse("sign-ups:inspect", args=[sign_up.pk]): ".nice-padding",
        reverse("sign_up_preview", args=[sign_up.pk]): "html",
        reverse("sign-ups:status", args=[sign_up.pk, "accepted"]): ".nice-padding",
        reverse("mail_texts"): ".nice-padding",
        reverse("mail_text", args=["received", "ar"]): ".nice-padding",
        reverse("personal_data"): ".nice-padding",
    }
    found = {}
    for path, context in paths.items():
        page.goto(path)
        if broken := broken_now(page, context, frames=False):
            found[path] = broken
    assert not found
