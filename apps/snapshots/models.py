"""What syncs saw: snapshots, their part readings, and objects stored as versions."""

from django.db import models
from django.db.models import Q

from apps.core import clock


class Snapshot(models.Model):
    """One look at an org.

    queued -> reading -> judging -> complete | partial | failed | cancelled. At most one
    per org is queued, reading or judging (constraint). Object versions written while
    reading are invisible until the flip, one transaction that sets `seen_at` and moves
    on to judging. A claim sets `token` and `lease_until`; after a worker that died
    another goes on from the part readings. `partial` and `complete` are judged;
    `failed` and `cancelled` leave no object versions behind. Retention takes the
    readings and versions of an old one (`pruned_at`); its row stays as history.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        READING = "reading"
        JUDGING = "judging"
        COMPLETE = "complete"
        PARTIAL = "partial"
        FAILED = "failed"
        CANCELLED = "cancelled"

    OPEN = (State.QUEUED, State.READING, State.JUDGING)
    JUDGED = (State.COMPLETE, State.PARTIAL)

    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, related_name="snapshots"
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.TextField(blank=True)  # why failed, or what is missing when partial
    asked_by = models.CharField(
        max_length=200, blank=True
    )  # person's e-mail, "schedule" or "command line"
    created = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # the flip: when reading ended
    finished_at = models.DateTimeField(null=True)
    pruned_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True, db_index=True)
    calls = models.PositiveIntegerField(default=0)
    objects_seen = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["org"],
                condition=Q(state__in=["queued", "reading", "judging"]),
                name="one_open_snapshot_per_org",
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_judged(self) -> bool:
        return self.state in self.JUDGED


class PartReading(models.Model):
    """One unit of a sync, bookmark and coverage: a part, or a nested one of one parent.

    pending -> reading -> seen | unseen. `next_url` is the page to ask next (empty
    before the first). `seen` only when every page was read.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        READING = "reading"
        SEEN = "seen"
        UNSEEN = "unseen"

    DONE = (State.SEEN, State.UNSEEN)

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.CASCADE, related_name="readings"
    )
    part = models.CharField(max_length=60)
    parent = models.CharField(max_length=210, blank=True)  # ids joined by a slash
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    reason = models.TextField(blank=True)  # why unseen; or the note of an absent part
    next_url = models.TextField(blank=True)
    pages = models.PositiveIntegerField(default=0)
    objects_seen = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)  # objects in no shape we know
    calls = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "part", "parent"], name="one_reading_per_part"
            )
        ]

    @property
    def name(self) -> str:
        """The part's id, with its parent behind a slash."""
        return f"{self.part}/{self.parent}" if self.parent else self.part


class SeenPage(models.Model):
    """The ids on one page of a running sync, one a line; deleted by the flip.

    They tell a removed object from one that is still there and did not change.
    """

    reading = models.ForeignKey(
        PartReading, on_delete=models.CASCADE, related_name="seen_pages"
    )
    number = models.PositiveIntegerField()
    okta_ids = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "number"], name="one_row_per_page"
            )
        ]


class ObjectVersion(models.Model):
    """One version of one Okta object, from snapshot `since` until before `until`.

    Visible at finished snapshot S: since_id <= S and (until is null or until_id > S).
    An unchanged sync writes none; an unseen part never closes one. `body` is the last
    column, so that a look at the others never walks through it.
    """

    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    part = models.CharField(max_length=60)
    parent = models.CharField(max_length=210, blank=True)
    okta_id = models.CharField(max_length=100)
    digest = models.CharField(max_length=32)  # of the bytes as they came
    since = models.ForeignKey(Snapshot, on_delete=models.RESTRICT, related_name="+")
    until = models.ForeignKey(
        Snapshot,
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        db_index=False,
    )
    body = models.TextField()  # JSON, secrets dropped

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "part", "parent", "okta_id", "since"],
                name="one_version_per_snapshot",
            )
        ]
        indexes = [
            models.Index(
                fields=["until"],
                condition=Q(until__isnull=False),
                name="closed_versions",
            )
        ]


class PartState(models.Model):
    """When a part of an org was last read completely: what keeps evidence fresh."""

    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, related_name="part_states"
    )
    part = models.CharField(max_length=60)
    last_complete_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["org", "part"], name="one_state_per_part")
        ]
