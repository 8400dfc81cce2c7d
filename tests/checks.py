"""Every check of the project, one after the other, with a summary. ``make test`` runs it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
TEST_SETTINGS = "--settings=config.settings.test"

STATIC = {
    "lock file": [str(BIN / "uv"), "lock", "--check", "--quiet"],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
    "types": [str(BIN / "mypy")],
    "translations": [*MANAGE, "check_translations", TEST_SETTINGS],
}
WITH_DATABASE = {
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run", TEST_SETTINGS],
    "tests": [str(BIN / "pytest"), "-n", "2", "--dist", "loadgroup", "-q"],
}


def main() -> int:
    """Run the checks and return how many failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--static", action="store_true", help="leave out what needs a database")
    checks = STATIC if parser.parse_args().static else {**STATIC, **WITH_DATABASE}
    subprocess.run([*MANAGE, "compilemessages", "-v0", TEST_SETTINGS], check=True)
    results = []
    for name, command in checks.items():
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        failed = subprocess.run(command, check=False).returncode != 0
        results.append((name, failed, time.monotonic() - began))
    print("\n== summary")
    for name, failed, seconds in results:
        print(f"  {'FAILED' if failed else 'ok':<8}{name:<14}{seconds:6.1f} s")
    return sum(failed for _name, failed, _seconds in results)


if __name__ == "__main__":
    sys.exit(main())
