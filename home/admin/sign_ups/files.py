"""The files of a sign-up: for whom may read it, and never as a page of the site."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import get_valid_filename
from django.views.decorators.clickjacking import xframe_options_deny
from wagtail.coreutils import string_to_ascii
from wagtail.log_actions import log

from home.attachments import attachment
from home.models import SignUpFile

from .permissions import ForReviewersMixin

HARMLESS = "sandbox; default-src 'none'"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
UNSAFE = re.compile(r"[^\w.-]", re.ASCII)


def harmless(response: HttpResponse) -> HttpResponse:
    """Keep a browser from taking a file for anything but what it is, and from keeping it."""
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class FileView(ForReviewersMixin):
    """One file of a sign-up that has been sent."""

    def find(self, key: Any) -> SignUpFile:
        """Return the file, with its content."""
        return get_object_or_404(SignUpFile.objects.exclude(sign_up=None), key=key)


class Download(FileView):
    """A file to keep; whoever takes it is logged."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Answer with the file, to be saved."""
        file = self.find(key)
        log(
            instance=file.sign_up,
            action="home.sign_up.file",
            user=request.user,
            data={"purpose": file.purpose},
        )
        name = UNSAFE.sub("_", get_valid_filename(string_to_ascii(file.name) or "file"))
        return harmless(attachment(bytes(file.content), name, file.content_type))


class Picture(FileView):
    """An image to look at: its content was made anew from the pixels when it arrived."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Answer with the image."""
        file = self.find(key)
        if file.purpose != SignUpFile.Purpose.IMAGE or file.content_type not in IMAGES:
            raise Http404
        response = HttpResponse(bytes(file.content), content_type=file.content_type)
        return harmless(response)


download = xframe_options_deny(Download.as_view())
picture = Picture.as_view()
