"""Findings: the life of a failed hazard verdict across syncs, and waivers of them."""

from django.conf import settings
from django.db import models

from apps.core import clock


class Finding(models.Model):
    """open -> resolved (no longer seen) -> reopened (seen again); waived meanwhile.

    One row per org, probe, subject and key, for ever. Unknown and crashed verdicts
    change nothing.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        REOPENED = "reopened", "Reopened"
        WAIVED = "waived", "Waived"
        RESOLVED = "resolved", "Resolved"

    ACTIVE = (State.OPEN, State.REOPENED)

    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, related_name="findings"
    )
    application = models.ForeignKey(
        "inventory.Application",
        on_delete=models.CASCADE,
        null=True,
        related_name="findings",
    )
    probe = models.CharField(max_length=80)
    subject = models.CharField(max_length=130)
    key = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    reading = models.JSONField(null=True)  # {"part","okta_id","pointer","excerpt"}
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    snapshot = models.ForeignKey(
        "snapshots.Snapshot", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "probe", "subject", "key"], name="one_finding"
            )
        ]
        indexes = [
            models.Index(fields=["org", "state", "severity"], name="finding_open")
        ]

    @property
    def team_id(self) -> int | None:
        """The team whose application it is about; None bounds it to the whole org."""
        return self.application.team_id if self.application else None


class Waiver(models.Model):
    """A finding accepted for a while.

    Asked for with a reason and an expiry, approved by another person. It holds from
    the approval until it expires or is withdrawn.
    """

    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="waivers"
    )
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class ProbeTally(models.Model):
    """How often a probe gave an outcome for an org when it was last judged.

    By the team that each application had then; null: of none, of one that was removed
    since, or the org's own.
    """

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    probe = models.CharField(max_length=80)
    outcome = models.CharField(max_length=16)  # apps.probes.probe.Outcome
    n = models.PositiveIntegerField()
    message = models.TextField()  # of the first such verdict

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "team", "probe", "outcome"],
                name="one_tally_cell",
            )
        ]
