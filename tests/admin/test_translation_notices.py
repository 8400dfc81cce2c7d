"""Who is told of translations that need work: people of the desk, and readers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from home.models import Notice, NoticeChoice, OutgoingMessage
from tests.admin.desk import sign_in
from tests.admin.test_translating import enter, in_french, publish
from tests.admin.translation_desk import (
    make_stale,
    to_french,
    translator,
)
from tests.factories.actions import ActionFactory
from tests.factories.home import (
    LocaleFactory,
    SiteSettingsFactory,
    StandardPageFactory,
    UserFactory,
)
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


class TestNotices:
    @pytest.fixture
    def stale(self, client, django_capture_on_commit_callbacks):
        """A record whose French translation its editor has made stale."""
        action = ActionFactory(title="Open doors")
        sign_in(client, "Publishers")
        to_french(client, action, django_capture_on_commit_callbacks)
        self.user = translator("fr", email="amal@example.org")
        make_stale(client, action, django_capture_on_commit_callbacks)
        return action

    def test_translators_hear_of_changes_and_the_editor_does_not(self, client, stale):
        assert {notice.user for notice in Notice.objects.all()} == {self.user}
        assert not client.get(reverse("notices")).context["rows"]
        client.force_login(self.user)
        text = client.get(reverse("notices")).content.decode()
        assert "Wide open doors" in text
        assert "Notices (1)" in text

    def test_a_second_change_is_no_second_notice(
        self, client, stale, django_capture_on_commit_callbacks
    ):
        make_stale(client, stale, django_capture_on_commit_callbacks, title="Doors, wide open")
        assert Notice.objects.count() == 1

    def test_notices_are_marked_as_read(self, client, stale):
        client.force_login(self.user)
        client.post(reverse("notices_read"), {"notice": Notice.objects.get().pk})
        assert not client.get(reverse("notices")).context["unread"]

    def test_nobody_marks_the_notices_of_another(self, client, stale):
        client.post(reverse("notices_read"), {"notice": Notice.objects.get().pk})
        assert Notice.objects.unread().count() == 1

    def test_who_publishes_hears_of_what_is_ready(self, client, django_capture_on_commit_callbacks):
        publisher = UserFactory(group="Publishers")
        action = ActionFactory()
        client.force_login(translator("fr"))
        with django_capture_on_commit_callbacks(execute=True):
            submission = submit(action, "fr")
            submission.save_target(publish=False)
        with django_capture_on_commit_callbacks(execute=True):
            enter(client, submission)
        notice = Notice.objects.get(user=publisher)
        assert notice.kind == "ready"

    def test_a_mail_tells_of_all_that_is_new_in_the_language_of_the_desk(self, client, stale):
        UserProfile.objects.create(user=self.user, preferred_language="fr")
        call_command("send_notices", verbosity=0)
        call_command("send_notices", verbosity=0)
        message = OutgoingMessage.objects.get(event="notices")
        assert (message.recipient, message.language) == ("amal@example.org", "fr")
        assert "doors" in message.body
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        ("frequency", "since", "count"),
        [("at_once", 0, 1), ("daily", 1, 0), ("daily", 25, 1), ("weekly", 25, 0), ("never", 0, 0)],
    )
    def test_it_comes_as_often_as_chosen(self, client, stale, frequency, since, count):
        NoticeChoice.objects.create(
            user=self.user,
            frequency=frequency,
            last_mailed_at=timezone.now() - timedelta(hours=since),
        )
        call_command("send_notices", verbosity=0)
        assert OutgoingMessage.objects.filter(event="notices").count() == count

    def test_the_choice_is_made_in_ones_account(self, client):
        user = sign_in(client, "Translators")
        url = reverse("wagtailadmin_account")
        text = client.get(url).content.decode()
        assert "Notices by mail" in text
        forms = [
            querydict_from_html(text, form_index=index) for index in range(text.count("<form"))
        ]
        data = next(form for form in forms if "translation_notices-frequency" in form).dict()
        names = {"name_email-first_name": "Amal", "name_email-last_name": "Example"}
        client.post(url, {**data, **names, "translation_notices-frequency": "weekly"})
        assert NoticeChoice.objects.get(user=user).frequency == "weekly"


class TestOlderVersions:
    def test_readers_are_told_if_the_editor_chooses(
        self, client, django_capture_on_commit_callbacks
    ):
        page = StandardPageFactory(title="Open doors")
        user = sign_in(client, "Publishers")
        to_french(client, page, django_capture_on_commit_callbacks)
        settings = SiteSettingsFactory(locale=LocaleFactory(language_code="fr"))
        make_stale(client, page, django_capture_on_commit_callbacks)
        url = in_french(page).get_url()
        client.logout()
        assert client.get(url).context["older_version"] is None
        with django_capture_on_commit_callbacks(execute=True):
            settings.tells_of_older_versions = True
            settings.save()
        answer = client.get(url)
        newer = answer.context["older_version"]
        assert (newer.language_tag, newer.original_url) == ("en", page.get_url())
        assert answer.content.decode().count('role="note"') == 1
        assert client.get(page.get_url()).context["older_version"] is None
        client.force_login(user)
        with django_capture_on_commit_callbacks(execute=True):
            enter(client, Translation.objects.get(source__object_id=page.translation_key))
        client.logout()
        assert client.get(url).context["older_version"] is not None
        client.force_login(user)
        publish(client, page, django_capture_on_commit_callbacks)
        client.logout()
        assert client.get(url).context["older_version"] is None
