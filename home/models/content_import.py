"""A file of content between its upload and the confirmation of what it would do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .kept_file import KeptFile


class ContentImport(KeptFile):
    """A file from another installation."""

    class Meta(KeptFile.Meta):
        verbose_name = _("import of content")
        verbose_name_plural = _("imports of content")
        permissions = [("transfer_content", "Can take content to and from other installations")]
