"""Findings follow what the latest snapshot says, in a few queries."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.findings import services
from apps.findings.models import Finding, ProbeTally, Waiver
from apps.findings.services import Changes, Scope
from apps.orgs.models import Org
from apps.probes.probe import Kind, Probe, Severity, Verdict
from tests.factories import NOW, make_application, make_snapshot
from tests.findings.builders import probe, reading, verdict

PROBES: Mapping[str, Probe] = {
    "iwa": probe("iwa", severity=Severity.BLOCKER),
    "apps": probe("apps"),
    "done": probe("done", kind=Kind.PROOF),
}
RULE = "rule:0pr1"


def look(
    org: Org,
    *verdicts: Verdict,
    day: int = 0,
    of: str = "iwa",
    unseen: frozenset[str] = frozenset(),
    applications: Mapping[str, int] | None = None,
) -> Changes:
    """Reconcile what was said on a day after the first."""
    seen_at = NOW + timedelta(days=day)
    snapshot = make_snapshot(org, seen_at=seen_at)
    scope = Scope(
        org=org,
        snapshot=snapshot,
        seen_at=seen_at,
        unseen_parts=unseen,
        applications=applications,
    )
    return services.reconcile(PROBES, {of: list(verdicts)}, scope)


def state() -> str:
    return Finding.objects.get().state


def test_a_failure_opens_a_finding_with_its_reading(org: Org) -> None:
    changes = look(org, verdict("failed", RULE, "It routes.", reading=reading()))
    finding = Finding.objects.get()
    assert (finding.state, finding.severity) == ("open", "blocker")
    assert finding.reading == {
        "part": "policy_rules",
        "okta_id": "0pr1",
        "pointer": "/actions/idp",
        "excerpt": "{}",
    }
    assert finding.opened_at == finding.last_seen_at == NOW
    assert [one.message for one in changes.active[RULE]] == ["It routes."]


def test_a_verdict_may_weigh_more_or_less_than_its_probe(org: Org) -> None:
    look(org, verdict("failed", RULE, severity=Severity.LOW))
    assert Finding.objects.get().severity == "low"


def test_one_subject_may_have_several_findings(org: Org) -> None:
    look(org, verdict("failed", RULE, key="one"), verdict("failed", RULE, key="two"))
    assert Finding.objects.count() == 2
    look(org, verdict("failed", RULE, key="two"), day=1)
    assert Finding.objects.get(key="one").state == "resolved"
    assert Finding.objects.get(key="two").state == "open"


def test_only_hazards_open_findings(org: Org) -> None:
    look(org, verdict("failed", RULE), of="done")
    assert not Finding.objects.exists()


@pytest.mark.parametrize("outcome", ["passed", "not_applicable"])
def test_a_failure_that_is_gone_resolves_and_reopens_by_itself(
    org: Org, outcome: str
) -> None:
    look(org, verdict("failed", RULE))
    changes = look(org, verdict(outcome), day=1)
    finding = Finding.objects.get()
    assert (finding.state, changes.resolved) == ("resolved", 1)
    assert finding.resolved_at == NOW + timedelta(days=1)
    changes = look(org, verdict("failed", RULE), day=2)
    finding.refresh_from_db()
    assert (finding.state, changes.reopened) == ("reopened", 1)
    assert finding.resolved_at is None
    assert finding.opened_at == NOW


@pytest.mark.parametrize("outcome", ["unknown", "crashed"])
@pytest.mark.parametrize("subject", ["org", RULE, "policy:00p1"])
def test_unknown_and_crashed_change_nothing(
    org: Org, outcome: str, subject: str
) -> None:
    look(org, verdict("failed", RULE))
    changes = look(org, verdict(outcome, subject), day=1)
    finding = Finding.objects.get()
    assert finding.state == "open"
    assert finding.last_seen_at == NOW
    assert len(changes.active[RULE]) == 1


def test_an_unseen_part_keeps_what_nobody_spoke_of(org: Org) -> None:
    look(org, verdict("failed", RULE))
    look(org, day=1, unseen=frozenset({"policy_rules"}))
    assert state() == "open"
    look(org, day=2, unseen=frozenset({"brands"}))
    assert state() == "resolved"


def test_a_probe_that_is_asked_no_more_keeps_nothing_open(org: Org) -> None:
    look(org, verdict("failed", RULE))
    Finding.objects.update(probe="retired")
    look(org, day=1)
    assert state() == "resolved"


def test_the_second_time_nothing_is_written(org: Org) -> None:
    said = [verdict("failed", f"rule:{n}", reading=reading()) for n in range(3)]
    seen = Scope(org=org, snapshot=make_snapshot(org), seen_at=NOW)
    services.reconcile(PROBES, {"iwa": said}, seen)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        services.reconcile(PROBES, {"iwa": said}, seen)
    written = [
        one["sql"]
        for one in queries
        if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []


def test_the_number_of_queries_does_not_grow_with_the_findings(org: Org) -> None:
    def queries(count: int, day: int) -> int:
        said = [verdict("failed", f"rule:{n}") for n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            look(org, *said, day=day)
        return len(captured)

    queries(2, 0)
    assert queries(2, 1) == queries(2, 2)
    queries(300, 3)
    assert queries(300, 4) == queries(2, 5) - 1  # the rest resolves in one update


def test_findings_of_applications_keep_to_the_applications_asked_about(
    org: Org,
) -> None:
    first, second = make_application(org), make_application(org)
    both = {str(one.okta_id): one.pk for one in (first, second)}
    failures = [verdict("failed", f"application:{okta_id}") for okta_id in both]
    look(org, *failures, of="apps", applications=both)
    assert Finding.objects.get(application=first).subject.endswith(str(first.okta_id))
    passed = verdict("passed", f"application:{first.okta_id}")
    look(org, passed, day=1, of="apps", applications={str(first.okta_id): first.pk})
    assert Finding.objects.get(application=first).state == "resolved"
    assert Finding.objects.get(application=second).state == "open"
    look(org, day=2)
    assert Finding.objects.get(application=second).state == "open"


def test_a_gone_application_takes_its_findings_along(org: Org) -> None:
    application = make_application(org)
    failed = verdict("failed", f"application:{application.okta_id}")
    asked = {str(application.okta_id): application.pk}
    look(org, failed, of="apps", applications=asked)
    assert services.resolve_gone(org, NOW) == 0
    application.gone_at = NOW
    application.save()
    assert services.resolve_gone(org, NOW) == 1
    assert services.resolve_gone(org, NOW) == 0
    assert state() == "resolved"


def test_a_waived_finding_stays_waived_while_the_waiver_holds(
    org: Org, lead: User, administrator: User
) -> None:
    look(org, verdict("failed", RULE))
    finding = Finding.objects.get()
    Waiver.objects.create(
        finding=finding,
        reason="Accepted until May.",
        asked_by=lead,
        approved_by=administrator,
        approved_at=NOW,
        expires_at=NOW + timedelta(days=10),
    )
    Finding.objects.update(state="waived")
    changes = look(org, verdict("failed", RULE), day=1)
    assert state() == "waived"
    assert not changes.active
    look(org, verdict("passed"), day=2)
    assert state() == "resolved"
    look(org, verdict("failed", RULE), day=3)
    assert state() == "waived"
    look(org, verdict("failed", RULE), day=11)
    assert state() == "open"


def test_tallies_are_replaced_only_where_they_changed(org: Org) -> None:
    services.store_tallies(
        org, {(None, "iwa", "failed"): (2, "a"), (None, "x", "passed"): (1, "")}
    )
    kept = ProbeTally.objects.get(probe="iwa")
    services.store_tallies(
        org, {(None, "iwa", "failed"): (3, "a"), (None, "y", "unknown"): (1, "")}
    )
    assert ProbeTally.objects.get(probe="iwa").pk == kept.pk
    assert set(ProbeTally.objects.values_list("probe", "n")) == {("iwa", 3), ("y", 1)}
