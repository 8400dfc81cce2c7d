"""Records that have a history but no drafts: what is saved is public at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from home.admin.beginning import BeginView, PreviewBegunView


class _OnlyByButton:
    """An editor that saves when its button is pressed: what is half typed must not go public."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Leave Wagtail's saving by itself to records with drafts."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False


class SavedAtOnceCreateView(_OnlyByButton, BeginView):
    """Add a record without drafts."""


class SavedAtOnceEditView(_OnlyByButton, EditView):
    """Change a record without drafts."""


class SavedAtOnceViewSet(SnippetViewSet):
    """Records without drafts."""

    add_view_class = SavedAtOnceCreateView
    edit_view_class = SavedAtOnceEditView
    preview_on_add_view_class = PreviewBegunView


@hooks.register("before_edit_snippet")
def keep_first_version(request: HttpRequest, instance: Any) -> None:
    """Keep what a record was before its first change at the desk, so that it can be restored."""
    if request.method != "POST" or not isinstance(instance, RevisionMixin):
        return
    if not isinstance(instance, DraftStateMixin) and instance.latest_revision_id is None:
        instance.save_revision(clean=False)
