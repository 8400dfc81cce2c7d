"""How widgets of the desk are started without a script in the page (decision 35).

Wagtail's own put a script beside each widget, which a strict content policy refuses. Here an
attribute says what is to be started, and ``static/desk/start.js`` starts it.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def script() -> SafeString:
    """Return the script that starts what is marked; it is on every page of the desk."""
    return format_html('<script src="{}"></script>', versioned_static("desk/start.js"))


def starter(name: str, *arguments: Any) -> SafeString:
    """Return the mark that starts what Wagtail's scripts know under a name."""
    return format_html(
        '<span hidden data-controller="desk-start" data-desk-start-name-value="{}"'
        ' data-desk-start-arguments-value="{}"></span>',
        name,
        json.dumps(arguments),
    )


def render_chooser(
    chooser: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None
) -> SafeString:
    """Render a chooser as Wagtail does, with a mark in the place of the script."""
    data = chooser.get_value_data(value)
    html = chooser.render_html(name, data, attrs)
    if isinstance(chooser, AdminTaskChooser):
        mark = starter("createTaskChooser", attrs["id"])
    else:
        options = chooser.get_js_init_options(attrs["id"], name, data)
        mark = starter(chooser.js_constructor, attrs["id"], options)
    return format_html("{}{}", html, mark)


def connect() -> None:
    """Let all choosers of the desk be rendered so; Wagtail's panels make them by themselves."""
    BaseChooser.render = render_chooser
