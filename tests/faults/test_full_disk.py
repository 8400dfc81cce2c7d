"""The disk for uploads is full: what was typed is kept, nothing is half stored, no error."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.faults.cluster import Cluster
from tests.faults.conftest import Content
from tests.faults.editors import Editor
from tests.faults.senders import Sender, wording_of
from tests.faults.site import Headers, Site, Web

BOUNDARY = "a-line-between-two-parts"
MEGABYTES = 2
LARGEST_FILE = 100_000


@dataclass(frozen=True)
class Room:
    """Where uploads go, and how it is used up."""

    media: Path
    disk: Path | None

    def use_up(self, web: Web) -> None:
        """Leave no room for a picture."""
        if self.disk:
            fill(self.disk)
        else:
            web.limit_files(LARGEST_FILE)


@pytest.fixture(params=["small disk", "small files"])
def room(request: pytest.FixtureRequest, folder: Path) -> Iterator[Room]:
    """Yield a small disk; or, as anybody can stage it, a limit on the size of files.

    On the disk the site sees beforehand that there is no room; at the limit writing breaks off.
    """
    place = folder / request.param.replace(" ", "-")
    place.mkdir(exist_ok=True)
    if request.param == "small files":
        yield Room(_media(place), None)
        shutil.rmtree(place)
        return
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("Nobody can make a small disk here; small files are tried.")
    yield Room(_media(place), place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _media(place: Path) -> Path:
    media = place / "media"
    media.mkdir()
    return media


def fill(disk: Path) -> None:
    with (disk / "something else").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def picture() -> bytes:
    content = io.BytesIO()
    noise = Image.effect_noise((900, 900), 80)
    noise.save(content, "PNG")
    return content.getvalue()


def form(fields: dict[str, str], name: str, file: bytes) -> tuple[bytes, Headers]:
    """Return a form with a file as a browser sends it."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="square.png"\r\n'
        "Content-Type: image/png\r\n\r\n"
    )
    body = b"".join([*parts, head.encode(), file, f"\r\n--{BOUNDARY}--\r\n".encode()])
    return body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def upload(web: Web, editor: Editor, title: str) -> tuple[int, str]:
    fields = {"title": title, "csrfmiddlewaretoken": editor.secret, "collection": "1"}
    body, headers = form(fields, "file", picture())
    status, _headers, page = web.request(
        "POST", "/admin/images/add/", body, {**editor.headers, **headers}
    )
    return status, page.decode()


def test_an_upload_without_room_keeps_the_words_and_nothing_else(
    site: Site, cluster: Cluster, content: Content, editor: Editor, room: Room
) -> None:
    media = room.media
    web = site.start_web(MEDIA_ROOT=str(media))
    assert upload(web, editor, "With room")[0] == 302
    images = "SELECT title FROM home_siteimage ORDER BY id"
    assert cluster.rows(images)[-1] == ("With room",)
    room.use_up(web)
    files = sorted(media.rglob("*"))
    before = cluster.rows(images)
    status, page = upload(web, editor, "Words that were typed")
    assert status == 200
    assert "There is no room for this file" in page
    assert "Words that were typed" in page
    assert cluster.rows(images) == before
    assert sorted(media.rglob("*")) == files


def test_a_sign_up_with_a_file_needs_no_room_for_uploads(
    site: Site, cluster: Cluster, room: Room
) -> None:
    web = site.start_web(MEDIA_ROOT=str(room.media))
    room.use_up(web)
    sender = Sender(7000, wording_of(site))
    fields = sender.answers
    body, headers = form(fields, "declaration", picture())
    status, answer, _page = web.request("POST", "/en/join/", body, {**sender.headers, **headers})
    assert (status, str(answer["Location"]).endswith("/thank-you/")) == (302, True)
    assert cluster.rows("SELECT count(*) FROM home_signup") == [(1,)]
    assert cluster.rows("SELECT count(*) FROM home_signupfile") == [(1,)]
