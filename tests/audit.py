"""Known vulnerabilities of what the lock file names, by the database of osv.dev.

It ends with 1 if there are any, and with :data:`SKIPPED` where the database can't be reached.
``AUDIT_URL`` names another service of the same kind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).parent / "uv"
# As other tools say that a test was left out.
SKIPPED = 77
# What uv says where nobody answers, or where it is too old; all else is a failure.
UNANSWERED = {
    "error sending request": "the database of vulnerabilities can't be reached",
    "Request failed after": "the database of vulnerabilities can't be reached",
    "unrecognized subcommand": "this version of uv can't audit",
}
FEATURES = "audit-command"


def main() -> int:
    """Ask about every package of the lock file, which stays as it is."""
    service = os.environ.get("AUDIT_URL")
    done = subprocess.run(
        [
            *(str(UV), "audit", "--frozen", "--preview-features", FEATURES),
            *(("--service-url", service) if service else ()),
        ],
        cwd=ROOT,
        env={**os.environ, "UV_HTTP_TIMEOUT": "10", "UV_HTTP_RETRIES": "1"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    reasons = [reason for words, reason in UNANSWERED.items() if words in done.stdout]
    if done.returncode > 1 and reasons:
        print(f"skipped: {reasons[0]}")
        return SKIPPED
    print(done.stdout.rstrip())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
