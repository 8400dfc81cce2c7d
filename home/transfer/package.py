"""The file: what it must look like, read without trust."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .carried import models_carried

FORMAT = "call-to-local-action-content"
VERSION = 1
CONTENT = "content.json"
FILE_NAME = re.compile(r"files/([0-9a-f]{40})")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MEGABYTE = 1024 * 1024
LARGEST_CONTENT = 100 * MEGABYTE
LARGEST_UNPACKED = 500 * MEGABYTE
MOST_ENTRIES = 10_000
TYPES = {
    "model": str,
    "key": str,
    "locale": str,
    "source": bool,
    "live": bool,
    "title": str,
    "depth": int,
    "content": dict,
    "translations": list,
}


class PackageRefusedError(Exception):
    """Why a file is not read."""


@dataclass(frozen=True)
class Package:
    """What a file holds."""

    records: list[dict[str, Any]]
    files: dict[str, dict[str, Any]]
    contents: dict[str, bytes]


def file_path(key: str) -> str:
    """Return the path of a file inside the package."""
    return f"files/{key}"


def read_package(data: bytes) -> Package:
    """Return what a file holds, or refuse it with the reason."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = _infos(archive)
            content = _parsed(_unpacked(archive, infos[CONTENT]))
            contents = {
                key: _unpacked(archive, infos[file_path(key)])
                for key in content["files"]
                if file_path(key) in infos
            }
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise PackageRefusedError(_("This is no ZIP file, or a damaged one.")) from error
    for key in content["files"]:
        if key not in contents:
            raise PackageRefusedError(_("A file is missing: %(name)s") % {"name": key})
        if hashlib.sha1(contents[key], usedforsecurity=False).hexdigest() != key:
            raise PackageRefusedError(_("A file was changed: %(name)s") % {"name": key})
    return Package(content["records"], content["files"], contents)


def _infos(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name; refuse those that no export writes, before unpacking any."""
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise PackageRefusedError(_("The file is too large once unpacked."))
    for info in infos:
        if info.filename != CONTENT and not FILE_NAME.fullmatch(info.filename):
            raise PackageRefusedError(
                _("The file holds something else: %(name)s") % {"name": info.filename[:80]}
            )
    if len({info.filename for info in infos}) < len(infos):
        raise PackageRefusedError(_("The file holds two things of one name."))
    if CONTENT not in {info.filename for info in infos}:
        raise PackageRefusedError(
            _("This is no file of content: it has no %(name)s.") % {"name": CONTENT}
        )
    return {info.filename: info for info in infos}


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one entry; never more than it says, whatever is in it."""
    limit = LARGEST_CONTENT if info.filename == CONTENT else LARGEST_UNPACKED
    with archive.open(info) as entry:
        data = entry.read(min(info.file_size, limit) + 1)
    if len(data) > info.file_size or len(data) > limit:
        raise PackageRefusedError(_("The file is too large once unpacked."))
    return data


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageRefusedError(_("Its content can’t be read.")) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PackageRefusedError(_("This is no file of content of this site."))
    if content.get("version") != VERSION:
        raise PackageRefusedError(
            _("It was written by another version of the site: bring both to the same version.")
        )
    records, files = content.get("records"), content.get("files")
    if not isinstance(records, list) or not isinstance(files, dict):
        raise PackageRefusedError(_("Its content can’t be read."))
    for number, record in enumerate(records, start=1):
        _check_record(number, record)
    for key, described in files.items():
        if not FILE_NAME.fullmatch(file_path(key)) or not isinstance(described, dict):
            raise PackageRefusedError(_("Its content can’t be read."))
    return content


def _check_record(number: int, record: Any) -> None:
    if not isinstance(record, dict) or not all(
        isinstance(record.get(name), type_) for name, type_ in TYPES.items()
    ):
        raise PackageRefusedError(_("Record %(number)d can’t be read.") % {"number": number})
    if record["model"] not in models_carried():
        raise PackageRefusedError(
            _("Record %(number)d is of a kind that is not imported: %(kind)s")
            % {"number": number, "kind": record["model"][:80]}
        )
    codes = [code for code, _name in settings.LANGUAGES]
    if not KEY.fullmatch(record["key"]) or record["locale"] not in codes:
        raise PackageRefusedError(_("Record %(number)d can’t be read.") % {"number": number})
