"""What scripts rely on: keys, nulls with reasons, exit statuses, one sentence."""

from typing import Any

import pytest

from apps.findings.models import Finding
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.simulator.server import Running
from tests.acceptance.commands import run
from tests.acceptance.walk import NAME, break_it, connect_and_sync, with_grant

pytestmark = pytest.mark.slow
IWA = "no_routing_rule_uses_iwa"
ORG = {"name", "okta_id", "url", "environment", "engine"}
READINESS = {
    *("schema", "org", "snapshot", "ready", "coverage", "verdicts"),
    *("authorization_servers", "enrollment_policies", "counts"),
}
APPLICATION = {
    *("okta_id", "label", "status", "sign_on_mode", "application_type", "grade"),
    *("grant_types", "interaction_code", "model", "confidence", "reasons", "steps"),
}


@pytest.fixture
def connected(okta: Running) -> Org:
    return connect_and_sync(okta)


def keys(rows: list[dict[str, Any]]) -> set[str]:
    """Return the keys that all rows have, in one order."""
    (found,) = {tuple(row) for row in rows}
    return set(found)


def test_readiness_says_what_is_unseen_and_is_not_ready(
    okta: Running, connected: Org
) -> None:
    ready = run("readiness", NAME, "--json")
    assert (ready.status, ready.document["ready"]) == (0, True)
    break_it(okta, with_grant())
    assert run("sync_org", NAME).status == 1
    broken = run("readiness", NAME, "--json")
    assert (broken.status, broken.document["ready"]) == (1, False)
    assert broken.document["snapshot"]["complete"] is False
    unseen = {
        one["part"]: one["reason"]
        for one in broken.document["coverage"]
        if not one["seen"]
    }
    assert unseen.keys() == {"features", "identity_providers"}
    assert "okta.idps.read" in unseen["identity_providers"]
    assert run("readiness", NAME).status == 1


def test_a_part_that_is_not_seen_is_null_with_its_reason(
    okta: Running, connected: Org
) -> None:
    okta.faults.add("forbidden", path="/api/v1/(authorizationServers|policies)")
    run("sync_org", NAME)
    document = run("readiness", NAME, "--json").document
    assert document["authorization_servers"] is None
    assert document["enrollment_policies"] is None
    coverage = {one["part"]: one for one in document["coverage"]}
    for part in ("authorization_servers", "enrollment_policies"):
        assert not coverage[part]["seen"]
        assert coverage[part]["reason"]
    told = {one["outcome"] for one in document["verdicts"] if one["probe"] == IWA}
    assert told == {"unknown"}


@pytest.mark.usefixtures("connected")
def test_the_documents_have_exactly_their_keys() -> None:
    ready = run("readiness", NAME, "--json").document
    assert set(ready) == READINESS
    assert set(ready["org"]) == ORG
    assert set(ready["snapshot"]) == {"taken_at", "complete", "calls"}
    assert keys(ready["coverage"]) == {"part", "seen", "reason"}
    verdict = {"probe", "subject", "outcome", "severity", "message"}
    assert keys(ready["verdicts"]) == verdict
    server = {"okta_id", "name", "status", "interaction_code", "clients"}
    assert keys(ready["authorization_servers"]) == server
    assert keys(ready["enrollment_policies"]) == {"okta_id", "name", "schema"}
    listed = run("applications", NAME, "--json").document
    assert set(listed) == {"schema", "org", "coverage", "applications"}
    assert set(listed["org"]) == ORG
    assert keys(listed["applications"]) == APPLICATION
    steps = [step for one in listed["applications"] for step in one["steps"]]
    assert keys(steps) == {"stage", "state", "why"}
    assert all(step["why"] for step in steps)


@pytest.mark.usefixtures("connected")
def test_thin_evidence_is_unsure() -> None:
    listed = run("applications", NAME, "--json").document["applications"]
    embedded = [one for one in listed if one["interaction_code"]]
    assert embedded
    for one in embedded:
        assert (one["model"], one["grade"]) == ("unsure", "unsure")
        assert [step["stage"] for step in one["steps"]] == ["decide_model"]


@pytest.mark.usefixtures("connected")
def test_okta_s_own_applications_stay_outside() -> None:
    listed = run("applications", NAME, "--json").document["applications"]
    rows = Application.objects.filter(is_okta_own=True)
    own = set(rows.values_list("okta_id", flat=True))
    outside = [one for one in listed if one["okta_id"] in own]
    assert outside
    for one in outside:
        assert (one["model"], one["grade"]) == ("not_affected", "outside")
        assert one["steps"] == []
    subjects = {f"application:{one}" for one in own}
    assert not Finding.objects.filter(subject__in=subjects).exists()


def test_commands_refuse_in_one_sentence(okta: Running, tmp_path: Any) -> None:
    wrong = tmp_path / "token"
    wrong.write_text("00not-the-token")
    connect = ("connect_org", NAME, okta.origin, "--token-file")
    closed = ("connect_org", NAME, "http://127.0.0.1:9", "--token-file", str(wrong))
    refusals = {
        ("sync_org", "nowhere"): "There is no org named nowhere.",
        ("readiness", "nowhere"): "There is no org named nowhere.",
        ("applications", "nowhere"): "There is no org named nowhere.",
        (*connect, str(wrong)): "does not accept the API token",
        (*connect, "/nonexistent/token"): "/nonexistent/token",
        closed: "127.0.0.1",
    }
    for words, said in refusals.items():
        done = run(*words)
        assert (done.status, done.out) == (2, ""), words
        assert said in done.err
        assert "\n" not in done.err.strip()
    assert not Org.objects.exists()
