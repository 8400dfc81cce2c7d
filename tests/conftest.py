"""What every test stands on: a database of its own, clean caches and media, and a browser."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation
from wagtail.signal_handlers import reference_index_auto_update_disabled

from tests import databases, scheduling

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
BLOCKER = pytest.StashKey[Any]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser, so that ``-m "not browser"`` leaves them out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=scheduling.turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> scheduling.Scheduling:
    """Let several processes share the tests in our way, whatever ``--dist`` says."""
    return scheduling.Scheduling(config, log)


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays for the whole run: the modules, and the tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Bring the data back after a test that has really committed."""
    result = yield
    # A test that was skipped may have come before there was a database.
    blocker = item.config.stash.get(BLOCKER, None)
    if blocker and nextitem is not None and _commits(item):
        with blocker.unblock():
            databases.renew()
    return result


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(
        {"transactional_db", "live_server"}.intersection(fixtures)
        or (marker and marker.kwargs.get("transaction"))
    )


@pytest.fixture(scope="session")
def migrated_template(django_test_environment: None, django_db_blocker: Any) -> str:
    """Return the name of a database that holds what the migrations make, and nothing else."""
    with django_db_blocker.unblock():
        return databases.migrated_template()


@pytest.fixture(scope="session")
def nothing_emptied() -> Iterator[None]:
    """Leave out that Django empties every table after a test: the database is made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: None)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    migrated_template: str,
    nothing_emptied: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    """Give this process a database, in the place of pytest-django's fixture of this name."""
    request.config.stash[BLOCKER] = django_db_blocker
    name = databases.own_copy_name()
    with django_db_blocker.unblock():
        databases.drop_remains()
        databases.copy(migrated_template, name)
        with databases.using(name):
            yield
        databases.drop(name)


@pytest.fixture(scope="session")
def seeded_template(migrated_template: str, django_db_blocker: Any) -> str:
    """Return the name of a database that holds the reference content too."""
    with django_db_blocker.unblock():
        return databases.seeded_template()


@pytest.fixture(scope="module")
def seeded(seeded_template: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the tests of a module see the reference content."""
    name = f"{databases.own_copy_name()}_seeded"
    with django_db_blocker.unblock():
        databases.copy(seeded_template, name)
        with databases.using(name):
            yield
        databases.drop(name)


@pytest.fixture(scope="session")
def media_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory for uploads that belongs to this process."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def clean_state(settings: LazySettings, media_root: Path) -> Iterator[None]:
    """Let no test see another one's uploads, cached values or language."""
    settings.MEDIA_ROOT = media_root
    with translation.override(settings.LANGUAGE_CODE):
        yield
    cache.clear()
    for entry in media_root.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


@pytest.fixture(autouse=True)
def search_entries(request: pytest.FixtureRequest, settings: LazySettings) -> Iterator[None]:
    """Spare the tests that search for nothing the entries of the records that they make."""
    from home.searching.updating import postponed

    if request.node.get_closest_marker("searches"):
        yield
        return
    default = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**default, "AUTO_UPDATE": False}}
    with postponed():
        yield


@pytest.fixture(autouse=True)
def references(request: pytest.FixtureRequest) -> Iterator[None]:
    """Spare the tests that ask for no references the index of who refers to whom."""
    if request.node.get_closest_marker("refers"):
        yield
        return
    # Wagtail's own context doesn't stand to be entered twice, and the seed enters it.
    reference_index_auto_update_disabled.value = True
    yield
    reference_index_auto_update_disabled.value = False


def chromium_path() -> str | None:
    """Return the path of Chromium, if there is one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; without one, skip the test, but fail it in CI."""
    path = chromium_path()
    if path:
        return path
    reason = "There is no Chromium: install it, or name its path in CHROMIUM."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Yield a headless Chromium for all tests of this process."""
    from playwright.sync_api import sync_playwright

    # Playwright's own event loop runs in this thread; to Django the tests look asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """Yield a tab with a profile of its own; addresses without a host lead to the live server."""
    from tests.browser.editor import opened

    with opened(browser, base_url=live_server.url) as context:
        yield context.new_page()
