"""What the desk says of the bin before something is deleted."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from wagtail.models import Page

from home.bin.keeping import is_kept

register = template.Library()


@register.simple_tag
def bin_notice(record: Any = None) -> str:
    """Say that a record goes to the bin and for how long; nothing of one that doesn't."""
    model = Page if record is None else type(record)
    if not is_kept(model):
        return ""
    return render_to_string("wagtailadmin/bin/notice.html", {"bin_days": settings.BIN_DAYS})
