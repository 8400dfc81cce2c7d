"""Images where no proxy hands them out: from an object storage, or while the site is developed."""

from __future__ import annotations

import errno
import mimetypes

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# The folders of images, of the sizes that are made of them, and of the portraits of the desk.
PUBLIC = ("images/", "original_images/", "avatar_images/")
HEADERS = {
    "Cache-Control": "public, max-age=2592000",
    # As the proxy does with a directory: nothing in them runs as a page of the site.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# What a disk says of a file that is not there, whatever the address.
NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG})


@require_safe
def image(request: HttpRequest, path: str) -> FileResponse:
    """Pass an image on from the storage; nothing else is told of at this address."""
    kind = mimetypes.guess_type(path)[0] or ""
    if not path.startswith(PUBLIC) or not kind.startswith("image/") or kind == "image/svg+xml":
        raise Http404
    try:
        file = default_storage.open(path)
        file.seek(0)
    except SuspiciousOperation as error:
        raise Http404 from error
    except OSError as error:
        if error.errno not in NOT_THERE and not isinstance(error, FileNotFoundError):
            raise
        raise Http404 from error
    return FileResponse(file, content_type=kind, headers=HEADERS)
