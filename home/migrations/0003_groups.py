"""The four groups of the desk, what each may do, and the review before publication.

Django makes permissions after all migrations have run, so this one makes those that it needs.
Of Wagtail's own groups "Editors" stays, and "Moderators" becomes "Reviewers".
"""

from django.db import migrations

ALL = ("add", "change", "delete", "view")
PUBLISHING = ("publish", "lock", "unlock")

CUSTOM_NAMES = {
    "change_facts": "Can change facts: dates, places, themes, sources",
    "submit_translation": "Can submit translations",
    "access_admin": "Can access Wagtail admin",
    "choose_image": "Can choose image",
    "choose_document": "Can choose document",
}

DESK = [
    ("wagtailadmin", "admin", ["access_admin"]),
    ("wagtail_localize", "translation", ["submit_translation"]),
]
FACTS = [("home", "sitesettings", ["change_facts"])]
LISTS = [("actions", "category"), ("actions", "priority"), ("actions", "objective")]
STORY_LISTS = [("blog", "author"), ("blog", "tag")]
INSTALLATION = [
    ("auth", "user"),
    ("auth", "group"),
    ("wagtailcore", "site"),
    ("wagtailcore", "locale"),
    ("wagtailcore", "workflow"),
    ("wagtailcore", "task"),
    ("wagtailcore", "groupapprovaltask"),
    ("wagtailredirects", "redirect"),
    ("wagtailsearchpromotions", "searchpromotion"),
]

MODEL_PERMISSIONS = {
    "Editors": [
        *DESK,
        *FACTS,
        ("actions", "action", ["add", "change", "view"]),
        *((*model, ["view"]) for model in LISTS),
        *((*model, ["add", "change", "view"]) for model in STORY_LISTS),
    ],
    "Translators": [
        *DESK,
        ("actions", "action", ["change", "view"]),
        *((*model, ["view"]) for model in LISTS),
        *((*model, ["change", "view"]) for model in STORY_LISTS),
    ],
    "Reviewers": [
        *DESK,
        *FACTS,
        ("actions", "action", [*ALL, *PUBLISHING]),
        *((*model, ["add", "change", "view"]) for model in LISTS),
        *((*model, ALL) for model in STORY_LISTS),
        ("home", "sitesettings", ["change", "view"]),
        ("home", "signup", ["change", "view"]),
    ],
    "Administrators": [
        *DESK,
        *FACTS,
        ("actions", "action", [*ALL, *PUBLISHING]),
        *((*model, ALL) for model in LISTS),
        *((*model, ALL) for model in STORY_LISTS),
        ("home", "sitesettings", ALL),
        ("home", "signup", ["change", "delete", "view"]),
        *((*model, ALL) for model in INSTALLATION),
    ],
}

PAGE_PERMISSIONS = {
    "Editors": ["add", "change"],
    "Translators": ["change"],
    "Reviewers": ["add", "change", "publish", "lock", "unlock"],
    "Administrators": ["add", "bulk_delete", "change", "publish", "lock", "unlock"],
}

IMAGE = ("wagtailimages", "image")
DOCUMENT = ("wagtaildocs", "document")
COLLECTION = ("wagtailcore", "collection")
COLLECTION_PERMISSIONS = {
    "Editors": [(*IMAGE, ["add", "change", "choose"]), (*DOCUMENT, ["add", "change", "choose"])],
    "Translators": [(*IMAGE, ["choose"]), (*DOCUMENT, ["choose"])],
    "Reviewers": [
        (*IMAGE, ["add", "change", "delete", "choose"]),
        (*DOCUMENT, ["add", "change", "delete", "choose"]),
    ],
    "Administrators": [
        (*IMAGE, ["add", "change", "delete", "choose"]),
        (*DOCUMENT, ["add", "change", "delete", "choose"]),
        (*COLLECTION, ["add", "change", "delete"]),
    ],
}


def get_permission(apps, app_label, model, action):
    """Return a permission, made if Django has not made it yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    codename = action if action in CUSTOM_NAMES else f"{action}_{model}"
    name = CUSTOM_NAMES.get(codename)
    if name is None:
        name = f"Can {action} {apps.get_model(app_label, model)._meta.verbose_name}"
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


def permissions_of(apps, rows):
    return [
        get_permission(apps, app_label, model, action)
        for app_label, model, actions in rows
        for action in actions
    ]


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    root_page = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    root_collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    Group.objects.filter(name="Moderators").update(name="Reviewers")
    for name, rows in MODEL_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(permissions_of(apps, rows))
        for action in PAGE_PERMISSIONS[name]:
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=root_page,
                permission=get_permission(apps, "wagtailcore", "page", action),
            )
        for permission in permissions_of(apps, COLLECTION_PERMISSIONS[name]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root_collection, permission=permission
            )


def create_workflow(apps, schema_editor):
    """One review by one group, for every page and every action."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Workflow.objects.filter(name="Moderators approval").update(name="Review")
    GroupApprovalTask.objects.filter(name="Moderators approval").update(name="Review")
    task_type, _ = ContentType.objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    action_type, _ = ContentType.objects.get_or_create(app_label="actions", model="action")
    task, _ = GroupApprovalTask.objects.get_or_create(
        name="Review", defaults={"content_type": task_type}
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name="Reviewers"))
    workflow, _ = Workflow.objects.get_or_create(name="Review")
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task=task, defaults={"sort_order": 0}
    )
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=apps.get_model("wagtailcore", "Page").objects.get(depth=1),
        defaults={"workflow": workflow},
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.update_or_create(
        content_type=action_type, defaults={"workflow": workflow}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_seedrecord"),
        ("actions", "0002_initial"),
        ("blog", "0002_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="sitesettings",
            options={
                "permissions": [
                    ("change_facts", "Can change facts: dates, places, themes, sources")
                ],
                "verbose_name": "site settings",
                "verbose_name_plural": "site settings",
            },
        ),
        migrations.RunPython(create_groups, migrations.RunPython.noop),
        migrations.RunPython(create_workflow, migrations.RunPython.noop),
    ]
