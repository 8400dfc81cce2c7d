"""Where somebody is signed in, and how a session ends."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.admin.signing_in import (
    FIREFOX,
    HOME,
    is_in,
    sign_in,
)
from tests.factories.home import PASSWORD, UserFactory, administrator

pytestmark = pytest.mark.django_db


class TestSessions:
    URL = reverse("desk_sessions")

    @pytest.fixture
    def user(self):
        return administrator()

    @pytest.fixture
    def elsewhere(self, user):
        """Another browser of the same person."""
        other = Client(headers={"User-Agent": FIREFOX})
        sign_in(other, user)
        assert is_in(other)
        return other

    def rows(self, client: Client, url: str = URL) -> list[dict[str, Any]]:
        return client.get(url).context["rows"]

    def test_the_list_has_the_browser_and_marks_the_present_session(self, client, user, elsewhere):
        sign_in(client, user)
        rows = self.rows(client)
        assert len(rows) == 2
        [other] = [row["session"] for row in rows if not row["is_current"]]
        assert (other.browser, other.system) == ("Firefox", "Linux")

    def test_a_session_that_is_ended_is_signed_out_at_once(self, client, user, elsewhere):
        sign_in(client, user)
        [other] = [row["session"] for row in self.rows(client) if not row["is_current"]]
        client.post(self.URL, {"session": other.pk})
        assert elsewhere.get(HOME)["Location"].startswith(reverse("wagtailadmin_login"))
        assert is_in(client)
        assert len(self.rows(client)) == 1

    def test_all_others_are_ended_at_once(self, client, user, elsewhere):
        third = Client()
        sign_in(third, user)
        assert is_in(third)
        sign_in(client, user)
        client.post(self.URL, {"all": "1"})
        assert not is_in(elsewhere)
        assert not is_in(third)
        assert is_in(client)

    @pytest.mark.parametrize("session", ["", "abc", "9" * 30, "\x00"])
    def test_a_session_that_is_none_gets_a_message(self, client, user, session):
        sign_in(client, user)
        assert client.post(self.URL, {"session": session}).status_code == 302

    def test_nobody_ends_the_session_of_somebody_else_in_their_own_list(
        self, client, user, elsewhere
    ):
        theirs = user.desk_sessions.get()
        client.force_login(UserFactory(group="Translators"))
        client.post(self.URL, {"session": theirs.pk})
        assert is_in(elsewhere)

    def test_an_administrator_ends_those_of_a_colleague(self, client, user, elsewhere):
        client.force_login(administrator())
        url = reverse("desk_sessions_of", args=[user.pk])
        assert len(self.rows(client, url)) == 1
        client.post(url, {"all": "1"})
        assert not is_in(elsewhere)

    def test_signing_out_takes_the_session_off_the_list(self, client, user, elsewhere):
        elsewhere.post(reverse("wagtailadmin_logout"))
        assert not user.desk_sessions.exists()

    def test_a_new_password_signs_out_everywhere_else(self, client, user, elsewhere):
        sign_in(client, user)
        client.get(HOME)
        form = {
            "name_email-first_name": "A",
            "name_email-last_name": "B",
            "name_email-email": user.email,
            "locale-preferred_language": "en",
            "locale-current_time_zone": "UTC",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "notifications-submitted_notifications": "on",
            "translation_notices-frequency": "daily",
            "password-old_password": PASSWORD,
            "password-new_password1": "another long sentence",
            "password-new_password2": "another long sentence",
        }
        response = client.post(reverse("wagtailadmin_account"), form)
        assert response.status_code == 302
        assert is_in(client)
        assert [row["is_current"] for row in self.rows(client)] == [True]
        assert not is_in(elsewhere)

    def test_a_session_that_has_run_out_is_not_listed(self, client, user, elsewhere):
        row = user.desk_sessions.get()
        Session.objects.filter(pk=row.session_id).update(expire_date="2020-01-01T00:00Z")
        sign_in(client, user)
        assert len(self.rows(client)) == 1

    def test_no_network_is_kept(self, elsewhere, user):
        fields = {field.name for field in user.desk_sessions.model._meta.get_fields()}
        assert fields == {
            "id", "session", "user", "browser", "system", "signed_in_at", "last_used_at",
        }  # fmt: skip
