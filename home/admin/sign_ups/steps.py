"""What is done with one press of a button: assigning, commenting, letting in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.admin.filters import PersonField
from home.joining.reviewing import assign, comment, let_in
from home.models import SignUp
from home.models.sign_up import LONGEST_TEXT

from .permissions import ForReviewersMixin


def reviewers() -> QuerySet:
    """Return the users to whom a sign-up can be assigned."""
    users: Any = get_user_model().objects
    return users.with_perm(
        "home.change_signup", backend="django.contrib.auth.backends.ModelBackend"
    ).order_by("first_name", "last_name", "username")


class AssignForm(forms.Form):
    """Who looks after a sign-up."""

    assignee = PersonField(
        label=gettext_lazy("Assigned to"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["assignee"].queryset = reviewers()


class CommentForm(forms.Form):
    """A word to the team; the sender never sees it."""

    text = forms.CharField(
        label=gettext_lazy("New comment"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class Step(ForReviewersMixin):
    """One change of one sign-up, then back to the reading view."""

    required = "change"
    http_method_names = ["post"]
    place = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the change and go back to where the button was."""
        sign_up = get_object_or_404(SignUp, pk=pk)
        self.take(sign_up)
        response = redirect("sign-ups:inspect", pk)
        response["Location"] += f"#{self.place}"
        return response

    def take(self, sign_up: SignUp) -> None:
        """Make the change."""
        raise NotImplementedError


class Assign(Step):
    """Say who looks after a sign-up."""

    place = "assigned"

    def take(self, sign_up: SignUp) -> None:
        """Assign it, or nobody."""
        form = AssignForm(self.request.POST)
        if form.is_valid():
            assign(sign_up, form.cleaned_data["assignee"], user=self.request.user)
            messages.success(self.request, _("The assignment is saved."))
        else:
            messages.error(self.request, _("Choose somebody from the list."))


class Comment(Step):
    """Add a comment."""

    place = "comments"

    def take(self, sign_up: SignUp) -> None:
        """Add it unless it says nothing."""
        form = CommentForm(self.request.POST)
        if form.is_valid():
            comment(sign_up, form.cleaned_data["text"], user=self.request.user)
        else:
            messages.error(self.request, _("Write a comment of at most 5,000 characters."))


class LetIn(Step):
    """Take a sign-up to the desk though its address is not confirmed."""

    def take(self, sign_up: SignUp) -> None:
        """Let it in."""
        let_in(sign_up, user=self.request.user)
        messages.success(self.request, _("The sign-up is at the desk now."))
