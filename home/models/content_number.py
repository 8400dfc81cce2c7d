"""Which state of the content is the newest."""

from __future__ import annotations

import time

from django.db import connection, models

from home.subjects import Subject

Numbers = dict[Subject, int]

RAISE = """
INSERT INTO home_contentnumber (id, number, actions, stories, translation_states)
VALUES (1, %(now)s, %(now)s, %(now)s, %(now)s)
ON CONFLICT (id) DO UPDATE SET {column} = GREATEST(
    home_contentnumber.number + 1,
    home_contentnumber.actions + 1,
    home_contentnumber.stories + 1,
    home_contentnumber.translation_states + 1,
    %(now)s
) RETURNING {column}
"""


class ContentNumberManager(models.Manager["ContentNumber"]):
    """Reads and raises the numbers, which stand in one row."""

    def newest(self) -> Numbers:
        """Return the number of the last change by what it was about; 0 where there was none."""
        row = self.values(*Subject).first() or {}
        return {subject: row.get(subject, 0) for subject in Subject}

    def raise_it(self, subject: Subject = Subject.ANYTHING, beyond: int = 0) -> int:
        """Make one of them the present time in nanoseconds, or the next number of all.

        That is so if the clock is behind: no two changes have the same number, whatever they are
        about. It becomes greater than ``beyond``, too: what a machine with a clock ahead has given
        out.
        """
        now = max(time.time_ns(), beyond + 1)
        with connection.cursor() as cursor:
            cursor.execute(RAISE.format(column=subject.value), {"now": now})
            return int(cursor.fetchone()[0])


class ContentNumber(models.Model):
    """One row of numbers, of which every publication raises one above the others.

    Processes read them from the shared cache; here they outlast whatever happens to that.
    """

    number = models.BigIntegerField()
    actions = models.BigIntegerField(db_default=0)
    stories = models.BigIntegerField(db_default=0)
    translation_states = models.BigIntegerField(db_default=0)

    objects = ContentNumberManager()

    def __str__(self) -> str:
        """Return the number of the last change that was about anything."""
        return str(self.number)
