"""`readiness` and `applications`: their documents, tables and exit statuses."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.findings.models import Finding
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.syncs.judging import judge
from tests.factories import make_org
from tests.findings.schema import problems, schema_named
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import connect, sync

READ = "okta.apps.read"


def run(command: str, *arguments: str) -> tuple[int, str]:
    """Run a command and return its exit status with what it printed."""
    out = StringIO()
    status = 0
    try:
        call_command(command, *arguments, stdout=out)
    except SystemExit as end:
        status = int(str(end.code))
    return status, out.getvalue()


def document(command: str, org: Org, *arguments: str) -> tuple[int, dict[str, Any]]:
    status, text = run(command, org.name, "--json", *arguments)
    whole: dict[str, Any] = json.loads(text)
    assert problems(schema_named(command), whole) == []
    assert next(iter(whole)) == "schema"
    return status, whole


def synced(okta: Running) -> Org:
    org = connect(okta)
    sync(org, judge=judge)
    org.refresh_from_db()
    return org


def test_readiness_of_a_quiet_org_is_ready(okta: Running) -> None:
    org = synced(okta)
    status, whole = document("readiness", org)
    assert (status, whole["ready"]) == (0, True)
    assert whole["org"]["engine"] == "classic"
    assert whole["snapshot"]["complete"] is True
    assert whole["snapshot"]["calls"] > 0
    assert whole["snapshot"]["taken_at"].endswith("Z")
    assert whole["counts"]["findings"]["blocker"] == 0
    servers = whole["authorization_servers"]
    assert {one["interaction_code"] for one in servers} == {False}
    assert {one["schema"] for one in whole["enrollment_policies"]} == {"factors"}
    passed = {one["probe"] for one in whole["verdicts"] if one["outcome"] == "passed"}
    assert "no_routing_rule_uses_iwa" in passed


def test_an_open_blocker_is_not_ready(okta: Running) -> None:
    okta.world.plant("iwa_routing_rule")
    org = synced(okta)
    status, whole = document("readiness", org)
    assert (status, whole["ready"]) == (1, False)
    failed = [
        one
        for one in whole["verdicts"]
        if one["probe"] == "no_routing_rule_uses_iwa" and one["outcome"] == "failed"
    ]
    assert [one["severity"] for one in failed] == ["blocker"]
    Finding.objects.filter(severity="blocker").update(state="waived")
    assert document("readiness", org)[0] == 0


def test_an_unknown_blocker_is_not_ready_and_null_is_not_empty(okta: Running) -> None:
    okta.faults.add("forbidden", path="/api/v1/(policies|authorizationServers)")
    org = synced(okta)
    status, whole = document("readiness", org)
    assert (status, whole["ready"]) == (1, False)
    assert whole["counts"]["unknown_blockers"] > 0
    assert whole["authorization_servers"] is None
    assert whole["enrollment_policies"] is None
    assert whole["snapshot"]["complete"] is False
    reasons = {one["part"]: one["reason"] for one in whole["coverage"]}
    assert reasons["authorization_servers"]


def test_fail_on_looks_at_open_findings(okta: Running) -> None:
    org = synced(okta)
    assert Finding.objects.filter(severity="medium").exists()
    assert not Finding.objects.filter(severity__in=["blocker", "high"]).exists()
    assert document("readiness", org, "--fail-on", "high")[0] == 0
    assert document("readiness", org, "--fail-on", "medium")[0] == 1


def test_the_tables_are_for_people(okta: Running) -> None:
    okta.world.plant("iwa_routing_rule")
    okta.faults.add("forbidden", path="/api/v1/zones")
    org = synced(okta)
    status, text = run("readiness", org.name)
    assert status == 1
    assert "Classic Engine" in text
    assert "not seen  zones" in text
    assert text.rstrip().endswith("Not ready.")
    status, text = run("applications", org.name)
    assert status == 0
    assert len(text.splitlines()) == Application.objects.count()
    assert "redirect" in text


def test_applications_with_their_steps(simulate: Simulate) -> None:
    org = synced(simulate(engine="identity_engine", applications=60))
    _, whole = document("applications", org)
    rows = whole["applications"]
    assert len(rows) == Application.objects.count()
    saml = next(one for one in rows if one["sign_on_mode"] == "SAML_2_0")
    assert (saml["model"], saml["confidence"]) == ("redirect", 95)
    assert saml["reasons"]
    assert saml["interaction_code"] is False
    first = saml["steps"][0]
    assert (first["stage"], first["state"]) == ("redirect_confirm_model", "proven")
    grants = [one for one in rows if one["interaction_code"]]
    assert all(one["model"] == "unsure" for one in grants)
    assert {one["grade"] for one in rows if one["model"] == "not_affected"} == {
        "outside"
    }


def test_applications_that_were_never_seen_are_null(okta: Running) -> None:
    okta.faults.add("forbidden", path="/api/v1/apps")
    org = synced(okta)
    _, whole = document("applications", org)
    assert whole["applications"] is None
    reason = next(
        one["reason"] for one in whole["coverage"] if one["part"] == "applications"
    )
    assert READ in reason or "READ_ONLY_ADMIN" in reason


def test_an_unreadable_application_has_null_for_what_it_hides(okta: Running) -> None:
    row = okta.world.store.rows("applications")[0]
    okta.world.store.put("applications", {**row.value, "settings": "none"})
    org = synced(okta)
    Application.objects.filter(okta_id=row.id).update(
        model_override="redirect", override_reason="It only redirects."
    )
    _, whole = document("applications", org)
    odd = next(one for one in whole["applications"] if one["okta_id"] == row.id)
    assert odd["grant_types"] is None
    assert odd["interaction_code"] is None
    assert odd["reasons"][0] == "Set by a person: It only redirects."


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["readiness", "applications"])
def test_wrong_use_ends_with_status_two(command: str) -> None:
    with pytest.raises(CommandError, match="no org named nobody") as nobody:
        call_command(command, "nobody")
    assert nobody.value.returncode == 2
    org = make_org()
    with pytest.raises(CommandError, match="not read yet") as unread:
        call_command(command, org.name)
    assert unread.value.returncode == 2
