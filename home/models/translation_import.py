"""A file of translations between its upload and the confirmation of what it would do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from .kept_file import KeptFile


class TranslationImport(KeptFile):
    """A file that a translator has sent.

    ``translation`` is the one whose editor it was uploaded from, if it was.
    """

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="+", null=True, editable=False
    )

    class Meta(KeptFile.Meta):
        verbose_name = _("import of translations")
        verbose_name_plural = _("imports of translations")
