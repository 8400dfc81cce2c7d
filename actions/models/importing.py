"""A spreadsheet between its upload and the confirmation of what it would do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from home.models.kept_file import KeptFile


class ActionImport(KeptFile):
    """A file of actions."""

    class Meta(KeptFile.Meta):
        verbose_name = _("import of actions")
        verbose_name_plural = _("imports of actions")
