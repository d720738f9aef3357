"""The audit trail: one line for everything a person or key does, chained by hash."""

from typing import Any

from django.db import models


class AuditLine(models.Model):
    """Append-only: `hash` covers the line and `prev_hash`, so that a change shows."""

    seq = models.PositiveBigIntegerField(unique=True)  # from 1, without a gap
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=254)  # e-mail, "system", "command line"
    verb = models.CharField(max_length=60)  # "org.connected"
    subject = models.CharField(max_length=200)  # "org:acme-production"
    org_id = models.BigIntegerField(null=True, db_index=True)  # bounds who may read it
    team_id = models.BigIntegerField(null=True, db_index=True)  # and its team's leads
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-seq"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A line of the audit trail cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A line of the audit trail cannot be removed.")


class AuditHead(models.Model):
    """One row: how many lines there are and the hash of the last.

    Whoever appends holds its lock, so that two writers cannot take one number.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
