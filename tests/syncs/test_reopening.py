"""A settled step is denied by a later sync, and what people decided stays."""

from apps.accounts.models import Role
from apps.checklists import queries, services
from apps.checklists.models import Step
from apps.checklists.places import place_of
from apps.simulator.server import Running
from apps.syncs.judging import judge
from tests.factories import make_member
from tests.syncs.worlds import connect, sync

STAGE = "org_delete_iwa_rules"


def test_a_rule_that_comes_back_reopens_the_step_between_two_readings(
    okta: Running,
) -> None:
    org = connect(okta)
    sync(org, judge=judge)
    org.refresh_from_db()
    first = org.latest_snapshot
    assert Step.objects.get(org=org, stage=STAGE).state == "proven"
    okta.world.plant("iwa_routing_rule")
    sync(org, judge=judge)
    org.refresh_from_db()
    (view,) = [one for one in queries.org_steps(org) if one.stage.id == STAGE]
    assert view.state == "reopened"
    assert view.contradiction is not None
    assert view.contradiction.older == first
    assert view.contradiction.newer == org.latest_snapshot
    assert view.contradiction.then
    assert view.contradiction.now in view.why


def test_a_decision_outlives_the_next_sync(okta: Running) -> None:
    okta.world.plant("iwa_routing_rule")
    org = connect(okta)
    sync(org, judge=judge)
    coby = make_member("coby@acme.example", Role.CONTRIBUTOR, org)
    step = Step.objects.get(org=org, stage=STAGE)
    assert step.state != "proven"
    place = place_of(org, "org", STAGE)
    services.set_outside(place, "The rule serves a test only.", coby, step.changed_at)
    sync(org, judge=judge)
    step.refresh_from_db()
    assert step.state == "not_applicable"
