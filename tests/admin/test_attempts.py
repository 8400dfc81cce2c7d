"""How often one may try to sign in or to have a new password."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from tests.admin.signing_in import (
    account_answers,
    is_in,
    sign_in,
)
from tests.factories.home import administrator, superuser

pytestmark = pytest.mark.django_db


class TestAttempts:
    def test_too_many_wrong_passwords_close_the_account_for_a_while(self, client, settings):
        user = administrator()
        for number in range(settings.AXES_FAILURE_LIMIT):
            response = sign_in(client, user, "wrong", REMOTE_ADDR=f"198.51.100.{number}")
        assert response.status_code == 429
        assert "15 minutes" in response.content.decode()
        response = sign_in(client, user, REMOTE_ADDR="203.0.113.9")
        assert response.status_code == 429, "the right password isn't looked at"
        assert not is_in(client)

    def test_others_go_on_signing_in(self, client, settings):
        user, other = administrator(), administrator()
        for number in range(settings.AXES_FAILURE_LIMIT):
            sign_in(client, user, "wrong", REMOTE_ADDR=f"198.51.100.{number}")
        sign_in(client, other, REMOTE_ADDR="203.0.113.9")
        assert is_in(client)

    def test_a_network_that_tries_many_accounts_is_kept_out(self, client, settings):
        settings.PROXIES_IN_FRONT = 1
        for number in range(settings.AXES_FAILURE_LIMIT):
            data = {"username": f"nobody{number}", "password": "wrong"}
            spoofed = f"192.0.2.{number}, 198.51.100.7"
            client.post(reverse("wagtailadmin_login"), data, headers={"X-Forwarded-For": spoofed})
        user = administrator()
        there = {"headers": {"X-Forwarded-For": "198.51.100.7"}}
        assert sign_in(client, user, **there).status_code == 429
        elsewhere = {"headers": {"X-Forwarded-For": "198.51.100.8"}}
        assert sign_in(client, user, **elsewhere).status_code == 302

    def test_the_message_is_in_the_reader_s_language(self, client, settings):
        user = administrator()
        for _number in range(settings.AXES_FAILURE_LIMIT):
            response = sign_in(client, user, "wrong", headers={"Accept-Language": "fr"})
        assert response.status_code == 429
        assert response.wsgi_request.LANGUAGE_CODE == "fr"

    def test_nothing_of_it_is_written_down(self, client, settings, caplog):
        from axes.models import AccessAttempt, AccessFailureLog, AccessLog

        user = administrator()
        for _number in range(settings.AXES_FAILURE_LIMIT):
            sign_in(client, user, "wrong", REMOTE_ADDR="198.51.100.77")
        for model in (AccessAttempt, AccessFailureLog, AccessLog):
            assert not model.objects.exists()
        assert "198.51.100.77" not in caplog.text
        assert user.username not in caplog.text

    def test_mails_for_a_forgotten_password_are_limited(self, client):
        url, user = reverse("wagtailadmin_password_reset"), administrator()
        for number in range(8):
            response = client.post(url, {"email": user.email}, REMOTE_ADDR=f"198.51.100.{number}")
        assert response.status_code == 429
        assert len(mail.outbox) == 5
        other = client.post(url, {"email": "x@example.org"}, REMOTE_ADDR="203.0.113.9")
        assert other.status_code == 302

    @pytest.mark.parametrize("email", ["", "\x00", "ü" * 5000])
    def test_what_is_no_address_gets_a_message(self, client, email):
        assert (
            client.post(reverse("wagtailadmin_password_reset"), {"email": email}).status_code == 200
        )


@pytest.mark.parametrize("password", ["short", "password1234", "384756102938", "marguerite12"])
def test_weak_passwords_are_refused(client, password):
    client.force_login(superuser())
    data = account_answers("marguerite12", password, email="m@example.org", first_name="Marguerite")
    response = client.post(reverse("wagtailusers_users:add"), data)
    assert response.context["form"].errors["password2"]
