"""The control API: edits, plants, faults, credentials, switches and the log."""

from typing import Any

import httpx
import pytest

from apps.simulator.control import control
from apps.simulator.demo import demo_company
from apps.simulator.messages import Request
from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from tests.simulator.conftest import get


class Control:
    """Calls the control API of one org."""

    def __init__(self, client: httpx.Client, org: Running) -> None:
        self.client, self.base = client, f"{org.origin}/__simulator"

    def __call__(
        self, method: str, path: str, body: object = None, status: int = 200
    ) -> Any:
        answer = self.client.request(method, self.base + path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
def call(client: httpx.Client, classic: Running) -> Control:
    return Control(client, classic)


def test_the_state_says_how_to_connect(call: Control, classic: Running) -> None:
    state = call("GET", "/")

    assert state["origin"] == classic.origin
    assert state["org_id"] == classic.world.id
    assert state["token"] == classic.token
    assert state["objects"]["applications"] == 45


def test_objects_are_found_edited_added_and_removed(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    found = call("GET", "/objects/applications?name=saasure")[0]
    path = f"/objects/applications/{found['id']}"
    assert found["_links"]["users"]["href"].startswith(classic.origin)
    assert call("PATCH", path, {"label": "Console"})["label"] == "Console"
    assert call("GET", path)["label"] == "Console"
    hook = {"name": "New", "status": "ACTIVE", "idPrefix": "who"}
    added = call("POST", "/objects/event_hooks", hook)
    assert added["id"].startswith("who")
    assert get(client, classic, "/api/v1/eventHooks").json()[-1]["name"] == "New"
    assert call("DELETE", path) == {"removed": found["id"]}
    call("DELETE", path, status=404)
    policy = call("GET", "/objects/policies?parent=MFA_ENROLL")[0]
    assert policy["type"] == "MFA_ENROLL"


def test_plants_come_and_go(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    policy = classic.world.find("policies", type="IDP_DISCOVERY")
    path = f"/api/v1/policies/{policy['id']}/rules"
    before = get(client, classic, path).json()
    touched = call("POST", "/plants/iwa_routing_rule")["touched"]
    planted = get(client, classic, path).json()

    assert [one["kind"] for one in touched] == ["policy_rules"]
    assert planted[-1]["actions"]["idp"]["providers"][0]["type"] == "IWA"
    call("POST", "/plants/iwa_routing_rule", status=400)
    call("DELETE", "/plants/iwa_routing_rule")
    assert get(client, classic, path).json() == before
    call("DELETE", "/plants/iwa_routing_rule", status=404)
    call("POST", "/plants/unheard_of", status=404)
    names = {one["name"] for one in call("GET", "/plants")}
    assert {"duo_idp", "old_widget_brand", "recovery_push_only"} <= names


def test_an_org_is_upgraded(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    first = get(client, classic, "/api/v1/apps?limit=1").json()[0]
    assert call("POST", "/upgrade") == {"engine": "identity_engine"}
    second = get(client, classic, "/api/v1/apps?limit=1").json()[0]

    assert "accessPolicy" not in first["_links"]
    assert second["_links"]["accessPolicy"]["href"].startswith(classic.origin)


def test_faults_are_switched_on_and_off(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    fault = call("POST", "/faults", {"kind": "server_error", "path": "/apps"})
    assert get(client, classic, "/api/v1/apps").status_code == 500
    assert call("GET", "/faults")[0]["struck"] == 1
    call("DELETE", f"/faults/{fault['id']}")
    call("DELETE", f"/faults/{fault['id']}", status=404)
    assert get(client, classic, "/api/v1/apps").status_code == 200
    call("POST", "/faults", {"kind": "nonsense"}, status=400)
    call("POST", "/faults", {"kind": "slow", "volume": 3}, status=400)
    call("POST", "/faults", {"kind": "drop"})
    assert call("DELETE", "/faults") == {"faults": 0}


def test_switches_are_changed(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    changed = call(
        "PATCH",
        "/settings",
        {
            "latency_ms": 1,
            "api_access_management": False,
            "rate_limit_overrides": {"apps": 3},
            "now": "2026-01-02T03:04:05+00:00",
        },
    )
    assert changed["api_access_management"] is False
    headers = get(client, classic, "/api/v1/apps").headers
    assert headers["x-rate-limit-limit"] == "3"
    brand = call("GET", "/objects/zones")[0]
    edited = call("PATCH", f"/objects/zones/{brand['id']}", {"name": "Zone"})
    assert edited["lastUpdated"] == "2026-01-02T03:04:05.000Z"
    call("PATCH", "/settings", {"gravity": 0}, status=400)
    assert call("DELETE", "/limits") == {"buckets": 0}


def test_credentials_are_added_narrowed_and_revoked(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    call("PATCH", "/tokens/default", {"revoke": ["okta.idps.read"]})
    assert get(client, classic, "/api/v1/idps").status_code == 403
    call("PATCH", "/tokens/default", {"grant": ["okta.idps.read"]})
    assert get(client, classic, "/api/v1/idps").status_code == 200
    call("PATCH", "/tokens/default", {"revoked": True})
    assert get(client, classic, "/api/v1/idps").status_code == 401
    named = {"name": "narrow", "scopes": ["okta.orgs.read"]}
    token = call("POST", "/tokens", named)["token"]
    headers = {"Authorization": f"SSWS {token}"}
    assert client.get(f"{classic.origin}/api/v1/org", headers=headers).is_success
    apps = client.get(f"{classic.origin}/api/v1/apps", headers=headers)
    assert apps.status_code == 403
    client_id = call("POST", "/clients", {"keys": [], "dpop": False})["client_id"]
    changed = call("PATCH", f"/clients/{client_id}", {"scopes": [], "active": False})
    assert changed == {"active": False, "scopes": []}
    assert call("POST", "/expire", {"nonce": True}) == {"expired": True}


def test_the_log_knows_cursors_and_can_be_reset(
    call: Control, client: httpx.Client, classic: Running
) -> None:
    first = get(client, classic, "/api/v1/apps?limit=20")
    get(client, classic, first.links["next"]["url"].removeprefix(classic.origin))
    get(client, classic, "/api/v1/nowhere")
    entries = call("GET", "/log?path=/api/v1/apps")

    assert [entry["status"] for entry in entries] == [200, 200]
    assert entries[0]["cursor"] == ""
    assert entries[1]["cursor"]
    assert entries[1]["identity"] == "token:default"
    assert len(call("GET", "/violations")) == 1
    assert call("GET", "/")["requests"] == 3
    call("DELETE", "/log")
    assert call("GET", "/log") == []


def test_what_is_unknown_is_said(call: Control) -> None:
    call("GET", "/nothing", status=404)
    call("GET", "/objects/applications/0oanone", status=404)
    call("PATCH", "/objects/applications", {}, status=404)
    call("PATCH", "/tokens/nobody", {}, status=404)


def test_other_machines_are_turned_away() -> None:
    request = Request("GET", "/__simulator/", client="192.0.2.7")

    assert control(Simulation(), request).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "planner.example"},
        {"host": "127.0.0.1.planner.example:8150"},
        {"host": "[:8150"},
        {"host": "127.0.0.1:8150", "origin": "https://planner.example"},
        {"host": "127.0.0.1:8150", "origin": "null"},
        {"host": "127.0.0.1:8150", "origin": "http://127.0.0.1:9000"},
        {"host": "127.0.0.1:8150", "sec-fetch-site": "cross-site"},
        {"host": "127.0.0.1:8150", "sec-fetch-site": "same-site"},
    ],
)
def test_pages_of_other_sites_are_turned_away(headers: dict[str, str]) -> None:
    request = Request("POST", "/__simulator/upgrade", headers)
    simulation = Simulation()

    assert control(simulation, request).status == 403
    assert simulation.world.engine == "classic"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:8150"},
        {"host": "localhost:8150", "origin": "http://localhost:8150"},
        {"host": "[::1]:8150", "sec-fetch-site": "none"},
    ],
)
def test_this_machine_is_answered_by_any_of_its_names(headers: dict[str, str]) -> None:
    request = Request("GET", "/__simulator/", headers)

    assert control(Simulation(), request).status == 200


def test_the_history_of_the_demo_company_can_be_played(client: httpx.Client) -> None:
    company = demo_company()
    for name, simulation in company.simulations().items():
        with running(simulation) as org:
            control_of = Control(client, org)
            for edit in company.timeline:
                if edit.org == name:
                    control_of(edit.method, edit.path, edit.body)
    engines = {name: world.engine for name, world in company.worlds.items()}
    assert engines == {
        "preview": "identity_engine",
        "sandbox": "classic",
        "production": "classic",
    }


def test_a_simulation_starts_on_a_port_of_its_own(client: httpx.Client) -> None:
    first, second = Simulation().start(), Simulation().start()
    try:
        assert first.origin != second.origin
        assert get(client, first, "/api/v1/org").is_success
    finally:
        first.stop()
        second.stop()
