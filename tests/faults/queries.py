"""Questions that are asked of the database again and again, and how long the answers took."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection

from tests.faults.beside import Beside

PAUSE = 0.02


class Asking(Beside):
    """For the time of a context: each question by a connection of its own."""

    def __init__(self, questions: Mapping[str, str]) -> None:
        super().__init__()
        self.asked = 0
        self.longest = dict.fromkeys(questions, 0.0)
        names = {"dbname", "host", "port", "user", "password"}
        given = connection.get_connection_params()
        address = {name: given[name] for name in names & given.keys()}
        self.threads = [
            threading.Thread(target=self._ask, args=(name, question, address))
            for name, question in questions.items()
        ]

    def _ask(self, name: str, question: str, address: Mapping[str, Any]) -> None:
        with psycopg.connect(**address, autocommit=True) as database:
            while not self.done.wait(PAUSE):
                began = time.monotonic()
                database.execute(question.encode())
                waited = round(time.monotonic() - began, 1)
                self.longest[name] = max(self.longest[name], waited)
                self.asked += 1
