"""The forms with which images and documents come to the desk, one or several at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .fields import DocumentField, PictureField
from .room import has_room

# The forms that the mixin is mixed into have what it uses; there is nothing to inherit.
_Form: Any = object


class RoomMixin(_Form):
    """Refuse a file that has no room while the form with all its other words is still there."""

    def clean(self) -> Any:
        """Look at a file that was chosen now."""
        cleaned = super().clean()
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and not has_room(file.size or 0):
            message = _(
                "There is no room for this file at the moment. Whatever else you have entered is "
                "kept; please tell those who run the site."
            )
            self.add_error("file", ValidationError(message, code="no_room"))
        return cleaned


class ImageForm(RoomMixin, BaseImageForm):
    """An image with its words; parts of it may be left out, as where several are uploaded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_by(PictureField, self.fields)


class DocumentForm(RoomMixin, BaseDocumentForm):
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
