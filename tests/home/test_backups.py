"""An archive brings back everything, into nothing or in the place of what is there."""

from __future__ import annotations

import stat
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from home.backups import archive, schema, tables
from home.models import SignUp, SiteImage
from tests.factories.actions import ActionFactory, action_index
from tests.factories.home import SignUpFactory, SiteImageFactory, superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.searches]

PRIVATE = "documents/declaration.pdf"


def backed_up(directory: Path) -> Path:
    call_command("back_up", str(directory), verbosity=0)
    return max(directory.glob("*.zip"))


def restored(path: Path, *arguments: str) -> str:
    out = StringIO()
    call_command("restore", str(path), *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def content() -> dict[str, Any]:
    action_index()
    ActionFactory(title="Open doors", slug="open-doors")
    gone = SignUpFactory()
    kept = SignUpFactory(lrg_name="Exampleville, “the small”\n\tone\\N")
    last = gone.pk + 2
    SignUpFactory(pk=last + 5).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('home_signup', 'id'), %s)", [last + 5])
    default_storage.save(PRIVATE, ContentFile(b"%PDF-1.7 signed"))
    user = superuser(username="keeper")
    image = SiteImageFactory()
    return {"sign_up": kept, "last": last + 5, "user": user, "image": image}


def seen() -> list[bytes]:
    client = Client()
    paths = ("/en/actions/", "/en/actions/open-doors/", "/en/search/?q=doors")
    answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert b"/en/actions/open-doors/" in answers[2].content
    return [answer.content for answer in answers]


def test_what_was_destroyed_is_back(content: dict[str, Any], tmp_path: Path) -> None:
    before = seen()
    client = Client()
    client.force_login(content["user"])
    picture = content["image"].file.name
    path = backed_up(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    call_command("flush", interactive=False, verbosity=0)
    for name in (PRIVATE, picture):
        default_storage.delete(name)

    restored(path)

    assert seen() == before
    assert default_storage.open(PRIVATE).read() == b"%PDF-1.7 signed"
    assert SiteImage.objects.get().file.name == picture
    assert default_storage.exists(picture)
    assert SignUp.objects.get(pk=content["sign_up"].pk).lrg_name == content["sign_up"].lrg_name
    # No number is given to a second record, not even that of one which was deleted before.
    assert SignUpFactory().pk == content["last"] + 1
    # Whoever was signed in signs in again.
    assert client.get("/admin/").status_code == 302


def test_what_is_there_is_replaced_only_if_that_is_said(
    content: dict[str, Any], tmp_path: Path
) -> None:
    path = backed_up(tmp_path)
    later = SignUpFactory()
    default_storage.save("later.txt", ContentFile(b"later"))
    with pytest.raises(CommandError, match="not empty"):
        restored(path)
    assert SignUp.objects.filter(pk=later.pk).exists()
    restored(path, "--replace")
    assert not SignUp.objects.filter(pk=later.pk).exists()
    assert not default_storage.exists("later.txt")
    assert default_storage.exists(PRIVATE)


def test_a_damaged_archive_changes_nothing(content: dict[str, Any], tmp_path: Path) -> None:
    path = backed_up(tmp_path)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            is_table = name == "tables/home_signup"
            target.writestr(name, b"" if is_table else source.read(name))
    half = tmp_path / "half.zip"
    half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    for damaged, reason in ((other, "home_signup is not what was written"), (half, "not all")):
        with pytest.raises(CommandError, match=reason):
            restored(damaged, "--replace")
    with pytest.raises(CommandError, match="can't be read"):
        restored(tmp_path / "none.zip")
    assert SignUp.objects.filter(pk=content["sign_up"].pk).exists()


def test_rows_that_do_not_fit_change_nothing(content: dict[str, Any], tmp_path: Path) -> None:
    """The whole database is read in one transaction."""
    path = backed_up(tmp_path)
    reader = archive.Reader(path)
    reader.manifest.tables["home_signup"].columns[0] = "nowhere"
    with pytest.raises(Exception, match="nowhere"):
        tables.read(reader)
    assert SignUp.objects.filter(pk=content["sign_up"].pk).exists()


def test_the_archive_of_a_newer_version_is_refused() -> None:
    with pytest.raises(archive.ArchiveError, match=r"home\.9999_later"):
        schema.check_known({**schema.applied(), "home": ["9999_later"]})
    assert schema.missing_from(schema.applied()) == []


def test_old_archives_go(tmp_path: Path) -> None:
    for _time in range(3):
        call_command("back_up", str(tmp_path), "--keep", "2", verbosity=0)
    assert len(list(tmp_path.glob("*.zip"))) == 2
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="must be an existing directory"):
        call_command("back_up", str(tmp_path / "none"))
    writer = archive.Writer(tmp_path / "broken.zip")
    with pytest.raises(RuntimeError), writer:
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
