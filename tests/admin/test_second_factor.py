"""The second factor: set up, asked for, renewed and reset."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from home.accounts import second_factor
from home.models import OutgoingMessage
from tests.admin.signing_in import (
    CHECK,
    HOME,
    OVERVIEW,
    SET_UP,
    code_of,
    enrolled,
    is_in,
    let_wait_end,
    sign_in,
)
from tests.factories.home import UserFactory, administrator, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings):
    settings.TWO_FACTOR_REQUIRED = True


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

    def test_whose_it_was_is_told_by_mail_in_the_language_of_their_desk(
        self, client, django_capture_on_commit_callbacks
    ):
        colleague = UserFactory(group="Publishers", first_name="Amal", last_name="Example")
        UserProfile.objects.create(user=colleague, preferred_language="fr")
        enrolled(colleague)
        client.force_login(administrator())
        url = reverse("second_factor_reset", args=[colleague.pk])
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url)
            client.post(url)
        message = OutgoingMessage.objects.get()
        assert (message.event, message.language) == ("second_factor_reset", "fr")
        assert [sent.to for sent in mail.outbox] == [[colleague.email]]
        assert "Amal Example" in message.body
        assert f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_login')}" in message.body

    def test_it_is_reset_for_whom_no_mail_can_reach(self, client):
        colleague = UserFactory(group="Publishers", email="")
        enrolled(colleague)
        client.force_login(administrator())
        client.post(reverse("second_factor_reset", args=[colleague.pk]))
        assert second_factor.device_of(colleague) is None
        assert not OutgoingMessage.objects.exists()

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
