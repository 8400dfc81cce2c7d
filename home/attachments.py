"""Small files that are made while someone waits."""

from __future__ import annotations

from django.http import HttpResponse


def attachment(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    """Answer with a file to keep under a name of letters, digits, dots and hyphens."""
    return HttpResponse(
        content,
        headers={
            "Content-Type": content_type,
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )
