"""The dashboard shows each person what waits for them, and nothing that is not theirs to see."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import DeskReach, TranslationSending, TranslationState
from home.translating.assigning import assign
from tests.admin.desk import edit_url, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory
from tests.factories.blog import StoryPageFactory
from tests.factories.home import SignUpFactory, UserFactory, home_page
from tests.factories.translations import submit, translate

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")


def panel(client, name: str) -> str:
    """Return the HTML of one panel; empty if the dashboard hasn't got it."""
    text = client.get(HOME).content.decode()
    _before, found, rest = text.partition(f'id="desk-{name}-section"')
    return unescape(rest.partition("</section>")[0]) if found else ""


def begin(record, language: str):
    """Have a translation begun, as a draft."""
    translation = submit(record, language)
    translation.save_target(publish=False)
    return translation


def limited(user, *languages: str) -> None:
    """Let somebody translate into some languages only."""
    DeskReach.objects.create(user=user, languages=languages)


def texts_of(translation) -> dict[str, str]:
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    return {text: f"fr: {text}" for text in texts}


def draft(record, user, **words):
    for name, value in words.items():
        setattr(record, name, value)
    record.save_revision(user=user)
    return record


def in_review(record, asker, **words):
    draft(record, asker, **words)
    record.refresh_from_db()
    record.get_workflow().start(record, asker)
    return record


def test_my_drafts_are_pages_and_snippets_that_i_was_the_last_to_change(client):
    me, other = sign_in(client, "Administrators"), UserFactory()
    action = draft(ActionFactory(title="Old"), me, title="My action")
    story = draft(StoryPageFactory(title="Old"), me, title="My story")
    draft(StoryPageFactory(title="Old"), other, title="Somebody else’s")
    draft(draft(ActionFactory(), me), other, title="Taken over")
    ActionFactory(title="Public as it is")
    text = panel(client, "drafts")
    assert edit_url(action) in text
    assert edit_url(story) in text
    assert "My action" in text
    assert "My story" in text
    assert not any(title in text for title in ("Somebody", "Taken over", "Public as it is"))


def test_a_draft_says_that_it_is_in_review(client):
    me = sign_in(client, "Administrators")
    in_review(StoryPageFactory(), me, title="On its way")
    assert "In review" in panel(client, "drafts")


def test_what_waits_for_review_is_shown_to_those_who_review(client):
    asker = UserFactory(first_name="Ann", last_name="Example")
    story = in_review(StoryPageFactory(), asker, title="A story to review")
    action = in_review(ActionFactory(), asker, title="An action to review")
    sign_in(client, "Reviewers")
    text = panel(client, "reviews")
    assert edit_url(story) in text
    assert edit_url(action) in text
    assert "A story to review" in text
    assert "from Ann Example" in text
    sign_in(client, "Translators")
    assert panel(client, "reviews") == ""
    assert "A story to review" not in client.get(HOME).content.decode()


def test_sign_ups_are_shown_with_the_permission_only(client):
    reviewer = sign_in(client, "Publishers")
    SignUpFactory(lrg_name="Waitingville")
    SignUpFactory(lrg_name="Mineville", assignee=reviewer)
    SignUpFactory(lrg_name="Doneville", status="published")
    text = panel(client, "sign-ups")
    assert text.index("Mineville") < text.index("Waitingville")
    assert "2 sign-ups are waiting." in " ".join(text.split())
    assert "Doneville" not in text
    sign_in(client, "Translators")
    assert "Waitingville" not in client.get(HOME).content.decode()


def test_what_the_clock_will_do_is_listed_in_its_order(client):
    me = sign_in(client, "Administrators")
    now = timezone.now()
    story = StoryPageFactory(title="Goes soon", live=False)
    story.go_live_at = now + timedelta(days=2)
    story.save_revision(user=me).publish(user=me)
    action = ActionFactory(title="Goes first", live=False)
    action.go_live_at = now + timedelta(days=1)
    action.save_revision(user=me).publish(user=me)
    ActionFactory(title="Ends", expire_at=now + timedelta(days=3))
    CityPageFactory(title="Ended long ago", expire_at=now - timedelta(days=3))
    text = panel(client, "schedule")
    assert text.index("Goes first") < text.index("Goes soon") < text.index("Ends")
    assert "is taken down" in text
    assert "Ended long ago" not in text


def test_stale_translations_are_counted_with_a_link_to_their_list(client):
    story = StoryPageFactory(title="A story")
    translation = submit(story, "fr")
    translation.save_target(publish=True)
    sign_in(client, "Administrators")
    text = panel(client, "translations")
    assert "Français" in text
    assert "language=fr" in text


def test_what_to_translate_next_leads_into_its_editor(client):
    story = StoryPageFactory(title="Was translated")
    translation = submit(story, "fr")
    translate(translation, texts_of(translation))
    translation.save_target(publish=True)
    draft(story, UserFactory(), title="Has changed").get_latest_revision().publish()
    translation.source.update_from_db()
    begun = begin(StoryPageFactory(title="Only begun"), "fr")
    begin(StoryPageFactory(title="In another language"), "es")
    limited(sign_in(client, "Translators"), "fr")
    text = panel(client, "translate-next")
    assert text.index("Has changed") < text.index("Only begun")
    for each in (translation, begun):
        assert edit_url(each.get_target_instance()) in text
    assert "In another language" not in text


def test_what_somebody_is_asked_for_comes_first_and_is_nobody_elses(client):
    begin(StoryPageFactory(title="For whoever has time"), "fr")
    begin(StoryPageFactory(title="Asked for"), "fr")
    me, colleague = sign_in(client, "Translators"), UserFactory(group="Translators")
    client.get(HOME)
    state = TranslationState.objects.get(record_name="Asked for", language="fr")
    assign([state], me, by=colleague, due=timezone.localdate(), note="")
    text = panel(client, "translate-next")
    assert text.index("Asked for") < text.index("For whoever has time")
    assign([state], colleague, by=me, due=None, note="")
    assert "Asked for" not in panel(client, "translate-next")


def test_what_was_not_sent_is_sent_from_its_row(client):
    home_page("fr")
    home_page("es")
    story = StoryPageFactory(title="Never sent")
    StoryPageFactory(title="No draft is sent", live=False)
    sent_already = StoryPageFactory(title="Sent already")
    for language in ("fr", "es"):
        begin(sent_already, language)
    limited(sign_in(client, "Translators"), "fr", "es")
    text = panel(client, "not-sent")
    assert "Never sent" in text
    assert "No draft is sent" not in text
    assert "Sent already" not in text
    row = text.partition("Never sent")[2].partition("</form>")[0]
    names = ("record", "language", "languages", "next")
    sent = {name: re.findall(f'name="{name}" value="([^"]*)"', row) for name in names}
    url = reverse("translations_send")
    form = client.post(url, sent)
    assert set(form.context["form"]["languages"].value()) == {"fr", "es"}
    assert not TranslationSending.objects.exists()
    client.post(url, {**sent, "confirmed": "1"})
    sending = TranslationSending.objects.get()
    assert set(sending.languages) == {"fr", "es"}
    assert sending.records == [f"blog.storypage:{story.pk}"]


def test_lists_of_translations_are_for_those_who_translate(client):
    StoryPageFactory()
    sign_in(client, "Focal points")
    assert panel(client, "translate-next") == panel(client, "not-sent") == ""


def numbers(row: str) -> list[str]:
    return [cell.partition("</td>")[0].strip() for cell in row.split("<td>")[1:]]


def test_the_content_is_counted_by_status_and_language(client):
    me = sign_in(client, "Administrators")
    ActionFactory()
    draft(ActionFactory(), me, title="Changed")
    ActionFactory(live=False)
    text = panel(client, "statistics")
    actions = text.partition(">Actions</a>")[2].partition("</tr>")[0]
    assert numbers(actions) == ["2", "1", "1", "0"]
    assert "2 Actions" in client.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("group", "offered", "closed"),
    [
        ("Administrators", ["New story", "New action", "New city", "Upload images"], []),
        ("Publishers", ["Review sign-ups", "New story"], []),
        ("Translators", [], ["New story", "New action", "New city", "Review sign-ups"]),
    ],
)
def test_quick_actions_lead_where_the_person_may_go(client, group, offered, closed):
    StoryPageFactory()
    CityPageFactory()
    sign_in(client, group)
    text = panel(client, "quick-actions")
    assert all(label in text for label in offered)
    assert not any(label in text for label in closed)
    for part in text.split('href="')[2:]:
        url = part.partition('"')[0]
        if url.startswith("/admin/"):
            assert client.get(url).status_code == 200, url


def test_the_tour_is_shown_once_a_person(client):
    sign_in(client, "Writers")
    assert "data-unseen" in panel(client, "tour")
    assert client.get(reverse("desk_tour_seen")).status_code == 405
    assert client.post(reverse("desk_tour_seen")).url == HOME
    text = panel(client, "tour")
    assert "data-unseen" not in text
    assert "Start the tour" in text
    sign_in(client, "Writers")
    assert "data-unseen" in panel(client, "tour")


def fill(user, count: int) -> None:
    for number in range(count):
        draft(ActionFactory(), user, title=f"Action {number}")
        in_review(StoryPageFactory(), user, title=f"Story {number}")
        ActionFactory(expire_at=timezone.now() + timedelta(days=1))
        begin(StoryPageFactory(title=f"In translation {number}"), "fr")
        SignUpFactory()


def test_the_number_of_queries_does_not_grow_with_the_content(
    client, django_assert_max_num_queries
):
    user = sign_in(client, "Administrators")
    fill(user, 2)
    client.get(HOME)
    with django_assert_max_num_queries(200) as few:
        client.get(HOME)
    fill(user, 6)
    client.get(HOME)
    with django_assert_max_num_queries(200) as many:
        client.get(HOME)
    assert len(many) <= len(few)
    assert len(few) < 80
    asked = [query for query in many.captured_queries if "home_translationmark" in query["sql"]]
    assert len(asked) == 1, "what is still marked is counted once for all panels"
