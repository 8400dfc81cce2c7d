"""Writers, reviewers, publishers and focal points, and the review in two steps.

Whoever could publish still can: "Reviewers" become "Publishers", and the new "Reviewers" read first.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


DESK = [("wagtailadmin", "admin", ["access_admin"])]
TRANSLATING = [("wagtail_localize", "translation", ["submit_translation"])]
FACTS = [("home", "sitesettings", ["change_facts"])]
LISTS = [("actions", name, ["view"]) for name in ("category", "priority", "objective")]
STORY_LISTS = [("blog", name, ["add", "change", "view"]) for name in ("author", "tag")]

MODEL_PERMISSIONS = {
    "Reviewers": [
        *DESK,
        *TRANSLATING,
        *FACTS,
        *LISTS,
        *STORY_LISTS,
        ("actions", "action", ["change", "view", "lock", "unlock"]),
    ],
    "Focal points": [*DESK, *FACTS, *LISTS, ("actions", "action", ["change", "view"])],
}
PAGE_PERMISSIONS = {"Reviewers": ["change", "lock", "unlock"], "Focal points": ["change"]}
FILES = [("wagtailimages", "image"), ("wagtaildocs", "document")]
COLLECTION_PERMISSIONS = {
    "Reviewers": [(*file, ["add", "change", "choose"]) for file in FILES],
    "Focal points": [(*file, ["add", "choose"]) for file in FILES],
}
# Those whose name is not Django's own for an action with a model.
PLAIN = {"access_admin", "submit_translation", "change_facts"}


def permissions_of(apps, rows):
    """Return permissions that earlier migrations have made."""
    Permission = apps.get_model("auth", "Permission")
    for app_label, model, actions in rows:
        for action in actions:
            codename = action if action in PLAIN else f"{action}_{model}"
            yield Permission.objects.get(
                content_type__app_label=app_label, content_type__model=model, codename=codename
            )


def create_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Reviewers").update(name="Publishers")
    Group.objects.filter(name="Editors").update(name="Writers")
    root_page = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    root_collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name, rows in MODEL_PERMISSIONS.items():
        group = Group.objects.create(name=name)
        group.permissions.set(permissions_of(apps, rows))
        pages = [("wagtailcore", "page", PAGE_PERMISSIONS[name])]
        for permission in permissions_of(apps, pages):
            group.page_permissions.create(page=root_page, permission=permission)
        for permission in permissions_of(apps, COLLECTION_PERMISSIONS[name]):
            group.collection_permissions.create(collection=root_collection, permission=permission)


def review_in_two_steps(apps, schema_editor):
    """First somebody reads, then somebody publishes."""
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Review").first()
    review = GroupApprovalTask.objects.filter(name="Review").first()
    if workflow is None or review is None:
        return
    review.groups.set(Group.objects.filter(name="Reviewers"))
    publication = GroupApprovalTask.objects.create(
        name="Publication", content_type=review.content_type
    )
    publication.groups.set(Group.objects.filter(name__in=["Publishers", "Administrators"]))
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowTask.objects.create(workflow=workflow, task=publication, sort_order=1)


def remove_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=MODEL_PERMISSIONS).delete()
    Group.objects.filter(name="Publishers").update(name="Reviewers")
    Group.objects.filter(name="Writers").update(name="Editors")


def review_in_one_step(apps, schema_editor):
    """Whoever publishes reads, too; the groups still have their newer names."""
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    apps.get_model("wagtailcore", "WorkflowTask").objects.filter(
        workflow__name="Review", task__name="Publication"
    ).delete()
    GroupApprovalTask.objects.filter(name="Publication").delete()
    Group = apps.get_model("auth", "Group")
    for review in GroupApprovalTask.objects.filter(name="Review"):
        review.groups.set(Group.objects.filter(name__in=["Publishers", "Administrators"]))


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0009_newsroom_blocks'),
        ('home', '0023_glossary'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DeskReach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ar', 'العربية'), ('en', 'English'), ('es', 'Español'), ('fr', 'Français'), ('ru', 'Русский'), ('zh-hans', '中文')], max_length=10), blank=True, default=list, size=None, verbose_name='languages')),
                ('lrgs', models.ManyToManyField(blank=True, limit_choices_to={'is_source': True}, related_name='+', to='actions.citypage', verbose_name='cities and regions')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_reach', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reach at the desk',
                'verbose_name_plural': 'reaches at the desk',
            },
        ),
        migrations.RunPython(create_roles, remove_roles),
        migrations.RunPython(review_in_two_steps, review_in_one_step),
    ]
