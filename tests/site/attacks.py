"""What hostile people write where words or addresses are asked for, and what acts on a page."""

from __future__ import annotations

import unicodedata
from typing import Any

import tinyhtml5

TEXTS = {
    "script": "<script>alert(1)</script>",
    "picture": '"><img src=x onerror=alert(1)>',
    "handler": "' autofocus onfocus='alert(1)",
    "end of a script": "</script><script>alert(1)</script>",
    "end of everything": "--></textarea></title></style></select><svg onload=alert(1)>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "section": "<![CDATA[><script>alert(1)</script>]]>",
    "tag without an end": "<img src=x onerror=alert(1) ",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "template": "{{ 7|add:7 }}{% include 'x' %}${7*7}",
    "JSON": '\\"}];alert(1)//\u2028</script>',
}
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " \x01javascript:alert(1)",
    "java\tscri\npt:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
]
ACTING = ("javascript:", "vbscript:", "data:", "blob:")
LEADING = ("href", "src", "action", "formaction", "data", "cite", "poster", "xlink:href")
FORBIDDEN = {"iframe", "object", "embed", "applet", "base", "frame", "portal"}


def everything() -> str:
    """Return all hostile texts in one."""
    return " ".join(TEXTS.values())


def what_acts(html: str) -> list[str]:
    """Return what a browser would run of a page, beside the scripts that are files of the site."""
    return [found for element in tinyhtml5.parse(html).iter() for found in _of(element)]


def _of(element: Any) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    tag = element.tag.rpartition("}")[2]
    attributes = {str(name).rpartition("}")[2]: value for name, value in element.attrib.items()}
    found = [
        f"<{tag} {name}={value}>"
        for name, value in attributes.items()
        if name.startswith("on") or name == "srcdoc"
    ]
    found += [f"<{tag}>"] if tag in FORBIDDEN else []
    if tag == "script":
        is_file = attributes.get("src", "").startswith("/static/")
        is_data = attributes.get("type") in {"application/ld+json", "application/json"}
        found += [] if is_file or is_data else [f"<script>{element.text or ''}"]
    for name in LEADING:
        address = "".join(
            sign for sign in attributes.get(name, "") if unicodedata.category(sign)[0] not in "ZC"
        )
        if address.lower().startswith(ACTING):
            found.append(f"<{tag} {name}={address[:40]}>")
    return found
