"""The worker, which outlasts a restart of the database."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import connection
from django_tasks_db.management.commands import db_worker

from home.unavailable import AWAY

logger = logging.getLogger(__name__)

PAUSE = 1


class Command(db_worker.Command):
    """The one of django-tasks-db, begun again whenever the database has come back.

    A task that was at work meanwhile is taken up again by ``resume_tasks``.
    """

    def handle(self, **options: Any) -> None:
        while True:
            try:
                return super().handle(**options)
            except AWAY as error:
                logger.warning("The database does not answer: %s", type(error).__name__)
                connection.close()
                time.sleep(PAUSE)
