"""Send a day of the forum to a whole installation; ``make load`` runs this."""

from __future__ import annotations

import argparse
import os
import sys


def main() -> int:
    """Return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=10, help="who comes, a second on average")
    parser.add_argument("--publish-every", type=float, default=5, help="seconds in between")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django

    from config.processes import stop_on_signals

    stop_on_signals()
    django.setup()
    from .run import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
