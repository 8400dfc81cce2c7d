#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""

import os
import sys

from config.environment import plain_settings_errors


def main() -> None:
    """Run a management command, with the development settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    try:
        with plain_settings_errors():
            execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Nothing is half done: run it again to go on.\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
