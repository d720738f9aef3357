"""How ready an org is by its latest snapshot: the document of `readiness`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count

from apps.findings.models import Finding
from apps.inventory.deployment import is_okta_own
from apps.inventory.models import Application
from apps.okta.parts import PARTS, read_shape
from apps.okta.seen import PartUnseenError, Seen, Unseen
from apps.okta.shapes import Application as ApplicationShape
from apps.okta.shapes import AuthorizationServer
from apps.okta.snapshot import OrgSnapshot
from apps.orgs.models import Org
from apps.probes.engine import engine_of, judge_application, judge_org
from apps.probes.enrollment import schema_of
from apps.probes.grants import server_grant
from apps.probes.probe import ApplicationView, Kind, Outcome, Severity, Verdict
from apps.probes.registry import PROBES
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import application_pages, coverage, load_org_snapshot

SCHEMA = "upgradeplanner.readiness/1"
CANNOT_TELL = frozenset({Outcome.UNKNOWN, Outcome.CRASHED})


@dataclass
class Readiness:
    """What the latest snapshot says. Ready: no open and no unknown blocker."""

    org: Org
    snapshot: Snapshot
    seen: OrgSnapshot
    verdicts: list[dict[str, Any]]
    findings: dict[str, int]  # open ones by severity
    unknown_blockers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return not self.findings.get("blocker") and not self.unknown_blockers

    def has_at_least(self, severity: Severity) -> bool:
        """Tell whether a finding at or above `severity` is open."""
        grave = [one.value for one in Severity if one.rank <= severity.rank]
        return any(self.findings.get(one) for one in grave)


def readiness_of(org: Org, snapshot: Snapshot) -> Readiness:
    """Judge the latest snapshot again and count what is open; writes nothing."""
    seen = load_org_snapshot(snapshot)
    verdicts = list(_verdicts(seen, snapshot))
    unknown = [
        one
        for one in verdicts
        if one["outcome"] in CANNOT_TELL
        and one["severity"] == Severity.BLOCKER
        and PROBES[one["probe"]].kind is Kind.HAZARD
    ]
    return Readiness(org, snapshot, seen, verdicts, open_counts(org), unknown)


def open_counts(org: Org) -> dict[str, int]:
    """Return {severity: open findings}, gravest first."""
    rows = Finding.objects.filter(org=org, state__in=Finding.ACTIVE)
    counted = dict(rows.values_list("severity").annotate(n=Count("pk")).order_by())
    return {one.value: counted.get(one.value, 0) for one in Severity}


def document(ready: Readiness) -> dict[str, Any]:
    """Return the JSON document; what was not seen is null, with its reason."""
    entries = coverage(ready.snapshot)
    return {
        "schema": SCHEMA,
        "org": org_document(ready.org),
        "snapshot": {
            "taken_at": stamp(ready.snapshot.seen_at),
            "complete": all(one.seen for one in entries),
            "calls": ready.snapshot.calls,
        },
        "ready": ready.is_ready,
        "coverage": [
            {"part": one.part, "seen": one.seen, "reason": one.reason}
            for one in entries
        ],
        "verdicts": ready.verdicts,
        "authorization_servers": _servers(ready.seen),
        "enrollment_policies": _enrollment_policies(ready.seen),
        "counts": _counts(ready),
    }


def org_document(org: Org) -> dict[str, Any]:
    """Return the org as every document names it; the engine is null if never seen."""
    return {
        "name": org.name,
        "okta_id": org.okta_id,
        "url": org.url,
        "environment": org.environment,
        "engine": org.engine or None,
    }


def stamp(when: datetime | None) -> str | None:
    """Return a time as RFC 3339 in UTC."""
    if when is None:
        return None
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _verdicts(seen: OrgSnapshot, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Yield every verdict of the org, and those that say something of applications."""
    for probe, said in judge_org(PROBES, seen).items():
        yield from (_verdict(probe, one) for one in said)
    engine = engine_of(seen)
    for page in application_pages(snapshot):
        for okta_id, raw in page:
            shape = read_shape(PARTS["applications"], raw)
            if not isinstance(shape, ApplicationShape):
                yield from _unread(okta_id, shape)
            elif not is_okta_own(shape):
                view = ApplicationView(application=shape, org=seen, engine=engine)
                for probe, said in judge_application(PROBES, view).items():
                    yield from (
                        _verdict(probe, one)
                        for one in said
                        if one.outcome is not Outcome.NOT_APPLICABLE
                    )


def _unread(okta_id: str, problem: Any) -> Iterator[dict[str, Any]]:
    unread = Verdict(Outcome.UNKNOWN, f"application:{okta_id}", problem.reason)
    for probe in PROBES.values():
        if probe.is_per_application:
            yield _verdict(probe.id, unread)


def _verdict(probe: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "probe": probe,
        "subject": verdict.subject,
        "outcome": verdict.outcome.value,
        "severity": (verdict.severity or PROBES[probe].severity).value,
        "message": verdict.message,
    }


def _servers(seen: OrgSnapshot) -> list[dict[str, Any]] | None:
    if isinstance(seen.authorization_servers, Unseen):
        return None
    return [_server(seen, one) for one in seen.authorization_servers.value]


def _server(seen: OrgSnapshot, server: AuthorizationServer) -> dict[str, Any]:
    carried, clients = None, None
    try:
        grant = server_grant(seen, server)
    except PartUnseenError:
        grant = None
    if grant is not None and grant.carried is not None:
        carried = grant.carried and server.status == "ACTIVE"
        clients = sorted(grant.clients)
    return {
        "okta_id": server.id,
        "name": server.name,
        "status": server.status,
        "interaction_code": carried,
        "clients": clients,
    }


def _enrollment_policies(seen: OrgSnapshot) -> list[dict[str, Any]] | None:
    if not isinstance(seen.enrollment_policies, Seen):
        return None
    return [
        {"okta_id": one.id, "name": one.name, "schema": schema_of(one)}
        for one in seen.enrollment_policies.value
    ]


def _counts(ready: Readiness) -> dict[str, Any]:
    rows = Application.objects.filter(org=ready.org, gone_at=None)
    grades = rows.values_list("grade").annotate(n=Count("pk")).order_by("grade")
    outcomes = Counter(one["outcome"] for one in ready.verdicts)
    return {
        "findings": ready.findings,
        "unknown_blockers": len(ready.unknown_blockers),
        "verdicts": {one.value: outcomes[one.value] for one in Outcome},
        "applications": dict(grades),
    }
