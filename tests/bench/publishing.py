"""Publishes another title of an action of ``BENCH_DATABASE``; prints when, where and which."""

from __future__ import annotations

import time

TITLE = "A title that was published just now"


def main() -> None:
    """Publish as the desk does."""
    import django

    django.setup()
    from actions.models import Action

    action = Action.objects.public().filter(is_source=True).order_by("pk").first()
    if action is None:
        raise SystemExit("There is no action.")
    action.title = TITLE
    revision = action.save_revision()
    revision.publish()
    print(time.time(), f"/en/actions/{action.slug}/", TITLE, flush=True)


if __name__ == "__main__":
    main()
