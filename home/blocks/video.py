"""Videos of other sites: nothing of theirs is loaded before a reader asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from home.security import allow_frames_of

YOUTUBE_KEY = re.compile(r"[\w-]{11}")
VIMEO_KEY = re.compile(r"\d{5,12}")
VIMEO_SECRET = re.compile(r"[0-9a-f]{6,20}")
YOUTUBE_FOLDERS = {"embed", "live", "shorts", "v"}


@dataclass(frozen=True)
class Video:
    """A video of a provider: where it is watched there, and what a frame shows here."""

    provider: str
    page_url: str
    frame_url: str

    @property
    def frame_origin(self) -> str:
        """Whose frames the page has to allow."""
        parts = urlsplit(self.frame_url)
        return f"{parts.scheme}://{parts.netloc}"


def youtube(key: str) -> Video:
    """Return a video of YouTube; its frame is the one that sets no cookie before it plays."""
    options = urlencode({"autoplay": 1, "rel": 0})
    return Video(
        "YouTube",
        f"https://www.youtube.com/watch?v={key}",
        f"https://www.youtube-nocookie.com/embed/{key}?{options}",
    )


def vimeo(key: str, secret: str = "") -> Video:
    """Return a video of Vimeo, with the secret of one that isn't listed; it isn't tracked."""
    options = {"autoplay": 1, "dnt": 1, **({"h": secret} if secret else {})}
    return Video(
        "Vimeo",
        f"https://vimeo.com/{key}{f'/{secret}' if secret else ''}",
        f"https://player.vimeo.com/video/{key}?{urlencode(options)}",
    )


def video_at(address: str) -> Video | None:
    """Return the video that an address of a known provider leads to. Nobody is asked."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    read = _READERS.get(host) if parts.scheme in {"http", "https"} else None
    steps = [step for step in parts.path.split("/") if step]
    return read(steps, parse_qs(parts.query)) if read else None


def _youtube_at(steps: list[str], query: dict[str, list[str]]) -> Video | None:
    if steps == ["watch"]:
        key = query.get("v", [""])[0]
    else:
        key = steps[1] if len(steps) > 1 and steps[0] in YOUTUBE_FOLDERS else ""
    return youtube(key) if YOUTUBE_KEY.fullmatch(key) else None


def _short_youtube_at(steps: list[str], query: dict[str, list[str]]) -> Video | None:
    return youtube(steps[0]) if steps and YOUTUBE_KEY.fullmatch(steps[0]) else None


def _vimeo_at(steps: list[str], query: dict[str, list[str]]) -> Video | None:
    if steps[:1] == ["video"]:
        steps = steps[1:]
    key = steps[0] if steps else ""
    secret = steps[1] if len(steps) > 1 else query.get("h", [""])[0]
    if not VIMEO_KEY.fullmatch(key) or (secret and not VIMEO_SECRET.fullmatch(secret)):
        return None
    return vimeo(key, secret)


_READERS: dict[str, Callable[[list[str], dict[str, list[str]]], Video | None]] = {
    "youtube.com": _youtube_at,
    "youtube-nocookie.com": _youtube_at,
    "youtu.be": _short_youtube_at,
    "vimeo.com": _vimeo_at,
    "player.vimeo.com": _vimeo_at,
}


class VideoAddressBlock(blocks.URLBlock):
    """The address of a video; translators may give that of another language's version."""

    def clean(self, value: Any) -> Any:
        """Refuse what is no video of a known provider; keep the provider's plain address."""
        result = super().clean(value)
        if not result:
            return result
        video = video_at(result)
        if video is None:
            raise ValidationError(
                _("Give the address of one video on YouTube or Vimeo, as the browser shows it.")
            )
        return video.page_url


class VideoValue(blocks.StructValue):
    """The value of a block with a video."""

    @cached_property
    def video(self) -> Video | None:
        """The video, if the address leads to one."""
        return video_at(self.get("address") or "")


class VideoBlock(blocks.StructBlock):
    """A video that begins to load when a reader asks for it; until then a picture and a link."""

    title = blocks.CharBlock(label=_("Title"))
    address = VideoAddressBlock(
        label=_("Address of the video"), help_text=_("On YouTube or Vimeo.")
    )
    poster = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Shown until a reader plays the video. Left empty: a drawing."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_(
            "What is said, and what is seen where it matters: for readers who can’t hear or see "
            "it, and for whom a video is too much to load."
        ),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "components/blocks/video.html"
        value_class = VideoValue

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Let the page that shows the video hold a frame of its provider."""
        context = super().get_context(value, parent_context=parent_context)
        if value.video and context.get("request"):
            allow_frames_of(context["request"], value.video.frame_origin)
        return context
