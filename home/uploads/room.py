"""Room for files: asked for before one is stored, and what it looks like when there is none."""

from __future__ import annotations

import errno
import os
from tempfile import TemporaryFile

from django.core.files.storage import FileSystemStorage, default_storage

# A full disk, a quota that is used up, a file that is larger than any may be.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# An image is followed by the sizes that pages show it at.
TIMES = 2


def is_full(error: BaseException | None) -> bool:
    """Say whether something failed because a file found no room."""
    return isinstance(error, OSError) and error.errno in FULL


def has_room(size: int) -> bool:
    """Say whether uploads have room for another one. An object storage always has.

    It is taken for a moment: how much of a disk is free says nothing of quotas and limits.
    """
    if not isinstance(default_storage, FileSystemStorage):
        return True
    try:
        with TemporaryFile(dir=default_storage.base_location) as file:
            _take(file.fileno(), max(1, TIMES * size))
    except OSError as error:
        if is_full(error):
            return False
        raise
    return True


def _take(file: int, size: int) -> None:
    # Not every system that the site is developed on can do it without writing.
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, size)
    else:
        os.write(file, bytes(size))
