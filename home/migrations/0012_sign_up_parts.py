"""Give every sign-up its commitment and its action as parts, and the groups their permissions."""

from django.db import migrations

GRANTS = {
    "Reviewers": [("messagetext", ["add", "change", "delete", "view"])],
    "Administrators": [
        ("messagetext", ["add", "change", "delete", "view"]),
        ("signup", ["export"]),
    ],
}


def make_parts(apps, schema_editor):
    SignUp = apps.get_model("home", "SignUp")
    for sign_up in SignUp.objects.iterator():
        if sign_up.commitment:
            sign_up.commitments.create(text=sign_up.commitment)
        if sign_up.action_title or sign_up.action_summary:
            title = sign_up.action_title or sign_up.action_summary[:255]
            sign_up.actions.create(title=title, summary=sign_up.action_summary)
        sign_up.preferred_language = sign_up.language
        sign_up.text_languages = [sign_up.language]
        sign_up.save(update_fields=["preferred_language", "text_languages"])


def grant(apps, schema_editor):
    """Django makes permissions after all migrations have run, so make them here."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for name, rows in GRANTS.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        for model, actions in rows if group else ():
            content_type, _ = ContentType.objects.get_or_create(app_label="home", model=model)
            meta = apps.get_model("home", model)._meta
            for action in actions:
                label = meta.verbose_name_plural if action == "export" else meta.verbose_name
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {label}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("home", "0011_joining")]

    operations = [
        migrations.RunPython(make_parts, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
