"""Sign-ups at the desk: for whom may see them, listed, read and downloaded, never written."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from home.models import ConsentText, SignUp, SignUpFile
from tests.admin.desk import sign_in
from tests.factories.actions import CategoryFactory, ObjectiveFactory, city_index
from tests.factories.home import (
    LocaleFactory,
    SignUpActionFactory,
    SignUpCommitmentFactory,
    SignUpFactory,
    SignUpFileFactory,
    superuser,
)

pytestmark = pytest.mark.django_db

LISTING = reverse("sign-ups:index")
OF_ONE = (
    "sign-ups:inspect",
    "sign-ups:delete",
    "sign-ups:history",
    "sign-ups:usage",
    "sign_up_preview",
)


def review_url(sign_up: SignUp) -> str:
    return reverse("sign-ups:inspect", args=[sign_up.pk])


def read(client, sign_up: SignUp) -> str:
    response = client.get(review_url(sign_up))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("group", ["Writers", "Translators", None])
def test_a_sign_up_is_closed_to_whom_may_not_see_it(client, group):
    sign_up = SignUpFactory()
    file = SignUpFileFactory(sign_up=sign_up)
    sign_in(client, group)
    for name in OF_ONE:
        response = client.get(reverse(name, args=[sign_up.pk]))
        assert response.status_code in {302, 403}, name
        assert sign_up.contact_email not in response.content.decode()
    assert client.get(reverse("sign-ups:file", args=[file.key])).status_code in {302, 403}
    assert client.get(reverse("sign-ups:picture", args=[file.key])).status_code in {302, 403}
    for name in ("assign", "comment", "let_in"):
        url = reverse(f"sign-ups:{name}", args=[sign_up.pk])
        assert client.post(url, {"text": "Hello"}).status_code in {302, 403}
    url = reverse("sign-ups:status", args=[sign_up.pk, "accepted"])
    assert client.post(url, {"seen": "new"}).status_code in {302, 403}
    for name in ("sign_up_drafts", "sign_up_city"):
        assert client.post(reverse(name, args=[sign_up.pk])).status_code in {302, 403}
    assert not sign_up.comments.exists()
    sign_up.refresh_from_db()
    assert sign_up.status == SignUp.Status.NEW
    assert sign_up.city is None


def test_reviewers_read_everything_that_was_sent(client):
    wording = ConsentText.objects.create(
        kind="publication", language="en", number=3, text="You may publish it.", digest="x"
    )
    sign_up = SignUpFactory(
        further_answers=[{"question": "How did you hear of us?", "answer": "From a neighbour."}],
        second_contact_name="Sam Second",
        second_contact_email="second@example.org",
        publication_text=wording,
    )
    sign_in(client, "Publishers")
    text = read(client, sign_up)
    for expected in (
        sign_up.contact_email,
        "From a neighbour.",
        "second@example.org",
        "You may publish it.",
        "version 3",
        "Yes, it has signed",
    ):
        assert expected in text
    assert str(sign_up.token) not in text


def test_the_answers_are_set_as_the_public_page_in_the_senders_language(client):
    category = CategoryFactory(label="Housing")
    objective = ObjectiveFactory(title="Minimise the drivers")
    sign_up = SignUpFactory(language="ar", lrg_name="مدينة المثال", commitments=["سنفتح مركزا."])
    sign_up.commitments.get().objectives.add(objective)
    action = SignUpActionFactory(
        sign_up=sign_up, title="عمل محلي", results="مئتا أسرة.", joint_lrgs="Otherville"
    )
    action.categories.add(category)
    sign_in(client, "Publishers")
    assert reverse("sign_up_preview", args=[sign_up.pk]) in read(client, sign_up)
    response = client.get(reverse("sign_up_preview", args=[sign_up.pk]))
    text = response.content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    for expected in ("سنفتح مركزا.", "عمل محلي", "مئتا أسرة.", "Housing", "Otherville"):
        assert expected in text
    assert "<script" not in text
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_what_a_sender_wrote_is_text_and_nothing_else(client):
    evil = "<script>alert(1)</script>"
    sign_up = SignUpFactory(lrg_name=evil, commitments=[evil], actions=[evil])
    sign_in(client, "Publishers")
    for url in (
        review_url(sign_up),
        reverse("sign_up_preview", args=[sign_up.pk]),
        reverse("sign-ups:status", args=[sign_up.pk, "accepted"]),
        LISTING,
    ):
        assert evil not in client.get(url).content.decode()


def test_a_file_is_downloaded_and_never_shown_as_a_page(client):
    file = SignUpFileFactory(
        sign_up=SignUpFactory(), name='décla"ration.pdf', content=b"%PDF-1.7 signed"
    )
    sign_in(client, "Publishers")
    assert reverse("sign-ups:file", args=[file.key]) in read(client, file.sign_up)
    response = client.get(reverse("sign-ups:file", args=[file.key]))
    assert response.content == b"%PDF-1.7 signed"
    assert response["Content-Disposition"] == 'attachment; filename="declaration.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in response["Cache-Control"]
    url = reverse("sign-ups:picture", args=[file.key])
    assert client.get(url, follow=True).status_code == 404


def test_a_file_that_was_not_sent_is_nobodys(client):
    file = SignUpFileFactory(sign_up=None)
    sign_in(client, "Publishers")
    assert client.get(reverse("sign-ups:file", args=[file.key]), follow=True).status_code == 404


def test_an_image_is_shown_in_the_preview(client):
    sign_up = SignUpFactory()
    file = SignUpFileFactory(
        sign_up=sign_up,
        purpose=SignUpFile.Purpose.IMAGE,
        content_type="image/png",
        content=b"png",
    )
    SignUpActionFactory(sign_up=sign_up, image=file, image_alt="A counter")
    sign_in(client, "Publishers")
    url = reverse("sign-ups:picture", args=[file.key])
    assert url in client.get(reverse("sign_up_preview", args=[sign_up.pk])).content.decode()
    response = client.get(url)
    assert (response["Content-Type"], response.content) == ("image/png", b"png")
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Ville Exemple", "Example County"}),
        ({"show": "all"}, {"Ville Exemple", "Example County", "Done Town"}),
        ({"show": "held"}, {"Waiting Town"}),
        ({"status": "published"}, {"Done Town"}),
        ({"language": "fr"}, {"Ville Exemple"}),
        ({"country": "KE"}, {"Example County"}),
        ({"q": "county"}, {"Example County"}),
        ({"q": "centre"}, {"Ville Exemple", "Example County", "Done Town"}),
        ({"assigned": "mine"}, {"Ville Exemple"}),
        ({"assigned": "nobody"}, {"Example County"}),
    ],
)
def test_the_listing_is_filtered(client, query, found):
    reviewer = sign_in(client, "Publishers")
    SignUpFactory(lrg_name="Done Town", status=SignUp.Status.PUBLISHED)
    SignUpFactory(lrg_name="Ville Exemple", language="fr", assignee=reviewer)
    SignUpFactory(lrg_name="Example County", country="KE", kind=SignUp.Kind.REGION)
    SignUpFactory(lrg_name="Waiting Town", is_held=True)
    rows = client.get(LISTING, query).context["object_list"]
    assert sorted(row.lrg_name for row in rows) == sorted(found)


def test_the_listing_says_what_there_is_and_who_does_it(client):
    reviewer = sign_in(client, "Publishers")
    sign_up = SignUpFactory(
        commitments=["One", "Two", "Three"], actions=["A"], assignee=reviewer, country="KE"
    )
    SignUp.objects.filter(pk=sign_up.pk).update(created_at=timezone.now() - timedelta(days=3))
    text = client.get(LISTING).content.decode()
    for expected in ("Kenya", "3\xa0days", reviewer.username, "English", review_url(sign_up)):
        assert expected in text


def test_the_listing_asks_as_often_for_fifty_as_for_five(client, django_assert_max_num_queries):
    sign_in(client, "Publishers")
    client.get(LISTING)
    SignUpFactory.create_batch(5, actions=["A"])
    with django_assert_max_num_queries(40) as few:
        client.get(LISTING)
    SignUpFactory.create_batch(45, actions=["A", "B"])
    with django_assert_max_num_queries(len(few)):
        client.get(LISTING)


def test_the_reading_view_asks_as_often_for_much_as_for_little(
    client, django_assert_max_num_queries
):
    sign_in(client, "Publishers")
    city_index()
    for language in ("fr", "es"):
        LocaleFactory(language_code=language)
    little = SignUpFactory(actions=["A"])
    much = SignUpFactory(
        country="KE",
        commitments=[f"Commitment {n}" for n in range(12)],
        actions=[f"Kiosk {n}" for n in range(12)],
    )
    for sign_up in (little, much):
        sign_up.actions.update(joint_lrgs="Nowhereville")
        client.post(reverse("sign_up_drafts", args=[sign_up.pk]))
        for action in Action.objects.filter(live=False):
            action.latest_revision.publish()
        for number in range(12 if sign_up == much else 1):
            comment = {"text": f"Comment {number}"}
            client.post(reverse("sign-ups:comment", args=[sign_up.pk]), comment)
    for url_name, limit in (("sign-ups:inspect", 60), ("sign_up_preview", 20)):
        client.get(reverse(url_name, args=[little.pk]))
        with django_assert_max_num_queries(limit) as few:
            client.get(reverse(url_name, args=[little.pk]))
        with django_assert_max_num_queries(len(few)):
            client.get(reverse(url_name, args=[much.pk]))


def test_the_history_of_the_desk_names_no_sign_up_to_whom_may_not_see_it(client):
    sign_up = SignUpFactory(lrg_name="Secretville")
    sign_in(client, "Publishers")
    client.post(reverse("sign-ups:comment", args=[sign_up.pk]), {"text": "Looks good."})
    history = reverse("wagtailadmin_reports:site_history")
    assert "Secretville" in client.get(history).content.decode()
    assert sign_up.contact_name not in client.get(history).content.decode()
    sign_in(client, "Writers")
    assert "Secretville" not in client.get(history).content.decode()


def test_nobody_adds_or_edits_a_sign_up_at_the_desk(client):
    client.force_login(superuser())
    sign_up = SignUpFactory(lrg_name="Exampleville")
    response = client.get(reverse("sign-ups:add"))
    assert response.status_code in {302, 403}
    assert reverse("sign-ups:add") not in client.get(LISTING).content.decode()
    response = client.post(reverse("sign-ups:edit", args=[sign_up.pk]), {"lrg_name": "Elsewhere"})
    assert response["Location"] == review_url(sign_up)
    sign_up.refresh_from_db()
    assert sign_up.lrg_name == "Exampleville"


def test_only_administrators_delete(client):
    sign_up = SignUpFactory()
    url = reverse("sign-ups:delete", args=[sign_up.pk])
    sign_in(client, "Publishers")
    client.post(url)
    assert SignUp.objects.filter(pk=sign_up.pk).exists()
    sign_in(client, "Administrators")
    client.post(url)
    assert not SignUp.objects.filter(pk=sign_up.pk).exists()


@pytest.mark.parametrize("group", ["Publishers", "Writers"])
def test_who_may_only_read_downloads_nothing(client, group):
    sign_up = SignUpFactory()
    sign_in(client, group)
    for kind in ("csv", "xlsx"):
        response = client.get(LISTING, {"export": kind})
        assert response.status_code in {302, 403}
    if group == "Publishers":
        assert "export=csv" not in client.get(LISTING).content.decode()
    assert sign_up.contact_email


def test_a_download_has_the_commitments_and_actions_and_no_formulas(client):
    sign_up = SignUpFactory(lrg_name="=HYPERLINK(1)", country="KE", commitments=["One", "Two"])
    SignUpCommitmentFactory(sign_up=sign_up, text="Three", due_year=2028, sort_order=2)
    SignUpActionFactory(sign_up=sign_up, title="A kiosk", start_year=2023, start_month=4)
    administrator = sign_in(client, "Administrators")
    response = client.get(LISTING, {"export": "csv"})
    content = b"".join(response.streaming_content).decode()
    row = next(csv.DictReader(io.StringIO(content)))
    assert row["Name"] == "'=HYPERLINK(1)"
    assert row["Commitments"] == "1. One 2. Two 3. Three (2028)"
    assert row["Actions"] == "1. A kiosk"
    assert row["Periods of the actions"] == "1. 2023-04 / …"
    assert row["Country"] == "Kenya"
    assert row["E-mail address"] == sign_up.contact_email
    response = client.get(LISTING, {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    header, cells = book.active.iter_rows(values_only=True)
    found = dict(zip(header, cells, strict=True))
    assert found["Name"] == "'=HYPERLINK(1)"
    assert found["Commitments"] == "1. One\n2. Two\n3. Three (2028)"
    history = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "1 sign-up downloaded" in history
    assert administrator.username in history
