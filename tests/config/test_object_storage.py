"""Uploads in a bucket: stored, read and removed there, and got by readers through the site."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.urls import path
from environs import ValidationError
from moto.server import ThreadedMotoServer

from config import environment
from home import media
from home.models import SiteDocument
from tests.config.test_production_settings import check, settings_in_order
from tests.factories.home import SiteImageFactory, superuser

__all__ = ["settings_in_order"]

MOTO_KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """Run an object storage on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(service: str, settings: LazySettings) -> Any:
    """Keep uploads in a new bucket."""
    name = f"site-{secrets.token_hex(6)}"
    resource = boto3.resource(
        "s3", endpoint_url=f"http://{service}", region_name="us-east-1", **MOTO_KEYS
    )
    found = resource.create_bucket(Bucket=name)
    options = environment.bucket_url(
        f"s3+http://key:secret@{service}/{name}/media?region=us-east-1"
    )
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "home.object_storage.ObjectStorage", "OPTIONS": options},
    }

    from config import urls

    class Addresses:
        urlpatterns = [path("media/<path:path>", media.image), *urls.urlpatterns]

    settings.ROOT_URLCONF = Addresses
    return found


def names(bucket: Any) -> set[str]:
    return {item.key for item in bucket.objects.all()}


@pytest.mark.django_db
def test_images_get_to_readers_through_the_site(bucket: Any, client: Client) -> None:
    image = SiteImageFactory()
    rendition = image.get_rendition("width-20|format-webp")
    assert names(bucket) == {f"media/{image.file.name}", f"media/{rendition.file.name}"}
    assert rendition.url.startswith("/media/images/")
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert "max-age=2592000" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    image.delete()


@pytest.mark.django_db
def test_documents_are_handed_out_by_the_site_only(bucket: Any, client: Client) -> None:
    document = SiteDocument(title="Terms", uploaded_by_user=superuser())
    document.file.save("terms.pdf", ContentFile(b"%PDF-1.7"))
    document.save()
    assert f"media/{document.file.name}" in names(bucket)
    for address in (f"/media/{document.file.name}", "/media/images/../documents/terms.pdf"):
        assert client.get(address, follow=True).status_code == 404
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    acls = bucket.Object(f"media/{document.file.name}").Acl().grants
    assert all("AllUsers" not in str(grant) for grant in acls)


@pytest.mark.django_db
def test_what_is_not_there_is_said(bucket: Any, client: Client) -> None:
    for address in ("/media/images/none.webp", "/media/images/x.svg", "/media/none"):
        assert client.get(address, follow=True).status_code == 404
    with pytest.raises(FileNotFoundError):
        default_storage.open("images/none.webp").read()


def test_no_file_is_written_over(bucket: Any) -> None:
    first = default_storage.save("images/a.png", ContentFile(b"1"))
    second = default_storage.save("images/a.png", ContentFile(b"2"))
    assert first != second
    assert default_storage.open(first).read() == b"1"


def test_a_storage_that_refuses_is_like_a_disk_that_does(bucket: Any) -> None:
    bucket.delete()
    with pytest.raises(OSError, match="object storage"):
        default_storage.save("images/a.png", ContentFile(b"1"))


@pytest.mark.django_db(transaction=True)
def test_a_backup_has_what_is_in_the_bucket(bucket: Any, tmp_path: Path) -> None:
    default_storage.save("documents/deep/a b.pdf", ContentFile(b"%PDF-1.7"))
    call_command("back_up", str(tmp_path), verbosity=0)
    default_storage.delete("documents/deep/a b.pdf")
    default_storage.save("later.txt", ContentFile(b"later"))
    call_command("restore", str(max(tmp_path.glob("*.zip"))), "--replace", verbosity=0)
    assert names(bucket) == {"media/documents/deep/a b.pdf"}


def test_addresses_of_buckets() -> None:
    assert environment.bucket_url("") == {}
    assert environment.bucket_url("s3://bucket/folder?region=eu-west-1") == {
        "region_name": "eu-west-1",
        "bucket_name": "bucket",
        "location": "folder",
    }
    own = environment.bucket_url("s3+https://key:s%2Fecret@storage.example.org:9000/bucket")
    assert own["endpoint_url"] == "https://storage.example.org:9000"
    assert (own["bucket_name"], own["location"]) == ("bucket", "")
    assert (own["access_key"], own["secret_key"]) == ("key", "s/ecret")
    for wrong in ("bucket", "https://x/bucket", "s3://", "s3+https://host", "s3://b/?acl=public"):
        with pytest.raises(ValidationError):
            environment.bucket_url(wrong)


def test_a_site_with_a_bucket_needs_no_directory(settings_in_order: dict[str, str]) -> None:
    settings = {name: value for name, value in settings_in_order.items() if name != "MEDIA_ROOT"}
    settings["MEDIA_STORAGE"] = "s3://bucket"
    settings["MEDIA_ADDRESS"] = "https://media.example.org/"
    done = check(settings)
    assert done.returncode == 0, done.stderr
    refused = check({**settings, "MEDIA_STORAGE": "bucket", "MEDIA_ADDRESS": ""})
    assert "MEDIA_STORAGE: must be like s3://" in refused.stderr
    assert "MEDIA_ROOT" not in refused.stderr
