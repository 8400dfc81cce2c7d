"""What the seed remembers of its own work."""

from django.db import models


class SeedRecord(models.Model):
    """A record that the seed has written: made from which data, left at which revision."""

    key = models.CharField(max_length=200, unique=True)
    fingerprint = models.CharField(max_length=32)
    revision_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key
