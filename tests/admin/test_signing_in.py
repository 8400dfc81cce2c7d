"""Signing in: the second factor, where somebody is signed in, and how often one may try."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from home.accounts import second_factor
from tests.factories.home import PASSWORD, UserFactory, administrator, superuser

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
CHECK = reverse("second_factor_check")
SET_UP = reverse("second_factor_set_up")
OVERVIEW = reverse("second_factor")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def required(settings):
    settings.TWO_FACTOR_REQUIRED = True


def sign_in(client: Client, user: Any, password: str = PASSWORD, **kwargs: Any) -> Any:
    data = {"username": user.username, "password": password}
    return client.post(reverse("wagtailadmin_login"), data, **kwargs)


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """Return the code that the app shows now, or some half minutes from now."""
    return f"{totp(device.bin_key, drift=steps):06d}"


def enrolled(user: Any) -> tuple[TOTPDevice, list[str]]:
    device = second_factor.device_to_confirm(user)
    return device, second_factor.confirm(user, device)


def let_wait_end(user: Any) -> None:
    """Let the pause after a wrong code be over."""
    for model in (TOTPDevice, second_factor.StaticDevice):
        model.objects.filter(user=user).update(throttling_failure_timestamp=None)


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


class TestSettingUp:
    def test_whoever_keeps_accounts_sets_up_a_second_factor_before_anything_else(
        self, client, required
    ):
        user = administrator()
        sign_in(client, user)
        for url in (
            HOME,
            reverse("wagtailusers_users:index"),
            reverse("wagtailadmin_explore_root"),
            reverse("wagtailadmin_api:pages:listing"),
            reverse("second_factor_reset", args=[user.pk]),
            OVERVIEW,
        ):
            response = client.get(url)
            assert response.status_code == 302, url
            assert response["Location"].startswith(SET_UP)
        assert client.post(reverse("wagtailusers_users:add"), {})["Location"].startswith(SET_UP)

    @pytest.mark.parametrize("group", ["Translators", None])
    def test_whoever_neither_publishes_nor_keeps_accounts_needs_none(self, client, required, group):
        user = UserFactory(group=group)
        client.force_login(user)
        response = client.get(HOME)
        assert SET_UP not in response.get("Location", "")

    def test_a_group_that_publishes_needs_one_whatever_its_name(self, required):
        groups = {
            name: second_factor.is_needed_by(UserFactory(group=name))
            for name in get_user_model().groups.rel.model.objects.values_list("name", flat=True)
        }
        assert groups["Administrators"]
        assert not groups["Translators"]
        assert sum(groups.values()) == 2

    def test_nobody_is_forced_where_it_is_not_required(self, client):
        client.force_login(superuser())
        assert is_in(client)

    def test_the_first_code_switches_it_on_and_recovery_codes_are_shown_once(
        self, client, required
    ):
        user = superuser()
        sign_in(client, user)
        page = client.get(f"{SET_UP}?next=/admin/users/").content.decode()
        device = TOTPDevice.objects.get(user=user)
        assert "<svg" in page
        assert second_factor.key_of(device) in page
        response = client.post(SET_UP, {"code": code_of(device), "next": "/admin/users/"})
        codes = re.findall(r"<code>(\S+)</code>", response.content.decode())
        assert len(set(codes)) == second_factor.RECOVERY_CODES
        assert 'href="/admin/users/"' in response.content.decode()
        assert is_in(client)
        kept = set(StaticToken.objects.values_list("token", flat=True))
        assert not kept & set(codes), "recovery codes are not kept as they are typed"

    def test_a_wrong_first_code_switches_nothing_on(self, client, required):
        user = superuser()
        sign_in(client, user)
        client.get(SET_UP)
        device = TOTPDevice.objects.get(user=user)
        response = client.post(SET_UP, {"code": code_of(device, 50)})
        assert response.context["form"].errors["code"]
        assert second_factor.device_of(user) is None
        assert not is_in(client)

    def test_only_who_has_proved_the_app_in_use_sets_up_another(self, client):
        user = superuser()
        device, _codes = enrolled(user)
        sign_in(client, user)
        assert client.get(SET_UP)["Location"] == CHECK
        assert client.post(SET_UP, {"code": code_of(device)})["Location"] == CHECK

    def test_another_app_replaces_the_first(self, client):
        user = superuser()
        device, _codes = enrolled(user)
        sign_in(client, user)
        client.post(CHECK, {"code": code_of(device)})
        client.get(SET_UP)
        other = TOTPDevice.objects.get(user=user, confirmed=False)
        client.post(SET_UP, {"code": code_of(other)})
        assert second_factor.device_of(user) == other
        assert is_in(client)

    def test_the_address_to_go_on_to_is_of_this_site(self, client, required):
        user = superuser()
        sign_in(client, user)
        client.get(SET_UP)
        device = TOTPDevice.objects.get(user=user)
        data = {"code": code_of(device), "next": "https://elsewhere.example.org/"}
        assert "elsewhere" not in client.post(SET_UP, data).content.decode()


class TestChecking:
    def test_the_password_alone_opens_nothing_of_the_desk(self, client):
        user = superuser()
        enrolled(user)
        sign_in(client, user)
        for url in (HOME, OVERVIEW, reverse("wagtailusers_users:index")):
            assert client.get(url)["Location"].startswith(CHECK)
        script = client.get(
            reverse("wagtailadmin_api:pages:listing"),
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert script.status_code == 403

    def test_the_code_leads_where_one_wanted_to_go(self, client):
        user = superuser()
        device, _codes = enrolled(user)
        sign_in(client, user)
        wanted = reverse("wagtailusers_users:index")
        data = {"code": f" {code_of(device)[:3]} {code_of(device)[3:]}", "next": wanted}
        assert client.post(CHECK, data)["Location"] == wanted
        assert client.get(wanted).status_code == 200

    def test_a_wrong_code_is_refused_and_the_next_has_to_wait(self, client):
        user = superuser()
        device, _codes = enrolled(user)
        sign_in(client, user)
        response = client.post(CHECK, {"code": code_of(device, 50)})
        assert "wrong" in response.context["form"].errors["code"][0]
        response = client.post(CHECK, {"code": code_of(device)})
        assert "Wait" in response.context["form"].errors["code"][0]
        assert not is_in(client)
        let_wait_end(user)
        client.post(CHECK, {"code": code_of(device)})
        assert is_in(client)

    def test_a_code_lets_in_once(self, client):
        user = superuser()
        device, _codes = enrolled(user)
        code = code_of(device)
        sign_in(client, user)
        client.post(CHECK, {"code": code})
        assert is_in(client)
        other = Client()
        sign_in(other, user)
        other.post(CHECK, {"code": code})
        assert not is_in(other)

    def test_a_recovery_code_lets_in_once_however_it_is_typed(self, client):
        user = superuser()
        _device, codes = enrolled(user)
        sign_in(client, user)
        client.post(CHECK, {"code": codes[0].upper().replace("-", " ")})
        assert is_in(client)
        assert second_factor.recovery_codes_left(user) == len(codes) - 1
        other = Client()
        sign_in(other, user)
        other.post(CHECK, {"code": codes[0]})
        assert not is_in(other)

    def test_the_code_of_somebody_else_is_wrong(self, client):
        user = superuser()
        enrolled(user)
        others_device, others_codes = enrolled(superuser())
        sign_in(client, user)
        for code in (code_of(others_device), others_codes[0]):
            client.post(CHECK, {"code": code})
            let_wait_end(user)
            assert not is_in(client)

    @pytest.mark.parametrize("code", ["", "\x00", "١٢٣٤٥٦", "x" * 40, "²²²²²²"])
    def test_what_is_no_code_gets_a_message(self, client, code):
        user = superuser()
        enrolled(user)
        sign_in(client, user)
        response = client.post(CHECK, {"code": code})
        assert response.status_code == 200
        assert response.context["form"].errors["code"]

    def test_few_codes_left_are_announced(self, client):
        user = superuser()
        device, _codes = enrolled(user)
        StaticToken.objects.all().delete()
        sign_in(client, user)
        response = client.post(CHECK, {"code": code_of(device)}, follow=True)
        assert any("recovery codes are left" in str(text) for text in response.context["messages"])


class TestRenewing:
    @pytest.fixture
    def user(self, client):
        user = superuser()
        device, self.codes = enrolled(user)
        sign_in(client, user)
        client.post(CHECK, {"code": self.codes[0]})
        user.device = device
        return user

    def test_new_recovery_codes_make_the_earlier_ones_void(self, client, user):
        response = client.post(OVERVIEW, {"code": code_of(user.device)})
        new = re.findall(r"<code>(\S+)</code>", response.content.decode())
        assert second_factor.verify(user, self.codes[1]) is None
        let_wait_end(user)
        assert second_factor.verify(user, new[0])

    def test_turning_off_asks_for_a_code(self, client, user):
        client.post(OVERVIEW, {"code": "000000", "turn_off": "1"})
        assert second_factor.device_of(user)
        let_wait_end(user)
        client.post(OVERVIEW, {"code": code_of(user.device), "turn_off": "1"})
        assert second_factor.device_of(user) is None
        assert is_in(client)

    def test_nobody_turns_off_what_is_required(self, client, user, required):
        assert b"turn_off" not in client.get(OVERVIEW).content
        client.post(OVERVIEW, {"code": code_of(user.device), "turn_off": "1"})
        assert second_factor.device_of(user)


class TestResetting:
    def test_an_administrator_resets_it_and_the_colleague_sets_up_a_new_one(self, client, required):
        colleague, keeper = administrator(), administrator()
        device, _codes = enrolled(colleague)
        theirs = Client()
        sign_in(theirs, colleague)
        theirs.post(CHECK, {"code": code_of(device)})
        assert is_in(theirs)
        keepers_device, _codes = enrolled(keeper)
        sign_in(client, keeper)
        client.post(CHECK, {"code": code_of(keepers_device)})
        url = reverse("second_factor_reset", args=[colleague.pk])
        assert client.get(url).status_code == 200
        assert second_factor.device_of(colleague), "looking changes nothing"
        client.post(url)
        assert second_factor.device_of(colleague) is None
        assert theirs.get(HOME)["Location"].startswith(SET_UP)
        assert ModelLogEntry.objects.filter(
            action="home.second_factor.reset", user=keeper, object_id=str(colleague.pk)
        ).exists()

    def test_the_list_of_users_leads_there(self, client):
        colleague = UserFactory(group="Translators")
        client.force_login(administrator())
        page = client.get(reverse("wagtailusers_users:index")).content.decode()
        assert reverse("second_factor_reset", args=[colleague.pk]) in page
        assert reverse("desk_sessions_of", args=[colleague.pk]) in page

    @pytest.mark.parametrize("name", ["second_factor_reset", "desk_sessions_of"])
    def test_only_superusers_touch_those_of_superusers(self, client, name):
        chief = superuser()
        enrolled(chief)
        client.force_login(administrator())
        url = reverse(name, args=[chief.pk])
        assert client.get(url).status_code == 302
        client.post(url, {"all": "1"})
        assert second_factor.device_of(chief)

    @pytest.mark.parametrize("name", ["second_factor_reset", "desk_sessions_of"])
    def test_a_translator_touches_nobody_s(self, client, name):
        colleague = administrator()
        enrolled(colleague)
        client.force_login(UserFactory(group="Translators"))
        client.post(reverse(name, args=[colleague.pk]), {"all": "1"})
        assert second_factor.device_of(colleague)
        assert client.get(reverse(name, args=[10**6]), follow=True).status_code == 404


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
    data = {
        "username": "marguerite12",
        "email": "m@example.org",
        "first_name": "Marguerite",
        "last_name": "Example",
        "password1": password,
        "password2": password,
    }
    response = client.post(reverse("wagtailusers_users:add"), data)
    assert response.context["form"].errors["password2"]
