"""Room for files: asked for before one is stored, and what it looks like when there is none."""

from __future__ import annotations

import errno
import shutil

from django.core.files.storage import FileSystemStorage, default_storage

# A full disk, a quota that is used up, a file that is larger than any may be.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# An image is followed by the sizes that pages show it at.
TIMES = 2


def is_full(error: BaseException | None) -> bool:
    """Say whether something failed because a file found no room."""
    return isinstance(error, OSError) and error.errno in FULL


def has_room(size: int) -> bool:
    """Say whether uploads have room for another one. An object storage always has."""
    if not isinstance(default_storage, FileSystemStorage):
        return True
    return shutil.disk_usage(default_storage.base_location).free > TIMES * size
