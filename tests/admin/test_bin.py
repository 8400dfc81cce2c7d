"""What is deleted at the desk can be brought back as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation

from actions.models import Action, ActionLRG, Category, CityPage, Commitment
from blog.models import Author, StoryPage
from home.models import BinEntry, Contact
from tests.admin.desk import messages_of, sign_in
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    CommitmentProgressFactory,
    ObjectiveFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.home import SiteSettingsFactory, StandardPageFactory, home_page
from tests.factories.translations import submit, translate, translation_of

pytestmark = pytest.mark.django_db

ACTION_DELETE = "wagtailsnippets_actions_action:delete"


@pytest.fixture(autouse=True)
def administrator(client):
    return sign_in(client, "Administrators")


def delete(client, record):
    if isinstance(record, Page):
        url = reverse("wagtailadmin_pages:delete", args=[record.pk])
    else:
        url = reverse(record.snippet_viewset.get_url_name("delete"), args=[record.pk])
    return client.post(url, follow=True)


def restore(client, **data):
    """Bring the newest entry back and return the answer."""
    entry = BinEntry.objects.first()
    return client.post(
        reverse("bin:inspect", args=[entry.pk]), {"state": "published", **data}, follow=True
    )


def contents(record):
    """Return all fields of a record's row, and what belongs to it, by its keys."""
    fresh = type(record)._base_manager.get(pk=record.pk)
    ignored = {"latest_revision_created_at"}
    return {
        field.name: field.value_from_object(fresh)
        for field in type(record)._meta.concrete_fields
        if field.name not in ignored
    }


class TestActions:
    @pytest.fixture
    def action(self):
        for code in ("en", "fr"):
            action_index(code)
        action = ActionFactory(
            title="Open doors",
            slug="open-doors",
            lrgs=[CityPageFactory(), CityPageFactory()],
            categories=[CategoryFactory()],
            objectives=[ObjectiveFactory()],
        )
        ActionProgressFactory(action=action)
        action = Action.objects.get(pk=action.pk)
        action.save_revision().publish()
        return action

    def test_it_comes_back_as_it_was_with_its_relations(self, client, action):
        story = StoryPageFactory(related_actions=[action])
        action.refresh_from_db()
        before = contents(action)
        delete(client, action)
        assert not Action.objects.exists()
        assert client.get("/en/actions/open-doors/").status_code == 404
        restore(client)
        back = Action.objects.get(pk=action.pk)
        assert contents(back) == before
        assert back.lrgs.count() == 2
        assert (back.categories.count(), back.objectives.count()) == (1, 1)
        assert back.progress.get().text == "Two hundred families have been received."
        assert back.revisions.count() == 1
        assert list(StoryPage.objects.get(pk=story.pk).related_actions.all()) == [back]
        assert "Open doors" in client.get("/fr/actions/open-doors/").content.decode()
        assert not BinEntry.objects.exists()

    def test_its_translations_come_back_with_the_translators_work(self, client, action):
        translation = submit(action, "fr")
        words = {"The city opens a door.": "Une porte.", "Open doors": "Portes ouvertes"}
        translate(
            translation,
            {**words, "Two hundred families have been received.": "Deux cents familles."},
        )
        translation.save_target(publish=True)
        key = Action.objects.get(locale__language_code="fr").pk
        delete(client, action)
        assert Action.objects.count() == 0
        restore(client)
        row = Action.objects.get(pk=key)
        assert (row.title, row.live) == ("Portes ouvertes", True)
        assert row.progress.get().text == "Deux cents familles."
        assert StringTranslation.objects.count() == 3
        translation.refresh_from_db()
        assert translation.get_progress() == (3, 3)
        assert translation.get_target_instance() == row

    def test_it_comes_back_as_a_draft_unless_asked_otherwise(self, client, action):
        translation_of(action, "fr")
        Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(hours=1))
        delete(client, action)
        restore(client, state="drafts")
        call_command("publish_scheduled", verbosity=0)
        assert set(Action.objects.values_list("live", "has_unpublished_changes")) == {(False, True)}

    def test_a_translation_alone_comes_back_alone(self, client, action):
        row = translation_of(action, "fr", title="Portes")
        delete(client, row)
        assert action.get_translations().count() == 0
        restore(client)
        assert action.get_translations().get().title == "Portes"

    def test_a_translation_waits_for_its_original(self, client, action):
        row = translation_of(action, "fr", title="Portes")
        delete(client, row)
        delete(client, action)
        entry = BinEntry.objects.last()
        url = reverse("bin:inspect", args=[entry.pk])
        response = client.post(url, {"state": "drafts"}, follow=True)
        assert "Restore the original first" in messages_of(response)[0]
        restore(client)
        client.post(url, {"state": "drafts"})
        assert Action.objects.count() == 2

    def test_a_slug_taken_meanwhile_is_asked_for(self, client, action):
        translation_of(action, "fr")
        delete(client, action)
        ActionFactory(slug="open-doors", title="Another door")
        page = client.get(reverse("bin:inspect", args=[BinEntry.objects.get().pk]))
        assert page.context["form"].fields["slug"].initial == "open-doors-2"
        assert "“Another door” has “open-doors” now" in page.content.decode()
        response = restore(client, slug="open-doors")
        assert "has this slug already" in messages_of(response)[0]
        restore(client, slug="open-doors-2")
        assert set(Action.objects.values_list("slug", flat=True)) == {"open-doors", "open-doors-2"}

    def test_deleting_many_from_the_list(self, client, action):
        other = ActionFactory()
        url = reverse("wagtail_bulk_action", args=["actions", "action", "delete"])
        url = f"{url}?id={action.pk}&id={other.pk}"
        assert "can be restored for 30 days" in client.get(url).content.decode()
        client.post(url)
        assert BinEntry.objects.count() == 2
        restore(client)
        restore(client)
        assert Action.objects.count() == 2

    def test_what_is_gone_meanwhile_is_left_out(self, client, action):
        category = action.categories.get()
        delete(client, action)
        category.delete()
        restore(client)
        assert Action.objects.get().categories.count() == 0

    def test_old_addresses_lead_to_it_again(self, client, action):
        action.slug = "doors"
        action.save()
        delete(client, action)
        assert client.get("/en/actions/open-doors/").status_code == 404
        restore(client)
        assert client.get("/en/actions/open-doors/")["Location"] == "/en/actions/doors/"


class TestPages:
    @pytest.fixture
    def city(self):
        for code in ("en", "fr"):
            city_index(code)
        city = CityPageFactory(slug="old-town", title="Old Town")
        commitment = CommitmentFactory(page=city, text="A centre.")
        CommitmentProgressFactory(commitment=commitment)
        return CityPage.objects.get(pk=city.pk)

    def test_it_comes_back_as_it_was_with_its_translations(self, client, city):
        row = translation_of(city, "fr", title="Vieille Ville")
        before = contents(city), contents(row)
        count = Commitment.objects.count()
        delete(client, city)
        assert not CityPage.objects.exists()
        restore(client)
        assert (contents(city), contents(row)) == before
        assert Commitment.objects.count() == count
        for code, title in (("en", "Old Town"), ("fr", "Vieille Ville"), ("es", "Old Town")):
            home_page(code)
            assert title in client.get(f"/{code}/cities/old-town/").content.decode()
        assert not Page.find_problems()[0]

    def test_its_place_may_have_been_taken(self, client, city):
        delete(client, city)
        others = [CityPageFactory() for _ in range(2)]
        restore(client)
        back = CityPage.objects.get(slug="old-town")
        assert back.path not in {page.path for page in others}
        assert back.get_parent().numchild == 3
        assert all(not problems for problems in Page.find_problems())

    def test_pages_below_it_come_back_too(self, client):
        top = StandardPageFactory(slug="about")
        below = StandardPageFactory(parent=top, slug="team")
        StandardPageFactory(parent=below, slug="people")
        for page in (top, below):
            translation_of(page, "fr")
        delete(client, top)
        assert BinEntry.objects.count() == 1
        parent = home_page()
        parent.slug = "start"
        restore(client)
        assert client.get("/en/about/team/people/").status_code == 200
        assert client.get("/fr/about/team/people/").status_code == 200
        assert all(not problems for problems in Page.find_problems())

    def test_a_page_whose_parent_is_gone_asks_for_another(self, client):
        top, other = StandardPageFactory(slug="about"), StandardPageFactory(slug="more")
        page = StandardPageFactory(parent=top, slug="team")
        translation_of(page, "fr")
        delete(client, page)
        delete(client, top)
        entry = BinEntry.objects.last()
        url = reverse("bin:inspect", args=[entry.pk])
        assert "parent" in client.post(url, {"state": "drafts"}).context["form"].errors
        wrong = {"state": "drafts", "parent": story_index().pk}
        assert "parent" in client.post(url, wrong).context["form"].errors
        client.post(url, {"state": "published", "parent": other.pk})
        assert client.get("/en/more/team/").status_code == 200
        assert all(not problems for problems in Page.find_problems())

    def test_a_story_comes_back_with_authors_tags_and_actions(self, client):
        authors, tags, related = [AuthorFactory()], [TagFactory()], [ActionFactory()]
        story = StoryPageFactory(authors=authors, tags=tags, related_actions=related)
        delete(client, story)
        restore(client)
        story = StoryPage.objects.get()
        assert list(story.authors.all()) == authors
        assert list(story.tags.all()) == tags
        assert list(story.related_actions.all()) == related

    def test_references_that_were_emptied_are_filled_again(self, client):
        from tests.factories.home import ReportPageFactory

        report = ReportPageFactory()
        action = ActionFactory(edition=report)
        delete(client, report)
        action.refresh_from_db()
        assert action.edition is None
        restore(client)
        action.refresh_from_db()
        assert action.edition == report

    def test_a_city_with_actions_says_why_it_stays(self, client, city):
        ActionFactory(title="Open doors", lrgs=[city])
        for response in (
            delete(client, city),
            delete(client, city_index()),
            client.get(reverse("wagtailadmin_pages:delete", args=[city.pk]), follow=True),
        ):
            assert "1 record needs it: “Open doors”" in messages_of(response)[0]
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{bulk}?id={city.pk}")
        assert CityPage.objects.exists()
        assert not BinEntry.objects.exists()

    def test_pages_deleted_from_a_list_go_together(self, client, city):
        other = CityPageFactory()
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{bulk}?id={city.pk}&id={other.pk}")
        assert set(BinEntry.objects.values_list("title", flat=True)) == {city.title, other.title}

    def test_people_are_never_kept(self, client, city):
        Contact.objects.create(city=city, name="Alex Example", email="alex@example.org")
        delete(client, city)
        entry = BinEntry.objects.get()
        assert "alex" not in str(entry.rows).lower()
        restore(client)
        assert not Contact.objects.exists()


@pytest.mark.parametrize("make", [AuthorFactory, TagFactory, CategoryFactory, SiteSettingsFactory])
def test_short_lists_and_settings_come_back(client, make):
    record = make()
    if make is not SiteSettingsFactory:
        translation_of_term = record.copy_for_translation(home_page("fr").locale)
        translation_of_term.save()
    before = contents(record)
    assert (
        "restored for 30 days"
        in client.get(
            reverse(record.snippet_viewset.get_url_name("delete"), args=[record.pk])
        ).content.decode()
    )
    delete(client, record)
    assert not type(record).objects.exists()
    restore(client)
    assert contents(record) == before


def test_a_category_comes_back_to_its_actions(client):
    category = CategoryFactory()
    action = ActionFactory(categories=[category])
    delete(client, category)
    assert not action.categories.exists()
    restore(client)
    assert list(Action.objects.get().categories.all()) == [category]
    assert list(Category.objects.all()) == [category]


def test_what_exists_again_is_not_doubled(client):
    author = AuthorFactory()
    delete(client, author)
    AuthorFactory(translation_key=author.translation_key)
    assert "exists again" in messages_of(restore(client))[0]
    assert Author.objects.count() == 1


class TestWho:
    @pytest.fixture
    def entry(self, client):
        delete(client, ActionFactory())
        return BinEntry.objects.get()

    def test_reviewers_restore_but_do_not_erase(self, client, entry):
        sign_in(client, "Publishers")
        assert client.get(reverse("bin:index")).status_code == 200
        client.post(reverse("bin:delete", args=[entry.pk]))
        assert BinEntry.objects.exists()
        restore(client)
        assert Action.objects.get().live

    def test_administrators_erase(self, client, entry):
        client.post(reverse("bin:delete", args=[entry.pk]))
        assert not BinEntry.objects.exists()

    @pytest.mark.parametrize("group", ["Writers", "Translators"])
    def test_others_see_no_bin(self, client, entry, group):
        sign_in(client, group)
        for url in (reverse("bin:index"), reverse("bin:inspect", args=[entry.pk])):
            assert client.get(url).status_code in {302, 403}
            client.post(url)
        assert BinEntry.objects.exists()

    def test_who_deleted_is_shown(self, client, entry, administrator):
        text = client.get(reverse("bin:index")).content.decode()
        assert administrator.username in text
        assert entry.title in text


def test_the_clock_empties_the_bin(client, settings):
    delete(client, ActionFactory())
    delete(client, ActionFactory())
    old = BinEntry.objects.last()
    BinEntry.objects.filter(pk=old.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    call_command("empty_bin", verbosity=0)
    assert list(BinEntry.objects.all()) != [old]
    assert BinEntry.objects.count() == 1


def test_deleting_says_where_it_went(client):
    response = delete(client, ActionFactory())
    assert any("in the bin for 30 days" in text for text in messages_of(response))
    assert ActionLRG.objects.count() == 0
