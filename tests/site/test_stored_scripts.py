"""Whatever is written, wherever it comes in: nothing of it acts on a public page."""

from __future__ import annotations

import json
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation

from actions.models import Action
from home.models import ContentImport, SignUp
from tests.admin.desk import save, sign_in
from tests.admin.test_importing import FIRST, as_csv
from tests.admin.test_importing import confirm as confirm_import
from tests.admin.test_importing import upload as upload_actions
from tests.admin.transfer_files import changed, content_in, packed
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory
from tests.factories.bodies import block
from tests.factories.home import (
    ReportPageFactory,
    SiteImageFactory,
    SiteSettingsFactory,
    home_page,
    join_page,
)
from tests.factories.translations import submit
from tests.home.sign_up_form import send
from tests.site.attacks import ADDRESSES, TEXTS, everything, what_acts

pytestmark = pytest.mark.django_db
LINK = '<p>See <a href="https://example.org/more">more</a>.</p>'


@pytest.fixture(autouse=True)
def site() -> None:
    for make in (home_page, action_index, city_index, join_page):
        make()


def read(client: Client, address: str) -> str:
    """Return a page as a stranger gets it."""
    answer = Client().get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_tests_see_what_acts() -> None:
    for text in TEXTS.values():
        if "<" in text and not text.startswith("\\"):
            assert what_acts(f"<p>{text}</p>"), text
    for address in ADDRESSES:
        assert what_acts(f'<a href="{address}">x</a>'), address
    assert not what_acts('<a href="/en/">x</a><script src="/static/a.js"></script>')


def body_of_words(text: str) -> str:
    """Return a body with a text in each block that holds plain words."""
    image = {"image": SiteImageFactory().pk, "alt_text": text, "decorative": False}
    table = {"data": [[text, text], [text, text]], "first_row_is_table_header": True}
    blocks = [
        block("heading", text),
        block("figure", {"image": image, "caption": text, "credit": text}),
        block("quotation", {"quote": text, "attribution": text, "source_url": ""}),
        block("key_figures", {"figures": [{"value": text, "label": text}], "source": text}),
        block("call_to_action", {"heading": text, "text": text, "link_text": text, "url": "/x"}),
        block("table", {"caption": text, "table": table}),
        block("accordion", {"items": [{"heading": text, "body": "<p>x</p>"}]}),
    ]
    return json.dumps(blocks)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_words_of_records_are_words(client: Client, text: str) -> None:
    city = CityPageFactory(title=text, introduction=text, slug="city")
    CommitmentFactory(page=city, text=text)
    category = CategoryFactory(title=text, label=text[:80], slug="category")
    image = SiteImageFactory(title=text, credit=text, licence=text[:100])
    words = {"title": text, "summary": text, "body": body_of_words(text), "image_alt": text}
    ActionFactory(slug="action", lrgs=[city], categories=[category], image=image, **words)
    story = StoryPageFactory(
        title=text,
        introduction=text,
        body=body_of_words(text),
        image=image,
        image_alt=text,
        authors=[AuthorFactory(name=text, role=text, biography=text, slug="author")],
        tags=[TagFactory(name=text[:80])],
    )
    report = ReportPageFactory(title=text, introduction=text, slug="2022")
    SiteSettingsFactory(footer_text=text, contact_heading=text)
    for address in (
        "/en/",
        "/en/actions/",
        "/en/actions/?view=map",
        "/en/actions/?view=figures",
        "/en/actions/action/",
        "/en/cities/",
        "/en/cities/city/",
        "/en/stories/",
        story.url,
        report.url,
        "/en/sitemap/",
        "/en/search/?q=alert",
    ):
        html = read(client, address)
        assert not what_acts(html), address
        # What a template engine would make of the attack, had it been asked.
        assert "14$" not in html


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_searched_for_is_shown_as_words(client: Client, text: str) -> None:
    ActionFactory(title="An alert")
    for path in ("/en/search/", "/en/actions/", "/en/stories/", "/en/cities/", "/en/nowhere/"):
        for name in ("q", "category", "country", "year", "tag", "sort", "page", text):
            answer = client.get(path, {name: f"alert {text}"}, follow=True)
            assert answer.status_code in {200, 404}
            assert not what_acts(answer.content.decode()), (path, name)


def raw_text(text: str, address: str) -> str:
    """Return running text as the editor sends it, with a link and with what it never makes."""
    whole = f"{text} more"
    ranges = [{"offset": 0, "length": 1, "key": key} for key in (0, 1, 2)]
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": whole,
                    "type": "unstyled",
                    "entityRanges": ranges[:1],
                    "inlineStyleRanges": [{"offset": 0, "length": 1, "style": "script"}],
                },
                {"key": "b", "text": whole, "type": "script", "entityRanges": ranges[1:2]},
                {"key": "c", "text": " ", "type": "atomic", "entityRanges": ranges[2:]},
            ],
            "entityMap": {
                "0": {
                    "type": "LINK",
                    "mutability": "MUTABLE",
                    "data": {"url": address, "onclick": "alert(1)"},
                },
                "1": {"type": "script", "mutability": "MUTABLE", "data": {"src": "//evil"}},
                "2": {
                    "type": "EMBED",
                    "mutability": "IMMUTABLE",
                    "data": {"embedType": "video", "url": address, "html": text},
                },
            },
        }
    )


@pytest.mark.parametrize("address", [*ADDRESSES, "https://x/' onmouseover='alert(1)", '/">[1]'])
def test_running_text_posted_raw(client: Client, address: str) -> None:
    page = StoryPageFactory()
    sign_in(client, "Publishers")
    words = [("rich_text", raw_text(everything(), address))]
    data = nested_form_data({"body": streamfield(words)})
    answer = save(client, page, **data, **{"action-publish": "1"})
    assert answer.status_code == 302
    html = read(client, page.url)
    assert "<script>alert(1)</script>" in unescape(html)
    assert not what_acts(html)


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_of_blocks(client: Client, address: str) -> None:
    page = StoryPageFactory()
    sign_in(client, "Publishers")
    for name, value in {
        "call_to_action": {
            "heading": "x",
            "text": "",
            "link_text": "x",
            "page": "",
            "url": address,
        },
        "quotation": {"quote": "x", "attribution": "x", "source_url": address},
        "video": {"title": "x", "address": address, "poster": "", "transcript": "null"},
    }.items():
        data = nested_form_data({"body": streamfield([(name, value)])})
        save(client, page, **data, **{"action-publish": "1"})
        page.refresh_from_db()
        assert not what_acts(read(client, page.url)), name


TRANSLATED = [
    *TEXTS.values(),
    *(f'<a id="a1" href="{address}">x</a>' for address in ADDRESSES),
    '<a id="a1"><b onclick="alert(1)">x</b></a>',
    "<b<script>alert(1)</script>",
    "</3><script>alert(1)</script>",
    "<?x ><script>alert(1)</script>?>",
]


@pytest.mark.parametrize("text", TRANSLATED)
def test_translations_entered_by_hand(client: Client, text: str) -> None:
    body = json.dumps([block("rich_text", LINK), block("heading", "A heading")])
    page = StoryPageFactory(body=body)
    translation = submit(page, "fr")
    translation.save_target(publish=False)
    sign_in(client, "Administrators")
    for segment in translation.source.stringsegment_set.all():
        address = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
        )
        data = client.generic("PUT", address, _form(text), "application/x-www-form-urlencoded")
        assert data.status_code in {200, 201}
    assert StringTranslation.objects.exists()
    translation.save_target(publish=True)
    row = page.get_translation(translation.target_locale)
    assert not what_acts(read(client, row.url))


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_of_translations_entered_by_hand(client: Client, address: str) -> None:
    quotation = {"quote": "x", "attribution": "x", "source_url": "https://example.org/"}
    page = StoryPageFactory(
        body=json.dumps([block("rich_text", LINK), block("quotation", quotation)])
    )
    translation = submit(page, "fr")
    translation.save_target(publish=False)
    sign_in(client, "Administrators")
    for segment in OverridableSegment.objects.filter(source=translation.source):
        place = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        client.generic("PUT", place, _form(address), "application/x-www-form-urlencoded")
    assert SegmentOverride.objects.count() >= 2
    translation.save_target(publish=True)
    row = page.get_translation(translation.target_locale)
    assert not what_acts(read(client, row.url))


def _form(value: str) -> str:
    return urlencode({"value": value})


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_imported_actions(client: Client, text: str) -> None:
    sign_in(client, "Administrators")
    CategoryFactory(slug="health", label="Health")
    row = {
        **{name: FIRST[name] for name in ("external_id", "stage", "start", "source_url")},
        "title": text,
        "summary": text,
        "body": text,
    }
    answer = upload_actions(client, as_csv(row))
    confirm_import(client, answer)
    assert not said_by_strangers(answer)
    action = Action.objects.get()
    action.get_latest_revision().publish()
    assert not what_acts(read(client, f"/en/actions/{action.slug}/"))


CARRIED = [
    *(
        f"<p>{text}</p>"
        for name, text in TEXTS.items()
        if name not in ("entities", "template", "handler")
    ),
    *(f'<p><a href="{address}">x</a></p>' for address in ADDRESSES),
    '<p><a href="https://x/>[1] onmouseover=alert(1) ">x</a></p>',
    '<p><embed embedtype="media" url="https://evil.example/"/></p>',
    "<p>x</p><b<script>alert(1)</script>",
]


def bring(client: Client, data: bytes) -> Any:
    """Import a file of content at the desk and publish it at once."""
    client.post(reverse("upload_content"), {"file": SimpleUploadedFile("c.zip", data)})
    address = f"{reverse('review_content', args=[ContentImport.objects.get().pk])}?publish=1"
    page = client.get(address)
    return client.post(address, {"publish": "1", "digest": page.context["digest"]}, follow=True)


@pytest.mark.parametrize("html", CARRIED)
def test_rich_text_from_another_installation(client: Client, html: str) -> None:
    sign_in(client, "Administrators")
    page = StoryPageFactory(title="A story")
    item = [{"heading": "x", "body": html}]

    def change(content: Any) -> None:
        body = [block("rich_text", html), block("accordion", {"items": item})]
        content_in(content, "A story")["body"] = json.dumps(body)

    bring(client, changed(packed(page), change))
    page.refresh_from_db()
    assert "It began with a door." in str(page.body)
    assert not what_acts(read(client, page.url))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("kind", ["quotation", "call_to_action", "key_figures"])
def test_links_from_another_installation(client: Client, kind: str, address: str) -> None:
    sign_in(client, "Administrators")
    page = StoryPageFactory(title="A story")
    values: dict[str, dict[str, Any]] = {
        "quotation": {"quote": "x", "attribution": "x", "source_url": address},
        "call_to_action": {"heading": "x", "text": "x", "link_text": "x", "url": address},
        "key_figures": {
            "figures": [{"value": "1", "label": "x"}],
            "source": "x",
            "source_url": address,
        },
    }

    def change(content: Any) -> None:
        content_in(content, "A story")["body"] = json.dumps([block(kind, values[kind])])

    bring(client, changed(packed(page), change))
    page.refresh_from_db()
    assert not what_acts(read(client, page.url))


def test_links_of_facts_from_another_installation(client: Client) -> None:
    sign_in(client, "Administrators")
    action = ActionFactory(title="Open doors", slug="open-doors")

    def change(content: Any) -> None:
        content_in(content)["source_url"] = "javascript:alert(1)"

    bring(client, changed(packed(action), change))
    assert not what_acts(read(client, "/en/actions/open-doors/"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_strangers_send_is_words_at_the_desk(client: Client, text: str) -> None:
    answers = {
        "lrg_name": text,
        "contact_name": text,
        "contact_role": text,
        "commitments-0-text": text,
        "actions-0-title": text,
        "actions-0-summary": f"{text} and so on",
        "actions-0-joint_lrgs": text,
        "actions-0-lessons": text,
        "actions-0-start_year": "2024",
        "actions-0-is_ongoing": "on",
    }
    answer = send(client, **answers)
    assert not what_acts(answer.content.decode())
    again = send(client, **{**answers, "contact_email": "nobody"})
    assert again.status_code == 422
    assert not what_acts(again.content.decode())
    sign_in(client, "Administrators")
    sign_up = SignUp.objects.get()
    for address in (
        reverse("sign-ups:inspect", args=[sign_up.pk]),
        reverse("sign-ups:index"),
        reverse("wagtailadmin_home"),
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert not said_by_strangers(page)


def said_by_strangers(page: Any) -> list[str]:
    """Return what acts on a page of the desk, but for what Wagtail has there itself."""
    return [found for found in what_acts(page.content.decode()) if "alert" in found]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_strangers_link_is_one_to_a_page(client: Client, address: str) -> None:
    answer = send(client, website=address, **{"actions-0-title": "x", "actions-0-link": address})
    assert answer.status_code == 422
    assert not what_acts(answer.content.decode())
    assert not SignUp.objects.exists()
