"""The audit trail: one line for everything a person or key does, chained by hash."""

from django.db import models


class AuditLine(models.Model):
    """Append-only. `hash` covers the line and `prev_hash`, so that a changed or missing line shows."""

    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=254)  # e-mail, "system", "command line"
    verb = models.CharField(max_length=60)  # "org.connected"
    subject = models.CharField(max_length=200)  # "org:acme-production"
    org_id = models.BigIntegerField(null=True, db_index=True)  # bounds who may read it
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-seq"]
