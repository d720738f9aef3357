"""The demo company as one row: what is wanted, what the simulator plays, how far."""

from django.conf import settings
from django.db import models

ONLY = 1


class DemoCompany(models.Model):
    """One row at most.

    off -> asked -> building -> ready -> leaving -> off; failed where a building ended
    with a reason, from where it can be asked again. The process that simulates the
    orgs plays them up to `day_wanted` and writes `day_served`; it starts anew where
    that is null. A claim sets `token` and `lease_until`, so that a building whose
    worker died is begun again.
    """

    class State(models.TextChoices):
        OFF = "off"
        ASKED = "asked"
        BUILDING = "building"
        READY = "ready"
        FAILED = "failed"
        LEAVING = "leaving"

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    state = models.CharField(max_length=8, choices=State, default=State.OFF)
    reason = models.TextField(blank=True)  # why it failed
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    today = models.DateTimeField(null=True)  # the last day of the history
    doing = models.CharField(max_length=200, blank=True)
    done = models.PositiveSmallIntegerField(default=0)  # syncs
    total = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    origins = models.JSONField(default=dict)  # {environment: origin}, as simulated
    day_wanted = models.PositiveSmallIntegerField(default=0)
    day_served = models.PositiveSmallIntegerField(null=True)
    heard_at = models.DateTimeField(null=True)  # when the simulator last said so

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=ONLY), name="one_demo_company_at_most"
            )
        ]
