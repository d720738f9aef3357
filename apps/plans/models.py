"""Waves with their phases and breaks, freezes, planned upgrades; judges no date."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Phase(models.TextChoices):
    """What a wave goes through, in order."""

    GRANTS = "grants", "Grants"
    SDK = "sdk", "SDK"
    RECOVERY = "recovery", "Recovery"
    REGISTRATION = "registration", "Registration"
    SIGN_IN = "sign_in", "Sign-in"
    SIGN_OUT = "sign_out", "Sign-out"
    ROLLOUT = "rollout", "Rollout"
    CLEAN_UP = "clean_up", "Clean-up"


class Wave(models.Model):
    """A named group of applications that go through dated phases together.

    `org` is null where it spans orgs. `order_reason` says why its phases leave the
    advised order, if they do.
    """

    name = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=100)
    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    order_reason = models.TextField(blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class WavePhase(models.Model):
    """From when to when a wave is in a phase; both days belong to it."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=12, choices=Phase)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "phase"], name="one_phase_of_a_kind_per_wave"
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="phase_ends_after_start"
            ),
        ]


class Break(models.Model):
    """Days between two phases of a wave in which to test; both days belong to it."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="breaks")
    after_phase = models.CharField(max_length=12, choices=Phase)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "after_phase"], name="one_break_after_a_phase"
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="break_ends_after_start"
            ),
        ]


class Freeze(models.Model):
    """Days without changes, in `org` or in every org; both days belong to it."""

    org = models.ForeignKey(
        "orgs.Org",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="freezes",
    )
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="freeze_ends_after_start"
            )
        ]


class OrgUpgrade(models.Model):
    """When an org is planned to be upgraded; when it was is seen by its syncs.

    `zone` is the time zone in which a person chose the hour. `order_reason` says why
    the advised order of the orgs is left, if it is.
    """

    org = models.OneToOneField(
        "orgs.Org", on_delete=models.CASCADE, related_name="planned_upgrade"
    )
    planned_at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="UTC")
    note = models.TextField(blank=True)
    order_reason = models.TextField(blank=True, default="")

    @property
    def local_at(self) -> datetime:
        """The planned moment in the time zone that was chosen with it."""
        return self.planned_at.astimezone(ZoneInfo(self.zone))

    @property
    def words(self) -> str:
        """The planned moment for people, in its own time zone and not in the site's."""
        return f"{self.local_at:%Y-%m-%d, %H:%M} {self.zone}"
