"""Sign-ups at the desk: for whom may see them, to be read and moved on, never to be written."""

from __future__ import annotations

import pytest
from django.urls import reverse

from home.models import SignUp
from tests.admin.desk import form_of, sign_in
from tests.factories.home import SignUpFactory, superuser

pytestmark = pytest.mark.django_db

LISTING = "sign-ups:index"


@pytest.mark.parametrize("group", ["Editors", "Translators", None])
def test_a_sign_up_is_closed_to_whom_may_not_see_it(client, group):
    sign_up = SignUpFactory()
    sign_in(client, group)
    for name in ("inspect", "edit", "delete", "history", "usage"):
        response = client.get(reverse(f"sign-ups:{name}", args=[sign_up.pk]))
        assert response.status_code in {302, 403}, name
        assert sign_up.contact_email not in response.content.decode()
    for export in ("csv", "xlsx"):
        response = client.get(reverse(LISTING), {"export": export})
        assert response.status_code in {302, 403}


def test_reviewers_read_everything_that_was_sent(client):
    sign_up = SignUpFactory(commitment="We will open a welcome centre by the port.")
    sign_in(client, "Reviewers")
    text = client.get(reverse("sign-ups:inspect", args=[sign_up.pk])).content.decode()
    assert sign_up.contact_email in text
    assert "welcome centre by the port" in text
    assert str(sign_up.token) not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "accepted"}, "Accepted Town"),
        ({"language": "fr"}, "Ville Exemple"),
        ({"country": "KE"}, "Example County"),
        ({"q": "county"}, "Example County"),
    ],
)
def test_the_listing_is_filtered(client, query, found):
    names = {"Accepted Town", "Ville Exemple", "Example County"}
    SignUpFactory(lrg_name="Accepted Town", status=SignUp.Status.ACCEPTED)
    SignUpFactory(lrg_name="Ville Exemple", language="fr")
    SignUpFactory(lrg_name="Example County", country="KE", kind=SignUp.Kind.REGION)
    sign_in(client, "Reviewers")
    text = client.get(reverse(LISTING), query).content.decode()
    assert {name for name in names if name in text} == {found}


def test_a_reviewer_changes_the_status_and_nothing_else(client):
    sign_up = SignUpFactory(lrg_name="Exampleville")
    sign_in(client, "Reviewers")
    url = reverse("sign-ups:edit", args=[sign_up.pk])
    data = form_of(client, url, SignUp)
    client.post(url, {**data, "status": "accepted", "lrg_name": "Elsewhere", "commitment": "None."})
    sign_up.refresh_from_db()
    assert sign_up.status == SignUp.Status.ACCEPTED
    assert sign_up.lrg_name == "Exampleville"
    assert sign_up.commitment == "We will open a welcome centre."


def test_the_history_of_the_desk_names_no_sign_up_to_whom_may_not_see_it(client):
    sign_up = SignUpFactory(lrg_name="Secretville")
    sign_in(client, "Reviewers")
    url = reverse("sign-ups:edit", args=[sign_up.pk])
    client.post(url, {**form_of(client, url, SignUp), "status": "accepted"})
    history = reverse("wagtailadmin_reports:site_history")
    assert "Secretville" in client.get(history).content.decode()
    sign_in(client, "Editors")
    assert "Secretville" not in client.get(history).content.decode()


def test_nobody_adds_a_sign_up_at_the_desk(client):
    client.force_login(superuser())
    response = client.get(reverse("sign-ups:add"))
    assert response.status_code in {302, 403}
    assert reverse("sign-ups:add") not in client.get(reverse(LISTING)).content.decode()


def test_only_administrators_erase(client):
    sign_up = SignUpFactory()
    url = reverse("sign-ups:delete", args=[sign_up.pk])
    sign_in(client, "Reviewers")
    client.post(url)
    assert SignUp.objects.filter(pk=sign_up.pk).exists()
    sign_in(client, "Administrators")
    client.post(url)
    assert not SignUp.objects.filter(pk=sign_up.pk).exists()
