"""Uploads in a storage that speaks S3, instead of a directory (decision 39).

The bucket is private. Images get to readers through the site (:mod:`home.media`), at the addresses
that they have with a directory, or from MEDIA_ADDRESS; documents through the site only, which knows
who may have them.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from storages.backends.s3 import S3Storage


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say what a disk would say: whoever stores a file knows what to do then."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(
            errno.EIO, f"The object storage did not do it: {type(error).__name__}"
        ) from error


class ObjectStorage(S3Storage):
    """django-storages' own, with addresses of the site and errors of a disk.

    No file is public, none is overwritten, and none is waited for long.
    """

    def __init__(self, *, addressing_style: str | None = None, **options: Any) -> None:
        patience = Config(
            connect_timeout=5,
            read_timeout=20,
            retries={"max_attempts": 2},
            signature_version="s3v4",
            s3={"addressing_style": addressing_style},
        )
        super().__init__(**options, default_acl=None, file_overwrite=False, client_config=patience)

    def _open(self, name: str, mode: str = "rb") -> File:
        with plain_errors():
            return super()._open(name, mode)

    def _save(self, name: str, content: File) -> str:
        with plain_errors():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        """Delete a file."""
        with plain_errors():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        with plain_errors():
            return bool(super().exists(name))

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        """Return where readers find an image."""
        return f"{settings.MEDIA_URL}{quote(name or '')}"
