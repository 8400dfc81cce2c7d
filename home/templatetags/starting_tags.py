"""Marks in templates of the desk that start what would be started by a script in the page."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from home.desk import starting

register = template.Library()


@register.simple_tag
def starter(name: str, *arguments: Any, **options: Any) -> SafeString:
    """Start something with these arguments, and with options as the last of them."""
    return starting.starter(name, *arguments, *([options] if options else []))


@register.simple_tag
def starter_with(name: str, options: str, *arguments: Any) -> SafeString:
    """Start something with these arguments, and with options, written as JSON, as the last."""
    return starting.starter(name, *arguments, json.loads(options))
