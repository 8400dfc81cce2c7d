"""Images and documents out of a package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from home.uploads.documents import check_document
from home.uploads.fields import PictureField

from .package import Package, PackageRefusedError
from .writing import DOCUMENT_FIELDS, FOCUS_FIELDS, IMAGE_FIELDS

TEXT_LENGTH = 255


def store_files(package: Package, user: Any) -> list[str]:
    """Store the files that are not here yet; return where, so that they can be removed again."""
    stored = []
    for key, described in package.files.items():
        model = get_document_model() if described.get("kind") == "document" else get_image_model()
        if not model.objects.filter(file_hash=key).exists():
            record = _made(model, key, described, package.contents[key])
            record.uploaded_by_user = user
            record.save()
            stored.append(record.file.name)
    return stored


def remove_files(names: list[str]) -> None:
    """Remove what was stored for a preview, or before something failed."""
    for name in names:
        default_storage.delete(name)


def _made(model: type[Any], key: str, described: dict[str, Any], data: bytes) -> Any:
    name = get_valid_filename(Path(str(described.get("name", ""))).name or key)
    extension = Path(name).suffix.lower().removeprefix(".")
    is_document = model is get_document_model()
    allowed = settings.WAGTAILDOCS_EXTENSIONS if is_document else settings.WAGTAILIMAGES_EXTENSIONS
    if extension not in allowed:
        raise PackageRefusedError(_("A file of this kind is not taken: %(name)s") % {"name": name})
    _check(name, data, is_document=is_document)
    record = model(file=ContentFile(data, name=name), file_size=len(data), file_hash=key)
    for field in DOCUMENT_FIELDS if is_document else IMAGE_FIELDS:
        setattr(record, field, str(described.get(field) or "")[:TEXT_LENGTH])
    record.title = record.title or name
    if not is_document:
        for field in FOCUS_FIELDS:
            value = described.get(field)
            setattr(record, field, value if isinstance(value, int) and value >= 0 else None)
    return record


def _check(name: str, data: bytes, *, is_document: bool) -> None:
    """Look at a file as the desk does, which has left nothing but the picture in an image."""
    try:
        if is_document:
            check_document(name, data)
            return
        picture = PictureField().clean(SimpleUploadedFile(name, data))
    except ValidationError as error:
        raise PackageRefusedError(f"{name}: {error.messages[0]}") from error
    if picture.size != len(data):
        raise PackageRefusedError(
            _("The image tells more than it shows, such as its place: %(name)s") % {"name": name}
        )
