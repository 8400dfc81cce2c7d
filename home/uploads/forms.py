"""The forms with which images and documents come to the desk, one or several at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .fields import DocumentField, PictureField


class ImageForm(BaseImageForm):
    """An image with its words; parts of it may be left out, as where several are uploaded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_by(PictureField, self.fields)


class DocumentForm(BaseDocumentForm):
    """A document with its words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_by(DocumentField, self.fields)


class PortraitForm(AvatarPreferencesForm):
    """The picture that others at the desk see beside a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_by(PictureField, self.fields, "avatar")


def take_by(kind: type[forms.FileField], fields: dict[str, Any], name: str = "file") -> None:
    """Put our field in the place of the one that Wagtail makes, as it is."""
    made = fields.get(name)
    if made:
        fields[name] = kind(label=made.label, required=made.required, widget=made.widget)
