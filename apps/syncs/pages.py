"""What the pages of syncs show, as values; reads, changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, QueryDict

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.core.listing import Listing, bounds, page_number
from apps.orgs.models import Org
from apps.snapshots.access import Sight
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import Coverage, coverage
from apps.syncs.queries import Progress, progress

NEEDED_ROLE = Role.CONTRIBUTOR


def may_sync(user: User, org: Org) -> bool:
    return has_role(user, org.pk, NEEDED_ROLE)


@dataclass(frozen=True)
class SyncDetail:
    """One sync: its progress while it runs, what it saw once it ended."""

    org: Org
    snapshot: Snapshot
    progress: Progress
    coverage: tuple[Coverage, ...]
    before: Snapshot | None
    sees_all: bool
    may_sync: bool

    @classmethod
    def build(cls, user: User, org: Org, pk: int) -> "SyncDetail":
        """Return the page of a sync of `org`; raises Http404 where it is another's."""
        snapshot = Snapshot.objects.select_related("org").filter(org=org, pk=pk).first()
        if snapshot is None:
            raise Http404("There is no such sync.")
        sight = Sight.of(user, org)
        judged = Snapshot.objects.filter(
            org=org, state__in=Snapshot.JUDGED, pruned_at=None, pk__lt=pk
        )
        return cls(
            org=org,
            snapshot=snapshot,
            progress=progress(snapshot, counts_applications=sight.is_whole),
            coverage=()
            if snapshot.is_open
            else tuple(sight.reasoned(coverage(snapshot))),
            before=judged.first() if snapshot.is_judged else None,
            sees_all=sight.is_whole,
            may_sync=may_sync(user, org),
        )

    @property
    def can_be_cancelled(self) -> bool:
        stages = (Snapshot.State.QUEUED, Snapshot.State.READING)
        return self.snapshot.state in stages and not self.snapshot.cancel_asked

    @property
    def unseen(self) -> list[Coverage]:
        return [entry for entry in self.coverage if not entry.seen]


@dataclass(frozen=True)
class SyncList:
    """The syncs of an org, newest first."""

    org: Org
    listing: Listing[Snapshot]
    is_running: bool
    sees_all: bool
    may_sync: bool

    @classmethod
    def build(
        cls, user: User, org: Org, query: QueryDict | Mapping[str, str]
    ) -> "SyncList":
        syncs = Snapshot.objects.filter(org=org)
        number = page_number(query)
        listing = Listing(list(syncs[bounds(number)]), syncs.count(), number)
        return cls(
            org=org,
            listing=listing,
            is_running=syncs.filter(state__in=Snapshot.OPEN).exists(),
            sees_all=Sight.of(user, org).is_whole,
            may_sync=may_sync(user, org),
        )
