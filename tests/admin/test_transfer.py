"""Content leaves in a file and comes in elsewhere as it was, as drafts, once."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from actions.models import Action, Category, CityPage, Commitment
from blog.models import Author, StoryPage
from home.models import SiteImage
from home.transfer.loading import Import, Outcome
from home.transfer.package import read_package
from tests.admin.desk import messages_of, sign_in
from tests.admin.transfer_files import (
    changed,
    content_in,
    empty_site,
    gone,
    imported,
    open_doors,
    packed,
    story_about,
)
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    CommitmentProgressFactory,
)
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.translations import submit, translate, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    empty_site()
    return sign_in(client, "Administrators")


@pytest.fixture
def action():
    return open_doors()


@pytest.fixture
def story(action):
    return story_about(action)


class TestThereAndBack:
    def test_an_action_arrives_with_its_relations_lists_and_image(self, action):
        data = packed(action)
        category = action.categories.get()
        image = SiteImage.objects.get()
        gone(action, category, image)
        assert imported(data)[("Open doors", "en")] == Outcome.NEW
        arrived = Action.objects.get()
        assert (arrived.translation_key, arrived.is_source) == (action.translation_key, True)
        assert arrived.live is False
        assert arrived.stage == action.stage
        assert arrived.start_date == action.start_date
        assert [link.lrg.title for link in arrived.lrgs.all()] == ["Old Town"]
        assert arrived.categories.get().label == "Access"
        assert arrived.progress.get().text == "Two hundred."
        assert (arrived.image.credit, arrived.image.width) == ("A. Example", image.width)
        with arrived.image.open_file() as file:
            assert file.read()

    def test_a_story_arrives_with_links_cards_authors_and_tags(self, story, action):
        data = packed(story)
        author = story.authors.get()
        gone(story, author)
        imported(data, publish=True)
        arrived = StoryPage.objects.get()
        assert arrived.live
        assert (arrived.authors.get().name, arrived.tags.count()) == ("Alex", 1)
        assert list(arrived.related_actions.all()) == [action]
        text, card = arrived.body
        assert f'id="{CityPage.objects.get().pk}"' in text.value.source
        assert card.value["record"] == action

    def test_numbers_of_the_other_installation_mean_nothing(self, story, action):
        data = packed(action, story)
        gone(story, action)
        other = ActionFactory(slug="other")
        imported(data, publish=True)
        arrived = Action.objects.get(slug="open-doors")
        assert arrived.pk != action.pk
        assert list(StoryPage.objects.get().related_actions.all()) == [arrived]
        assert StoryPage.objects.get().body[1].value["record"] == arrived
        assert other.pk != arrived.pk

    def test_a_city_arrives_with_commitments_and_translations(self):
        city = CityPageFactory(title="Old Town")
        commitment = CommitmentFactory(page=city, text="A centre.")
        commitment.categories.add(CategoryFactory())
        commitment.save()
        CommitmentProgressFactory(commitment=commitment, text="Half.")
        translation_of(CityPage.objects.get(pk=city.pk), "fr", title="Vieille Ville")
        data = packed(city)
        gone(city)
        imported(data, publish=True)
        assert dict(CityPage.objects.values_list("locale__language_code", "title")) == {
            "en": "Old Town",
            "fr": "Vieille Ville",
        }
        for row in Commitment.objects.all():
            assert row.progress.get().text == "Half."
        source = Commitment.objects.get(page__locale__language_code="en")
        assert source.categories.count() == 1
        assert all(not problems for problems in Page.find_problems())

    def test_what_translators_wrote_arrives(self, action):
        translation = submit(action, "fr")
        words = {"The city opens a door.": "Une porte.", "Open doors": "Portes ouvertes"}
        translate(translation, {**words, "Two hundred.": "Deux cents."})
        translation.save_target(publish=True)
        data = packed(action)
        gone(action)
        assert not StringTranslation.objects.exists()
        imported(data, publish=True)
        assert Translation.objects.get().get_progress() == (3, 3)
        assert Action.objects.get(locale__language_code="fr").title == "Portes ouvertes"

    def test_importing_twice_changes_nothing(self, story, action):
        translation_of(action, "fr", title="Portes")
        data = packed(story, action, CityPage.objects.get())
        gone(story, action)
        for options in ({}, {"publish": True}):
            imported(data, **options)
            assert set(imported(data, **options).values()) == {Outcome.SAME}
        assert Action.objects.count() == 2

    def test_what_is_here_unchanged_stays_untouched(self, story):
        revisions = story.revisions.count()
        assert set(imported(packed(story)).values()) == {Outcome.SAME}
        assert story.revisions.count() == revisions


class TestChanges:
    def test_a_change_lands_as_a_draft(self, action):
        action.title = "Wider doors"
        data = packed(action)
        assert imported(data)[("Wider doors", "en")] == Outcome.CHANGED
        row = Action.objects.get()
        assert (row.title, row.live, row.has_unpublished_changes) == ("Open doors", True, True)
        latest = row.get_latest_revision_as_object()
        assert latest.title == "Wider doors"
        assert latest.progress.get().pk == action.progress.get().pk

    def test_a_change_is_published_when_asked(self, action):
        action.title = "Wider doors"
        data = packed(action)
        imported(data, publish=True)
        row = Action.objects.get()
        assert (row.title, row.live, row.has_unpublished_changes) == ("Wider doors", True, False)
        assert row.progress.count() == 1

    def test_a_list_entry_changes_only_when_published(self):
        category = CategoryFactory(label="Access")
        data = packed(category)
        Category.objects.update(label="Here")
        assert set(imported(data).values()) == {Outcome.LEFT}
        assert Category.objects.get().label == "Here"
        assert set(imported(data, publish=True).values()) == {Outcome.CHANGED}
        assert Category.objects.get().label == "Access"

    def test_what_is_not_here_is_left_out_and_said(self, story, action):
        data = packed(story)
        gone(story, action)
        results = Import(read_package(data), publish=True).write()
        assert [result.missing for result in results if result.title == "A story"] == [["action"]]
        assert StoryPage.objects.get().live is False

    def test_a_draft_of_the_other_side_is_never_published(self):
        draft = ActionFactory(live=False)
        data = packed(draft)
        gone(draft)
        imported(data, publish=True)
        assert Action.objects.get().live is False


class TestConflicts:
    def refused(self, data, reason):
        job = Import(read_package(data), publish=True)
        results = job.write()
        assert not job.is_possible
        assert reason in next(result.problem for result in results if result.problem)

    def test_a_slug_that_another_record_has(self, action):
        data = packed(action)
        gone(action)
        ActionFactory(slug="open-doors", title="Another")
        self.refused(data, "“Another” has this slug already")
        assert Action.objects.count() == 1

    def test_nothing_is_imported_beside_a_conflict(self, story, action):
        author = story.authors.get()
        data = packed(story, action)
        gone(story, action, author)
        StoryPageFactory(slug=story.slug, title="Another")
        self.refused(data, "has this slug already")
        assert not Action.objects.exists()
        assert not Author.objects.exists()

    def test_a_page_whose_place_is_missing(self, story):
        data = packed(story)
        gone(story)
        for page in reversed(list(type(story_index()).objects.all())):
            page.delete()
        self.refused(data, "belongs below is not here")

    def test_a_locked_record(self, action):
        action.title = "Wider doors"
        data = packed(action)
        Action.objects.update(locked=True)
        self.refused(data, "locked")

    def test_content_that_does_not_validate(self, action):
        data = changed(packed(action), lambda whole: content_in(whole).update(title=""))
        gone(action)
        self.refused(data, "cannot be blank")

    @pytest.mark.parametrize(
        "content", [{"start_date": "yesterday"}, {"lrgs": [3]}, {"body": 7}, {"stage": ["x"]}]
    )
    def test_content_of_the_wrong_kind(self, action, content):
        data = changed(packed(action), lambda whole: content_in(whole).update(content))
        gone(action)
        job = Import(read_package(data))
        job.write()
        assert not job.is_possible
        assert not Action.objects.exists()


class TestDesk:
    def upload(self, client, data):
        file = SimpleUploadedFile("content.zip", data)
        response = client.post(reverse("upload_content"), {"file": file})
        return response["Location"]

    def test_out_and_in_with_a_look_in_between(self, client, action):
        response = client.post(reverse("transfer"), {"action": action.pk})
        assert response["Content-Type"] == "application/zip"
        image = SiteImage.objects.get()
        gone(action, image)
        url = self.upload(client, response.content)
        page = client.get(url)
        assert not Action.objects.exists()
        assert not SiteImage.objects.exists()
        assert "Open doors" in page.content.decode()
        done = client.post(url, {"digest": page.context["digest"]}, follow=True)
        assert "imported" in messages_of(done)[0]
        assert Action.objects.get().live is False
        client.post(url, {"digest": page.context["digest"]})
        assert Action.objects.count() == 1

    def test_a_look_that_is_old_is_taken_again(self, client, action):
        data = packed(action)
        gone(action)
        url = self.upload(client, data)
        digest = client.get(url).context["digest"]
        ActionFactory(slug="open-doors")
        response = client.post(url, {"digest": digest}, follow=True)
        assert "changed since" in messages_of(response)[0]
        assert Action.objects.count() == 1

    def test_publishing_is_a_choice(self, client, action):
        data = packed(action)
        gone(action)
        url = f"{self.upload(client, data)}?publish=1"
        page = client.get(url)
        client.post(url, {"digest": page.context["digest"], "publish": "1"})
        assert Action.objects.get().live

    def test_nothing_chosen_is_said(self, client):
        response = client.post(reverse("transfer"), {})
        assert "Choose what is to go" in response.content.decode()

    @pytest.mark.parametrize("group", ["Writers", "Translators", "Publishers"])
    def test_only_administrators(self, client, group):
        sign_in(client, group)
        for name in ("transfer", "upload_content"):
            assert client.get(reverse(name)).status_code in {302, 403, 405}
            assert client.post(reverse(name), {"lists": "on"}).status_code in {302, 403}


def test_no_account_and_no_contact_leaves(action, administrator):
    from home.models import Contact

    city = CityPage.objects.get()
    Contact.objects.create(city=city, name="Sam Example", email="sam@example.org", language="en")
    action.locked_by = administrator
    with zipfile.ZipFile(io.BytesIO(packed(action, city))) as archive:
        text = archive.read("content.json").decode()
    assert "sam@example.org" not in text.lower()
    assert administrator.username not in text
    assert "locked_by" not in text


def test_commands(action, tmp_path, capsys):
    path = tmp_path / "content.zip"
    call_command("export_content", str(path), "--action", "open-doors", "--page", "/en/cities/")
    gone(action)
    call_command("import_content", str(path))
    assert "new: Open doors (en)" in capsys.readouterr().out
    assert not Action.objects.exists()
    call_command("import_content", str(path), "--write")
    assert Action.objects.get().live is False
    with pytest.raises(CommandError, match="Not found: nothing"):
        call_command("export_content", str(path), "--action", "nothing")
    path.write_bytes(b"x")
    with pytest.raises(CommandError, match="no ZIP file"):
        call_command("import_content", str(path))
