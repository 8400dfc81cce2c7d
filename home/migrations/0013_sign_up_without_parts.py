from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0012_sign_up_parts")]

    operations = [
        migrations.RemoveField("signup", "commitment"),
        migrations.RemoveField("signup", "action_title"),
        migrations.RemoveField("signup", "action_summary"),
    ]
