"""Every check of the project, with a summary. ``make test`` runs it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.audit import SKIPPED

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}


class Check(NamedTuple):
    """A command that succeeds when all is well."""

    name: str
    command: tuple[str, ...]


class Result(NamedTuple):
    """How a check has ended."""

    name: str
    passed: bool
    seconds: float
    skipped: bool = False


# The slowest first: two run at a time.
STATIC = (
    Check("types", (str(BIN / "mypy"),)),
    Check("templates: style", (str(BIN / "djlint"), "--check", "templates")),
    Check("templates: lint", (str(BIN / "djlint"), "--lint", "templates")),
    Check("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Check("translations", (*MANAGE, "check_translations")),
    Check("layers", (str(BIN / "lint-imports"), "--no-logo")),
    Check("code: lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    Check("code: style", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Check("lock file", (str(BIN / "uv"), "lock", "--check", "--quiet")),
    Check("vulnerabilities", (sys.executable, "-m", "tests.audit")),
)
# How the processes share them is in tests/scheduling.py. Those that stage faults are `make faults`.
TESTS = Check("tests", (str(BIN / "pytest"), "-n", "2", "-q", "--ignore", "tests/faults"))


def main() -> int:
    """Run the checks; return 1 if any of them has failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--static", action="store_true", help="leave out the tests")
    os.chdir(ROOT)
    os.environ.update(SETTINGS)
    subprocess.run([*MANAGE, "compilemessages", "-v0"], check=True)
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run_quietly, STATIC))
    if not parser.parse_args().static:
        results.append(run(TESTS))
    summarize(results)
    return int(not all(result.passed for result in results))


def run_quietly(check: Check) -> Result:
    """Run a check and show what it printed only if it failed."""
    began = time.monotonic()
    done = subprocess.run(
        check.command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    skipped = done.returncode == SKIPPED
    if done.returncode:
        print(f"\n== {check.name}\n{done.stdout.rstrip()}", flush=True)
    passed = skipped or done.returncode == 0
    return Result(check.name, passed, time.monotonic() - began, skipped)


def run(check: Check) -> Result:
    """Run a check and show everything that it prints."""
    print(f"\n== {check.name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(check.command, check=False)
    return Result(check.name, done.returncode == 0, time.monotonic() - began)


def summarize(results: Iterable[Result]) -> None:
    """Print a line for each check."""
    print("\n== summary")
    for result in results:
        outcome = "skipped" if result.skipped else "ok" if result.passed else "FAILED"
        print(f"  {outcome:<8}{result.name:<18}{result.seconds:7.1f} s")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
