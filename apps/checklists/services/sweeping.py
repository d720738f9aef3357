"""What time alone changes: ended attestations, proof that nobody renewed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef

from apps.checklists.models import Step, StepSetting, StepState
from apps.checklists.rules import shelf_life
from apps.checklists.services.files import sweep_files
from apps.checklists.services.lateness import newly_late
from apps.checklists.services.notices import waivers_ending
from apps.checklists.services.recomputing import (
    recompute_application,
    recompute_applications,
    recompute_org,
)
from apps.facts.fact import Witness
from apps.facts.stages import STAGES
from apps.inventory.models import RecomputeRequest
from apps.orgs.models import Org
from apps.probes.registry import PROBES
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import last_complete_at

REQUESTS_AT_ONCE = 50
MOST_AT_ONCE = 500  # applications of one org told one by one; above it the whole org


def sweep_due(now: datetime) -> int:
    """Tell again what is due at `now`; returns for how many orgs.

    Orgs that are being judged are left alone: judging tells everything anyway. So are
    those whose past is being played: by today's date all their proof is old.
    """
    judged = Snapshot.objects.filter(state=Snapshot.State.JUDGING)
    orgs = Org.objects.exclude(pk__in=judged.values("org"))
    told = set()
    for org in orgs.filter(latest_snapshot__isnull=False, is_replayed=False):
        due = {*_ended(org, now), *_not_renewed(org, now), *_too_old(org, now)}
        due.update(newly_late(org, now))
        if due:
            keys = {key for key in due if key is not None}
            everything = None in due or len(keys) > MOST_AT_ONCE
            recompute_applications(org, None if everything else keys, now)
            told.add(org.pk)
    told.update(_asked_for(now))
    waivers_ending(now)
    sweep_files(now)
    return len(told)


def _ended(org: Org, now: datetime) -> Iterator[int | None]:
    """Yield the subjects with an attestation or a decision that has ended."""
    steps = Step.objects.filter(org=org, next_change_at__lte=now)
    yield from steps.values_list("application", flat=True)


def _not_renewed(org: Org, now: datetime) -> Iterator[int | None]:
    """Yield the subjects proven by a probe whose parts were not read for too long.

    Steps with a shelf life of their own are not among them: see `_too_old`.
    """
    by_hand = StepSetting.objects.filter(
        org=org,
        subject=OuterRef("subject"),
        stage=OuterRef("stage"),
        shelf_life_days__gt=0,
    )
    complete_at = last_complete_at(org)
    for probe_id, by_shelf in _stages_by_probe().items():
        last = _last_read(probe_id, complete_at)
        for shelf, stages in by_shelf.items():
            limit = now - shelf
            if last is not None and last > limit:
                continue
            steps = Step.objects.filter(
                org=org,
                upheld_by=probe_id,
                state=StepState.PROVEN,
                stage__in=stages,
            ).exclude(Exists(by_hand))
            steps = steps.alias(said_at=Max("evidence__observed_at"))
            yield from steps.filter(said_at__lte=limit).values_list(
                "application", flat=True
            )


def _too_old(org: Org, now: datetime) -> Iterator[int | None]:
    """Yield the subjects whose proof outlived the shelf life that a lead set."""
    days_of = {
        (subject, stage): days
        for subject, stage, days in StepSetting.objects.filter(
            org=org, shelf_life_days__gt=0
        ).values_list("subject", "stage", "shelf_life_days")
    }
    if not days_of:
        return
    complete_at = last_complete_at(org)
    steps = Step.objects.filter(
        org=org, state=StepState.PROVEN, stage__in={stage for _, stage in days_of}
    ).annotate(said_at=Max("evidence__observed_at"))
    for subject, stage, probe, said_at, application in steps.values_list(
        "subject", "stage", "upheld_by", "said_at", "application"
    ):
        days = days_of.get((subject, stage))
        if days is None or said_at is None:
            continue
        last = _last_read(probe, complete_at)
        if max(said_at, last or said_at) <= now - timedelta(days=days):
            yield application


def _last_read(probe_id: str, complete_at: Mapping[str, datetime]) -> datetime | None:
    """Return since when every part of a probe is known, None while one is not."""
    probe = PROBES.get(probe_id)
    read = [complete_at.get(part) for part in probe.parts] if probe else []
    known = [one for one in read if one is not None]
    return min(known) if known and len(known) == len(read) else None


def _stages_by_probe() -> Mapping[str, Mapping[timedelta, list[str]]]:
    found: dict[str, dict[timedelta, list[str]]] = {}
    for probe in PROBES.values():
        for stage_id in probe.proves:
            shelf = shelf_life(STAGES[stage_id], Witness.CONFIGURATION)
            shelves = found.setdefault(probe.id, defaultdict(list))
            shelves[shelf].append(stage_id)
    return found


def _asked_for(now: datetime) -> Iterator[int]:
    """Yield the orgs of requests that were answered, and take the requests away.

    A request is taken away first: one that comes meanwhile is answered next time.
    """
    requests = RecomputeRequest.objects.select_related("org", "application__org")
    requests = requests.filter(org__is_replayed=False)
    for request in requests.order_by("pk")[:REQUESTS_AT_ONCE]:
        if not RecomputeRequest.objects.filter(pk=request.pk).delete()[0]:
            continue
        if request.application is not None:
            recompute_application(request.application, now)
        else:
            recompute_org(request.org, now)
        yield request.org_id
