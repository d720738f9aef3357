"""A member of one team finds nothing of another team's applications, on no page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

from apps.accounts.models import Membership, Role, Team, User
from apps.checklists.services import recompute_org
from apps.findings.models import Finding
from apps.inventory import services as inventory
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.simulator.plants import PLANTS
from apps.simulator.server import Running
from apps.snapshots.models import ObjectVersion, Snapshot
from apps.syncs.judging import judge
from tests.contracts.test_addresses import CLOSED, filled
from tests.factories import make_member, make_team
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import connect, sync

WHY = "The team showed us the widget in their code."
PLANTED = sorted(name for name, one in PLANTS.items() if one.fits("classic"))
OURS, THEIRS, NOBODYS = "Aurora", "Boreal", "Cumulus"
QUERIES = (
    "",
    "?q=Boreal",
    "?team=boreal",
    "?state=all",
    "?status=gone",
    "?part=applications",
    "?owner=none",
)


def relabel(okta: Running) -> None:
    """Call every other application of the org Aurora, Boreal or Cumulus."""
    words = (OURS, THEIRS, NOBODYS)
    for number, row in enumerate(okta.world.store.rows("applications")):
        label = f"{words[number % 3]} {number}"
        okta.world.store.put("applications", {**row.value, "label": label}, row.parent)


def rename_again(okta: Running) -> None:
    for row in okta.world.store.rows("applications"):
        value = {**row.value, "label": row.value["label"] + " II"}
        okta.world.store.put("applications", value, row.parent)


@pytest.fixture
def judged(simulate: Simulate, administrator: User) -> Org:
    """Return an org with two syncs, two teams, and work done on every application."""
    okta = simulate(engine="classic", applications=12, plants=PLANTED)
    relabel(okta)
    org = connect(okta, "shared")
    sync(org, judge=judge)
    teams = {OURS: make_team("aurora"), THEIRS: make_team("boreal"), NOBODYS: None}
    for row in Application.objects.filter(org=org):
        team = teams[row.label.partition(" ")[0]]
        if team is not None:
            inventory.assign_team(row, team, administrator)
        inventory.override_model(row, "embedded_widget", WHY, administrator)
    rename_again(okta)
    sync(org, judge=judge)
    org.refresh_from_db()
    recompute_org(org)
    return org


@pytest.fixture
def member(judged: Org) -> User:
    """Return a lead, who reaches every page: the audit trail too."""
    team = Team.objects.get(name="aurora")
    return make_member("mia@acme.example", Role.LEAD, team=team)


def rows_for(route: str) -> list[int]:
    """Return the keys that an address may be asked with: those of every team."""
    if "findings/" in route:
        return list(Finding.objects.values_list("pk", flat=True))
    if "syncs/" in route or "snapshots/" in route:
        return list(Snapshot.objects.values_list("pk", flat=True))
    return list(Application.objects.values_list("pk", flat=True))


def addresses(org: Org) -> Iterator[str]:
    """Yield every address of the product, filled with what the org has."""
    for route, _ in CLOSED:
        at = route.replace("<slug:name>", org.name if "orgs/" in route else "boreal")
        keys = rows_for(route) if "<int:pk>" in at else [0]
        if "<slug:part>" in at:
            yield from raw_addresses(org)
            continue
        for key in keys:
            yield filled(at.replace("<int:pk>", str(key)))


def raw_addresses(org: Org) -> Iterator[str]:
    snapshot = org.latest_snapshot_id
    objects = ObjectVersion.objects.filter(org=org).values_list("part", "okta_id")
    for part, okta_id in objects.distinct():
        yield f"/orgs/{org.name}/snapshots/{snapshot}/raw/{part}/{okta_id}/"


def text_of(response: Any) -> str:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response).decode()
    assert isinstance(response, HttpResponse)
    return response.content.decode(errors="replace")


def test_no_page_names_an_application_of_another_team(
    client: Client, judged: Org, member: User
) -> None:
    client.force_login(member)
    told, ours = [], 0
    others = Application.objects.exclude(team__name="aurora")
    ids = [row.okta_id or "" for row in others]
    for address in addresses(judged):
        text = text_of(client.get(address))
        # What hangs on the whole org names clients by their ids, as Okta tells it.
        is_whole = "/raw/" in address and "/raw/applications/" not in address
        hidden = [THEIRS, NOBODYS, *([] if is_whole else ids)]
        asked = text.replace(address, "")
        told += [(address, word) for word in hidden if word in asked]
        ours += OURS in text
    assert told == []
    assert ours > 10
    lists = ["/applications/", "/applications.csv", "/findings/", "/audit/", "/"]
    lists += [f"/orgs/{judged.name}/{page}/" for page in ("compare", "limitations")]
    for address in (one + query for one in lists for query in QUERIES):
        text = text_of(client.get(address)).replace("q=Boreal", "")
        text = text.replace('value="Boreal"', "").replace("“Boreal”", "")
        assert THEIRS not in text, address
        assert NOBODYS not in text, address


def test_whoever_sees_the_whole_org_sees_them_all(
    client: Client, judged: Org, administrator: User
) -> None:
    client.force_login(administrator)
    text = text_of(client.get("/applications.csv"))
    assert all(word in text for word in (OURS, THEIRS, NOBODYS))
    assert not Membership.objects.filter(team=None, org=judged).exists()
