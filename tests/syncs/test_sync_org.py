"""`sync_org`: one sync in the foreground, its exit status and its document."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.snapshots.models import Snapshot
from tests.syncs.worlds import connect, start


def run(*arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and progress."""
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("sync_org", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = int(str(end.code))
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    return status, out.getvalue(), err.getvalue()


def test_a_complete_sync_exits_with_0(okta: Running) -> None:
    org = connect(okta)
    status, out, err = run(org.name)
    assert status == 0
    assert "applications" in out
    objects = Snapshot.objects.get().objects_seen
    counts = f"{objects} objects in {okta.log.count()} calls."
    assert f"simulated: complete, {counts}" in out
    assert "readings" in err


def test_a_partial_sync_exits_with_1_and_says_what_is_unseen(okta: Running) -> None:
    okta.faults.add("forbidden", path="/api/v1/zones")
    status, out, _ = run(connect(okta).name)
    assert status == 1
    (line,) = (line for line in out.splitlines() if line.startswith("zones "))
    assert "unseen" in line
    assert "okta.networkZones.read" in line
    assert "Not seen: zones." in out


def test_a_failed_sync_exits_with_2_and_a_sentence(okta: Running) -> None:
    okta.simulation.access.tokens["default"].revoked = True
    status, out, err = run(connect(okta).name)
    assert (status, out) == (2, "")
    assert "The sync failed." in err
    assert okta.token not in err


def test_the_document_has_its_schema_first(okta: Running) -> None:
    okta.faults.add("forbidden", path="/api/v1/zones")
    org = connect(okta)
    status, out, _ = run(org.name, "--json")
    assert status == 1
    document = json.loads(out)
    assert list(document) == ["schema", "org", "snapshot", "coverage"]
    assert document["schema"] == "upgradeplanner.sync/1"
    assert document["org"]["okta_id"] == org.okta_id
    assert document["org"]["engine"] == "classic"
    snapshot = document["snapshot"]
    assert (snapshot["complete"], snapshot["calls"]) == (False, okta.log.count())
    assert snapshot["taken_at"].endswith("Z")
    entries = {entry["part"]: entry for entry in document["coverage"]}
    assert entries["zones"]["seen"] is False
    assert "okta.networkZones.read" in entries["zones"]["reason"]
    seen = {"part": "applications", "seen": True, "reason": None}
    assert entries["applications"] == seen


def test_a_failed_sync_prints_its_document_too(okta: Running) -> None:
    okta.faults.add("html", path="okta-organization")
    status, out, _ = run(connect(okta).name, "--json")
    document = json.loads(out)
    assert status == 2
    assert document["snapshot"]["state"] == "failed"
    assert document["snapshot"]["taken_at"] is None


@pytest.mark.django_db(transaction=True)
def test_an_org_that_does_not_exist_is_wrong_use() -> None:
    assert run("nobody")[::2] == (2, "There is no org named nobody.")


@pytest.mark.django_db(transaction=True)
def test_a_running_sync_is_not_doubled(org: Org) -> None:
    start(org)
    status, _, err = run(org.name)
    assert status == 2
    assert "already running" in err
    assert Snapshot.objects.count() == 1
