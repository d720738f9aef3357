"""PUT replaces: what is left out is lost, kept or reset as recorded."""

from typing import Any

import httpx
import pytest

from apps.simulator.server import Running
from tests.simulator.conftest import get, put

READ_ONLY = (
    "id",
    "orn",
    "status",
    "created",
    "lastUpdated",
    "_links",
    "universalLogout",
)


def web_application(org: Running) -> dict[str, Any]:
    for value in org.world.list("applications"):
        client = value["settings"].get("oauthClient", {})
        if client.get("application_type") == "web" and "profile" in value:
            return value
    raise AssertionError


def body_of(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key not in READ_ONLY}


def test_a_faithful_put_changes_nothing_but_what_was_meant(
    client: httpx.Client, identity_engine: Running
) -> None:
    old = web_application(identity_engine)
    path = f"/api/v1/apps/{old['id']}"
    before = get(client, identity_engine, path).json()
    before["settings"]["oauthClient"]["grant_types"].append("interaction_code")
    answer = put(client, identity_engine, path, body_of(before))
    after = get(client, identity_engine, path).json()

    assert answer.status_code == 200
    assert answer.json()["credentials"]["oauthClient"]["client_secret"]
    assert "client_secret" not in after["credentials"]["oauthClient"]
    assert after.pop("lastUpdated") > before.pop("lastUpdated")
    assert after == before
    assert identity_engine.log.violations == []


def test_what_a_put_leaves_out_is_lost_or_kept(
    client: httpx.Client, identity_engine: Running
) -> None:
    old = web_application(identity_engine)
    identity_engine.world.edit(
        "applications",
        old["id"],
        {"settings": {"oauthClient": {"network": {"connection": "ANYWHERE"}}}},
    )
    path = f"/api/v1/apps/{old['id']}"
    body = {
        "name": old["name"],
        "label": "Renamed",
        "signOnMode": old["signOnMode"],
        "settings": {
            "oauthClient": {
                "application_type": "web",
                "grant_types": ["authorization_code"],
                "response_types": ["code"],
                "redirect_uris": ["https://new.example/callback"],
            }
        },
    }
    answer = put(client, identity_engine, path, body).json()

    assert "profile" not in answer
    assert "network" not in answer["settings"]["oauthClient"]
    assert answer["accessibility"]["loginRedirectUrl"] is None
    for kept in ("id", "status", "created", "universalLogout"):
        assert answer[kept] == old[kept]
    assert answer["visibility"]["appLinks"] == old["visibility"]["appLinks"]
    assert answer["credentials"]["signing"] == old["credentials"]["signing"]


def test_a_saml_application_loses_its_acs_endpoints(
    client: httpx.Client, classic: Running
) -> None:
    old = classic.world.find("applications", signOnMode="SAML_2_0")
    body = body_of(old)
    assert body["settings"]["signOn"].pop("acsEndpoints")
    answer = put(client, classic, f"/api/v1/apps/{old['id']}", body).json()

    assert answer["settings"]["signOn"]["acsEndpoints"] == []


def test_the_interaction_code_needs_identity_engine_and_the_switch(
    client: httpx.Client, classic: Running, identity_engine: Running
) -> None:
    identity_engine.world.interaction_code_switch = False
    for org in (classic, identity_engine):
        old = web_application(org)
        body = body_of(old)
        body["settings"]["oauthClient"]["grant_types"] = ["interaction_code"]
        refused = put(client, org, f"/api/v1/apps/{old['id']}", body)
        assert refused.status_code == 400
        assert refused.json()["errorCode"] == "E0000001"
        assert "grant_types" in refused.json()["errorCauses"][0]["errorSummary"]


@pytest.mark.parametrize(
    "change", [{"name": "other"}, {"signOnMode": "BOOKMARK"}, {"settings": {}}]
)
def test_an_application_that_cannot_be_is_refused(
    change: dict[str, Any], client: httpx.Client, classic: Running
) -> None:
    old = web_application(classic)
    body = body_of(old) | change
    if "settings" in change:
        body["settings"] = {
            "oauthClient": {"grant_types": ["implicit"], "response_types": []}
        }
    refused = put(client, classic, f"/api/v1/apps/{old['id']}", body)

    assert (refused.status_code, refused.json()["errorCode"]) == (400, "E0000001")


def test_a_server_rule_loses_its_hook_and_orders_its_grants(
    client: httpx.Client, identity_engine: Running
) -> None:
    row = next(
        row
        for row in identity_engine.world.store.all("authorization_server_rules")
        if "inlineHook" in row.value["actions"]["token"]
    )
    server, policy = row.parent.split("/")
    path = f"/api/v1/authorizationServers/{server}/policies/{policy}/rules/{row.id}"
    old = get(client, identity_engine, path).json()
    body = {
        "name": "New name",
        "type": "RESOURCE_ACCESS",
        "priority": 9,
        "conditions": {
            "people": {"users": {}, "groups": {"include": ["EVERYONE"]}},
            "grantTypes": {"include": ["password", "interaction_code", "implicit"]},
            "scopes": {},
        },
    }
    answer = put(client, identity_engine, path, body).json()

    assert answer["conditions"]["grantTypes"]["include"] == [
        "implicit",
        "interaction_code",
        "password",
    ]
    assert answer["conditions"]["scopes"] == {"include": []}
    assert answer["conditions"]["people"]["users"] == {"exclude": []}
    assert "inlineHook" not in answer["actions"]["token"]
    assert answer["priority"] == 2
    for kept in ("id", "status", "system", "created"):
        assert answer[kept] == old[kept]


AUTHENTICATORS = {
    "type": "AUTHENTICATORS",
    "authenticators": [{"key": "okta_email", "enroll": {"self": "REQUIRED"}}],
}
FACTORS = {"factors": {"okta_sms": {"enroll": {"self": "OPTIONAL"}}}}


@pytest.mark.parametrize(
    ("engine", "settings", "status"),
    [
        ("identity_engine", AUTHENTICATORS, 200),
        ("identity_engine", FACTORS, 200),
        ("identity_engine", AUTHENTICATORS | FACTORS, 400),
        ("identity_engine", {}, 400),
        ("identity_engine", {"authenticators": [{"key": "security_key"}]}, 400),
        ("classic", FACTORS, 200),
        ("classic", AUTHENTICATORS, 400),
    ],
)
def test_an_enrollment_policy_takes_one_form(
    engine: str,
    settings: dict[str, Any],
    status: int,
    client: httpx.Client,
    request: pytest.FixtureRequest,
) -> None:
    org: Running = request.getfixturevalue(engine)
    old = org.world.find("policies", type="MFA_ENROLL", system=True)
    body = {key: old[key] for key in ("type", "name", "description", "conditions")}
    answer = put(
        client, org, f"/api/v1/policies/{old['id']}", body | {"settings": settings}
    )

    assert answer.status_code == status
    if status == 200:
        assert answer.json()["settings"] == settings
        assert answer.json()["system"] is True
        assert answer.json()["priority"] == old["priority"]


def test_the_account_management_policy_cannot_be_replaced(
    client: httpx.Client, identity_engine: Running
) -> None:
    name = "Okta Account Management Policy"
    old = identity_engine.world.find("policies", name=name)
    path = f"/api/v1/policies/{old['id']}"
    body = {"name": name, "type": "ACCESS_POLICY"}

    assert put(client, identity_engine, path, body).status_code == 403
    wrong = put(client, identity_engine, path, body | {"type": "PASSWORD"})
    assert wrong.status_code == 400


def test_an_event_hook_must_be_verified_again(
    client: httpx.Client, classic: Running
) -> None:
    old = classic.world.list("event_hooks")[0]
    body = {key: old[key] for key in ("name", "events", "channel")}
    body["channel"]["config"]["authScheme"]["value"] = "not-a-secret"
    path = f"/api/v1/eventHooks/{old['id']}"
    answer = put(client, classic, path, body).json()

    assert old["verificationStatus"] == "VERIFIED"
    assert answer["verificationStatus"] == "UNVERIFIED"
    assert "value" not in answer["channel"]["config"]["authScheme"]
    assert get(client, classic, path).json() == answer


def test_a_write_needs_its_own_scope(client: httpx.Client, classic: Running) -> None:
    token = classic.simulation.access.tokens["default"]
    token.scopes -= {"okta.apps.manage"}
    old = web_application(classic)
    path = f"/api/v1/apps/{old['id']}"

    assert put(client, classic, path, body_of(old)).status_code == 403
    assert get(client, classic, path).status_code == 200
