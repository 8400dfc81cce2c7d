"""Which state of the content is the newest."""

from __future__ import annotations

import time

from django.db import connection, models


class ContentNumberManager(models.Manager["ContentNumber"]):
    """Reads and raises the one number that there is."""

    def newest(self) -> int:
        """Return the number; 0 if it was never raised."""
        return self.values_list("number", flat=True).first() or 0

    def raise_it(self, beyond: int = 0) -> int:
        """Make it the present time in nanoseconds, or the next number if the clock is behind.

        It becomes greater than ``beyond``, too: what a machine with a clock ahead has given out.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO home_contentnumber (id, number) VALUES (1, %s) ON CONFLICT (id) "
                "DO UPDATE SET number = GREATEST(home_contentnumber.number + 1, EXCLUDED.number) "
                "RETURNING number",
                [max(time.time_ns(), beyond + 1)],
            )
            return int(cursor.fetchone()[0])


class ContentNumber(models.Model):
    """One row, whose number every publication raises.

    Processes read it from the shared cache; here it outlasts whatever happens to that.
    """

    number = models.BigIntegerField()

    objects = ContentNumberManager()

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)
