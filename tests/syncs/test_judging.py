"""A simulated org is read and judged: rows, findings, models, evidence and steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.checklists.models import (
    ApplicationRollup,
    Evidence,
    Step,
    StepRollup,
    StepTransition,
)
from apps.checklists.queries import steps_of
from apps.findings.models import Finding, ProbeTally
from apps.inventory import services as inventory
from apps.inventory.models import Application, AuthorizationServer, Brand
from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.snapshots.errors import LeaseLostError
from apps.snapshots.models import Snapshot
from apps.syncs.judging import JudgeCounts, judge
from tests.factories import make_user
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import connect, sync

GRANT = "interaction_code"
IWA = "no_routing_rule_uses_iwa"


def judged(org: Org) -> Snapshot:
    return sync(org, judge=judge)


def once_more(snapshot: Snapshot) -> JudgeCounts:
    return judge(snapshot, lambda: None)


@contextmanager
def nothing_written() -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries:
        yield
    words = ("INSERT", "UPDATE", "DELETE", "? times")
    assert [one["sql"] for one in queries if one["sql"].startswith(words)] == []


def edit(okta: Running, kind: str, okta_id: str, **changes: Any) -> None:
    row = okta.world.store.row(kind, okta_id)
    assert row is not None
    okta.world.store.put(kind, {**row.value, **changes}, row.parent)


def grant_to_application(okta: Running, okta_id: str, *, give: bool = True) -> None:
    row = okta.world.store.row("applications", okta_id)
    assert row is not None
    settings = row.value["settings"]
    client = settings["oauthClient"]
    grants = [one for one in client["grant_types"] if one != GRANT]
    client = {**client, "grant_types": [*grants, GRANT] if give else grants}
    edit(okta, "applications", okta_id, settings={**settings, "oauthClient": client})


def browser_client(okta: Running) -> str:
    for row in okta.world.store.rows("applications"):
        client = (row.value.get("settings") or {}).get("oauthClient") or {}
        if client.get("application_type") in ("browser", "web"):
            return row.id
    raise AssertionError("The simulated org has no such application.")


def test_a_first_sync_fills_everything(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    rows = Application.objects.filter(org=org)
    assert rows.count() == len(okta.world.store.rows("applications"))
    assert rows.filter(model="redirect", sign_on_mode="SAML_2_0").exists()
    assert set(
        rows.filter(is_okta_own=True).values_list("grade", "model", "step_codes")
    ) == {("outside", "not_affected", "")}
    saml = rows.filter(sign_on_mode="SAML_2_0").first()
    assert saml is not None
    assert (len(saml.step_codes), saml.confidence) == (10, 95)
    assert saml.step_codes[0] == "p"
    assert saml.next_step
    assert Brand.objects.filter(org=org).exists()
    servers = AuthorizationServer.objects.filter(org=org)
    assert set(servers.values_list("interaction_code", flat=True)) == {False}
    upgraded = Step.objects.get(org=org, stage="org_upgraded")
    assert upgraded.state == "waiting"
    assert "Classic" in upgraded.why
    assert ProbeTally.objects.filter(org=org, probe=IWA, outcome="passed").exists()
    assert not ProbeTally.objects.filter(outcome="crashed").exists()


def test_rollups_agree_with_the_rows(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    total = sum(ApplicationRollup.objects.values_list("n", flat=True))
    assert total == Application.objects.filter(org=org).count()
    redirect = Application.objects.filter(org=org, model="redirect").count()
    stage = StepRollup.objects.filter(stage="redirect_confirm_model")
    assert sum(stage.values_list("n", flat=True)) == redirect
    brands = StepRollup.objects.filter(model="", stage="redirect_check_custom_page")
    assert sum(brands.values_list("n", flat=True)) == Brand.objects.count()
    switch = "org_interaction_code_switch"
    assert StepRollup.objects.get(stage=switch).n == 1


def test_judging_twice_writes_nothing_the_second_time(okta: Running) -> None:
    org = connect(okta)
    snapshot = judged(org)
    with nothing_written():
        once_more(snapshot)


def test_an_unchanged_org_adds_no_evidence(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    before = (Evidence.objects.count(), StepTransition.objects.count())
    judged(org)
    assert (Evidence.objects.count(), StepTransition.objects.count()) == before


def test_a_judging_that_breaks_off_is_finished_by_the_next(simulate: Simulate) -> None:
    okta = simulate(engine="classic", applications=450)
    org = connect(okta)
    calls = 0

    def lease_is_lost() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise LeaseLostError("Another worker goes on.")

    def break_off(snapshot: Snapshot, _: object) -> None:
        with pytest.raises(LeaseLostError):
            judge(snapshot, lease_is_lost)

    snapshot = sync(org, judge=break_off)
    half = Step.objects.count()
    assert 0 < Application.objects.filter(org=org).count() < 460
    once_more(snapshot)
    assert Step.objects.count() > half
    evidence = Evidence.objects.count()
    keys = Evidence.objects.values("step", "probe", "digest").distinct().count()
    assert evidence == keys
    with nothing_written():
        once_more(snapshot)


def test_a_planted_rule_opens_a_blocker_and_reopens_the_step(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    step = Step.objects.get(org=org, stage="org_delete_iwa_rules")
    assert step.state == "proven"
    okta.world.plant("iwa_routing_rule")
    judged(org)
    finding = Finding.objects.get(probe=IWA)
    assert (finding.state, finding.severity) == ("open", "blocker")
    step.refresh_from_db()
    assert step.state == "reopened"
    assert "It was settled on" in step.why
    assert Step.objects.get(stage="org_upgraded").state == "blocked"
    okta.world.uproot("iwa_routing_rule")
    judged(org)
    finding.refresh_from_db()
    step.refresh_from_db()
    assert (finding.state, step.state) == ("resolved", "proven")
    moves = step.transitions.order_by("pk").values_list("after", flat=True)
    assert list(moves) == ["proven", "reopened", "proven"]


def test_what_cannot_be_seen_any_more_changes_nothing_but_says_so(
    okta: Running,
) -> None:
    org = connect(okta)
    okta.world.plant("iwa_routing_rule")
    judged(org)
    finding = Finding.objects.get(probe=IWA)
    servers = AuthorizationServer.objects.filter(gone_at=None).count()
    fault = okta.faults.add("forbidden", path="/api/v1/(policies|authorizationServers)")
    snapshot = judged(org)
    assert snapshot.state == Snapshot.State.PARTIAL
    finding.refresh_from_db()
    assert finding.state == "open"
    assert AuthorizationServer.objects.filter(gone_at=None).count() == servers
    unknown = ProbeTally.objects.get(probe=IWA)
    assert unknown.outcome == "unknown"
    step = Step.objects.get(stage="org_rename_duo_idp")
    assert step.state in {"proven", "unknown"}
    okta.faults.remove(fault.id)
    okta.world.uproot("iwa_routing_rule")
    judged(org)
    finding.refresh_from_db()
    assert finding.state == "resolved"


def test_a_grant_that_is_removed_reopens_the_step(simulate: Simulate) -> None:
    okta = simulate(engine="identity_engine")
    org = connect(okta)
    client = browser_client(okta)
    grant_to_application(okta, client)
    judged(org)
    application = Application.objects.get(okta_id=client)
    assert application.model == "unsure"
    assert application.candidates.split() == ["embedded_sdk", "embedded_widget"]
    lead = make_user("lea@acme.example")
    why = "The team showed us the SDK in their code."
    inventory.override_model(application, "embedded_sdk", why, lead)
    judged(org)
    step = Step.objects.get(application=application, stage="app_interaction_code_grant")
    assert step.state == "proven"
    grant_to_application(okta, client, give=False)
    denied = judged(org)
    step.refresh_from_db()
    application.refresh_from_db()
    assert step.state == "reopened"
    assert "interaction_code is missing" in step.why
    reopened = [view for view in steps_of(application) if view.state == "reopened"]
    assert [view.contradiction and view.contradiction.newer for view in reopened] == [
        denied
    ]
    assert (application.grade, application.next_step) == ("at_risk", step.stage)


def test_an_application_that_is_gone_and_comes_back(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    victim = okta.world.store.rows("applications")[-1]
    okta.world.store.remove("applications", victim.id)
    judged(org)
    row = Application.objects.get(okta_id=victim.id)
    assert row.gone_at is not None
    listed = Application.objects.filter(gone_at=None).count()
    assert sum(ApplicationRollup.objects.values_list("n", flat=True)) == listed
    okta.world.store.put("applications", victim.value)
    judged(org)
    row.refresh_from_db()
    assert row.gone_at is None


def test_where_the_applications_were_not_seen_none_is_gone(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    listed = Application.objects.filter(gone_at=None).count()
    okta.faults.add("forbidden", path="/api/v1/apps")
    judged(org)
    assert Application.objects.filter(gone_at=None).count() == listed


def test_an_unreadable_application_is_shown_as_such(okta: Running) -> None:
    org = connect(okta)
    row = okta.world.store.rows("applications")[0]
    edit(okta, "applications", row.id, label="Odd one", settings="none")
    judged(org)
    odd = Application.objects.get(okta_id=row.id)
    assert (odd.label, odd.model, odd.confidence) == ("Odd one", "unsure", 0)
    assert "settings" in odd.shape_problem
    assert "could not be read" in odd.votes[0]["reason"]
    assert odd.step_codes == "n"


def test_an_upgrade_moves_the_steps_on(okta: Running) -> None:
    org = connect(okta)
    judged(org)
    waiting = Application.objects.filter(step_codes__contains="t").count()
    okta.world.upgrade()
    judged(org)
    assert Step.objects.get(stage="org_upgraded").state == "proven"
    assert Application.objects.filter(step_codes__contains="t").count() < waiting


def test_okta_s_own_applications_have_no_findings(simulate: Simulate) -> None:
    okta = simulate(engine="identity_engine", applications=60, plants=["all"])
    org = connect(okta)
    judged(org)
    own = Application.objects.filter(org=org, is_okta_own=True)
    assert own.exists()
    assert not Finding.objects.filter(application__in=own).exists()
    assert Finding.objects.filter(application__isnull=False).exists()
    assert Application.objects.filter(open_findings__gt=0).exists()
