"""The fields of forms that take images and documents."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from .documents import check_document
from .images import NoImageError, TooManyPixelsError, without_metadata


class PictureField(WagtailImageField):
    """Wagtail's decodes an image before it asks how large it is, and keeps all that it tells."""

    def to_python(self, data: Any) -> Any:
        """Return the picture and nothing else of a file."""
        if not data:
            return super().to_python(data)
        self.check_image_file_size(data)
        content = data.read()
        data.seek(0)
        try:
            picture = without_metadata(content, self.max_image_pixels)
        except NoImageError as error:
            message = self.error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error
        except TooManyPixelsError as error:
            message = self.error_messages["file_too_many_pixels"] % {
                "num_pixels": error.pixels or "?",
                "max_pixels_count": self.max_image_pixels,
            }
            raise ValidationError(message, code="file_too_many_pixels") from error
        if picture != content:
            data = SimpleUploadedFile(data.name, picture, data.content_type)
        return super().to_python(data)


class DocumentField(WagtailDocumentField):
    """Wagtail's looks at a document's name only."""

    def to_python(self, data: Any) -> Any:
        """Refuse a file whose content is something else, or acts when it is opened."""
        file = super().to_python(data)
        if file:
            check_document(file.name, file.read())
            file.seek(0)
        return file
