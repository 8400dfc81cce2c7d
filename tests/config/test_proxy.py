"""The proxy in front, with the configuration that comes with the site: uploads never act."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest

from tests.bench.server import free_port

ROOT = Path(__file__).resolve().parents[2]
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
MAIN = """
daemon off; pid {here}/pid; error_log {here}/errors; worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {here}/body; proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/f; uwsgi_temp_path {here}/u; scgi_temp_path {here}/s;
    include {here}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def programs() -> None:
    """Skip the tests where what the proxy needs is not installed, but fail them in CI."""
    missing = [name for name in ("nginx", "openssl") if not shutil.which(name)]
    if missing:
        reason = f"Not installed: {', '.join(missing)}."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def certificate(here: Path) -> None:
    """Make a certificate for this machine."""
    files = ["-keyout", str(here / "privkey.pem"), "-out", str(here / "fullchain.pem")]
    request = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    subprocess.run([*request.split(), *files], check=True, capture_output=True)  # noqa: S603


def filled(here: Path, port: int) -> str:
    """Return the configuration with its names filled in, on ports that anybody may open."""
    template = (ROOT / "deploy" / "nginx.conf.template").read_text()
    names = {"HOST_NAME": "localhost", "WEB": "127.0.0.1:9", "MEDIA": f"{here}/media/"}
    names |= {"CERTIFICATES": str(here), "ADMIN_PATH": "admin/"}
    text = Template(template).safe_substitute(names)
    text = text.replace("/var/cache/nginx/site", f"{here}/cache")
    plain = free_port()
    for old, new in (("listen 443", f"listen {port}"), ("[::]:443", f"[::]:{port}")):
        text = text.replace(old, new)
    return text.replace("listen 80", f"listen {plain}").replace("[::]:80", f"[::]:{plain}")


@pytest.fixture(scope="module")
def proxy(programs: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the proxy before nothing, with a few uploads."""
    here = tmp_path_factory.mktemp("proxy")
    here.chmod(0o755)
    for name in ("images/a.png", "images/a.svg", "images/a.html", "images/a", "documents/a.pdf"):
        file = here / "media" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(HTML)
    (here / "secret.png").write_bytes(HTML)
    certificate(here)
    port = free_port()
    (here / "site.conf").write_text(filled(here, port))
    (here / "nginx.conf").write_text(MAIN.format(here=here))
    command = ["nginx", "-e", f"{here}/errors", "-p", str(here), "-c", f"{here}/nginx.conf"]
    if os.geteuid() == 0:
        # Its worker reads the directory of the tests.
        command += ["-g", "user root;"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)  # noqa: S603
    address = f"https://localhost:{port}"
    for _attempt in range(50):
        try:
            get(f"{address}/metrics")
            break
        except OSError:
            assert server.poll() is None, server.stderr and server.stderr.read()
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(10)


def get(address: str) -> tuple[int, dict[str, str]]:
    """Return the status and the headers of an answer."""
    context = ssl._create_unverified_context()  # noqa: S323
    try:
        answer = urllib.request.urlopen(address, context=context, timeout=10)  # noqa: S310
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)
    return answer.status, dict(answer.headers)


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.html", "a"])
def test_an_upload_never_acts(proxy: str, name: str) -> None:
    status, headers = get(f"{proxy}/media/images/{name}")
    assert status == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    is_image = name == "a.png"
    assert headers["Content-Type"] == ("image/png" if is_image else "application/octet-stream")
    assert headers.get("Content-Disposition") == (None if is_image else "attachment")


@pytest.mark.parametrize(
    "path",
    [
        "/media/documents/a.pdf",
        "/media/images/../documents/a.pdf",
        "/media/images/%2e%2e/documents/a.pdf",
        "/media//documents/a.pdf",
    ],
)
def test_documents_are_handed_out_by_the_site_alone(proxy: str, path: str) -> None:
    assert get(f"{proxy}{path}")[0] == 404


@pytest.mark.parametrize(
    "path", ["/media/../secret.png", "/media/%2e%2e/secret.png", "/media../secret.png"]
)
def test_nothing_beside_the_uploads_is_handed_out(proxy: str, path: str) -> None:
    assert get(f"{proxy}{path}")[0] in {400, 404, 502}


def test_figures_are_for_programs_inside(proxy: str) -> None:
    assert get(f"{proxy}/metrics")[0] == 404
