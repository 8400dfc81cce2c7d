"""No pattern of ours takes long over what strangers send, however they write it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.patterns import MOST_SECONDS

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("patterns.py")


def test_no_pattern_takes_long_over_a_long_text() -> None:
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, str(PROGRAM)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"A pattern takes for ever; slow ones before it: {error.stdout!r}")
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert done.returncode == 0, done.stderr
    assert len(said) > 40
    assert not [line for line in said if line[1] > MOST_SECONDS]
