"""Reads of orgs, credentials and rate buckets; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from apps.orgs.models import Credential, Org


@dataclass(frozen=True)
class Budget:
    """What is known of one rate bucket: Okta's limit, our share of it, and its use."""

    bucket: str
    limit: int | None
    remaining: int | None
    share_percent: int
    taken: int
    resets_at: datetime | None
    held_until: datetime | None

    @property
    def allowed(self) -> int | None:
        """Calls of ours in one window; None until Okta said its limit."""
        if self.limit is None:
            return None
        return max(1, self.limit * self.share_percent // 100)


def org_named(name: str) -> Org | None:
    return Org.objects.filter(name=name).first()


def read_credential(org: Org) -> Credential | None:
    """Return the credential that reads this org, None where it has none."""
    return org.credentials.filter(purpose=Credential.Purpose.READ).first()


def budgets_of(org: Org) -> list[Budget]:
    """Return the rate buckets this org was called in, by name. One query."""
    return [
        Budget(
            bucket=row.bucket,
            limit=row.limit,
            remaining=row.remaining,
            share_percent=org.rate_share_percent,
            taken=row.taken,
            resets_at=row.resets_at,
            held_until=row.held_until,
        )
        for row in org.buckets.order_by("bucket")
    ]
