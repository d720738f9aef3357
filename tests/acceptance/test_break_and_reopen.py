"""The main job: connect an org, sync, break it, sync, and see what reopened."""

import pytest

from apps.checklists.queries import steps_of
from apps.findings.models import Finding
from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.snapshots.models import Snapshot
from apps.snapshots.queries import compare
from tests.acceptance.commands import run
from tests.acceptance.looks import look_at
from tests.acceptance.walk import (
    NAME,
    break_it,
    connect_and_sync,
    mend_it,
    name_the_model,
    states,
    with_grant,
)

pytestmark = pytest.mark.slow
IWA = "no_routing_rule_uses_iwa"


@pytest.fixture
def connected(okta: Running) -> Org:
    org = connect_and_sync(okta)
    name_the_model()
    okta.log.reset()
    return org


def test_a_broken_org_reopens_what_was_proven_and_mends_by_itself(
    okta: Running, connected: Org
) -> None:
    application = with_grant()
    before, latest = look_at(connected), newest()
    assert states(application) == ("proven", "proven")
    break_it(okta, application)
    assert run("sync_org", NAME).status == 1
    broken, snapshot = look_at(connected), newest()
    assert states(application) == ("reopened", "reopened")
    assert broken.opened_since(before) == (f"blocker {IWA}",)
    assert {one.split()[0] for one in broken.turned_since(before)} >= {
        "org_delete_iwa_rules",
        "app_interaction_code_grant",
    }
    application.refresh_from_db()
    assert application.grade == "at_risk"
    assert application.next_step == "app_interaction_code_grant"
    found = compare(latest, snapshot)
    assert {(one.part, one.kind.value) for one in found.changes} == {
        ("applications", "changed"),
        ("policy_rules", "added"),
    }
    assert {one.part for one in found.not_compared} == {
        "features",
        "identity_providers",
    }
    mend_it(okta, application)
    assert run("sync_org", NAME).status == 0
    assert states(application) == ("proven", "proven")
    assert look_at(connected).findings == before.findings
    assert Finding.objects.get(probe=IWA).state == "resolved"
    assert okta.log.violations == []


def test_a_reopened_step_says_when_it_was_settled_and_in_which_reading_it_was_denied(
    okta: Running, connected: Org
) -> None:
    application = with_grant()
    break_it(okta, application)
    run("sync_org", NAME)
    (step,) = (one for one in steps_of(application) if one.state == "reopened")
    assert step.why.startswith("It was settled on ")
    assert "UTC: interaction_code is missing; it has authorization_code" in step.why
    assert step.contradiction is not None
    assert step.contradiction.newer == newest()
    newer, older = step.evidence[:2]
    assert (newer.says, older.says) == ("denies", "supports")
    assert newer.snapshot_id != older.snapshot_id
    assert newer.has_raw


def newest() -> Snapshot:
    return Snapshot.objects.latest("pk")
