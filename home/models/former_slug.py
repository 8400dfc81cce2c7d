"""The slugs that records without a page of their own once had."""

from __future__ import annotations

from django.db import models


class FormerSlug(models.Model):
    """A slug at which readers once found a record, whatever it is called now.

    It names the record, not its present slug: however often that changes, one step leads there.
    """

    kind = models.CharField(max_length=100)
    slug = models.CharField(max_length=255)
    record = models.UUIDField(db_index=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="unique_former_slug")]

    def __str__(self) -> str:
        return self.slug
