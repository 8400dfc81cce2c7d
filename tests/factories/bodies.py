"""Bodies with blocks that need more than a text."""

from __future__ import annotations

import json
import uuid
from typing import Any

from .home import SiteImageFactory


def block(kind: str, value: Any) -> dict[str, Any]:
    """Return a block as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def picture(alt: str = "A door", *, decorative: bool = False, **values: Any) -> dict[str, Any]:
    """Return an image of a gallery."""
    image = {"image": SiteImageFactory().pk, "alt_text": alt, "decorative": decorative}
    return block("item", {"image": image, "caption": "", "credit": "", **values})


def gallery(*pictures: dict[str, Any]) -> dict[str, Any]:
    """Return a gallery."""
    return block("gallery", {"heading": "The new centre", "images": list(pictures)})


def video(address: str = "https://www.youtube.com/watch?v=abcdefghijk") -> dict[str, Any]:
    """Return a video with its transcript."""
    value = {
        "title": "A walk through the market",
        "address": address,
        "poster": None,
        "transcript": "<p>The baker says good morning.</p>",
    }
    return block("video", value)


def notes(*texts: str) -> dict[str, Any]:
    """Return a list of notes."""
    return block("notes", {"notes": [block("item", f"<p>{text}</p>") for text in texts]})


def every_medium() -> str:
    """Return a body with sections, a video, a gallery and a note."""
    pictures = [picture(f"Door {number}", caption=f"At door {number}") for number in (1, 2, 3)]
    body = [
        *(block("heading", f"Section {number}") for number in range(4)),
        block("rich_text", "<p>So it was.[1]</p>"),
        video(),
        gallery(*pictures),
        notes("By the archive."),
    ]
    return json.dumps(body)
