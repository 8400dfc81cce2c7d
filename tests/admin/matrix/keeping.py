"""What is done with sign-ups, people, accounts and the installation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from actions.models import CityPage
from home.accounts import second_factor
from home.joining.reviewing import seen_as
from home.models import (
    ContentImport,
    MessageText,
    SignUp,
)
from tests.admin.matrix.base import (
    NAME,
    NAMES,
    PASSWORD,
    action,
    fresh,
    is_file,
    post,
)

# Sign-ups and personal data


@action("Change the status of a sign-up")
def change_status(client: Client, desk: Any) -> bool:
    post(client, "sign-ups:status", desk.sign_up.pk, "in_review", seen=seen_as(desk.sign_up))
    return bool(fresh(desk.sign_up).status == SignUp.Status.IN_REVIEW)


@action("Comment on a sign-up")
def comment_on_sign_up(client: Client, desk: Any) -> bool:
    post(client, "sign-ups:comment", desk.sign_up.pk, text="Looks good.")
    return bool(fresh(desk.sign_up).comments.exists())


@action("Make drafts from a sign-up")
def make_drafts(client: Client, desk: Any) -> bool:
    before = CityPage.objects.count()
    post(client, "sign_up_drafts", desk.sign_up.pk)
    return CityPage.objects.count() > before


@action("Take out the data of a person")
def export_person(client: Client, desk: Any) -> bool:
    email = desk.sign_up.contact_email
    return is_file(post(client, "personal_data", email=email, export="1"))


@action("Erase the data of a person")
def erase_person(client: Client, desk: Any) -> bool:
    email = desk.sign_up.contact_email
    post(client, "personal_data", email=email, erase="1", is_sure="on")
    return not SignUp.objects.filter(contact_email=email).exists()


@action("Change the texts of mails")
def change_mail(client: Client, desk: Any) -> bool:
    text = {"subject": "Gracias", "body": "Hola {name}:\n\n{link}"}
    post(client, "mail_text", "received", "es", **text)
    return MessageText.objects.exists()


# Accounts and the installation


@action("Make an account")
def add_user(client: Client, desk: Any) -> bool:
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    post(client, "wagtailusers_users:add", username="new", **NAME, **passwords)
    return get_user_model().objects.filter(username="new").exists()


@action("Change an account")
def change_user(client: Client, desk: Any) -> bool:
    post(client, "wagtailusers_users:edit", desk.colleague.pk, **{**desk.forms["user"], **NAME})
    return bool(fresh(desk.colleague).first_name == "Alex")


@action("Give a role")
def give_role(client: Client, desk: Any) -> bool:
    NAMES.add("wagtail_bulk_action")
    url = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    role = Group.objects.get(name="Reviewers")
    client.post(f"{url}?id={desk.colleague.pk}", {"role": role.pk})
    return bool(desk.colleague.groups.filter(pk=role.pk).exists())


@action("Reset a colleague’s second factor")
def reset_second_factor(client: Client, desk: Any) -> bool:
    post(client, "second_factor_reset", desk.colleague.pk)
    return second_factor.device_of(desk.colleague) is None


@action("Add a role")
def add_group(client: Client, desk: Any) -> bool:
    url = reverse("wagtailusers_groups:add")
    NAMES.add("wagtailusers_groups:add")
    client.post(url, {**desk.forms["group"], "name": "Guests"})
    return Group.objects.filter(name="Guests").exists()


@action("Add a redirect")
def add_redirect(client: Client, desk: Any) -> bool:
    link = {"old_path": "/old", "redirect_link": "https://example.org/", "is_permanent": "on"}
    post(client, "wagtailredirects:add", **link)
    return Redirect.objects.exists()


@action("Bring content from another installation")
def import_content(client: Client, desk: Any) -> bool:
    post(client, "upload_content", file=SimpleUploadedFile("content.zip", desk.package))
    return ContentImport.objects.exists()


@action("Take content out for another installation")
def export_content(client: Client, desk: Any) -> bool:
    return is_file(post(client, "transfer", action=desk.action.pk))
