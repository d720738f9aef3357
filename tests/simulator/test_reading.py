"""Reading calls: paging, engine-dependent answers, absences and Okta's error bodies."""

import httpx
import pytest

from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World
from tests.simulator.conftest import get


def error_code(response: httpx.Response) -> str:
    body = response.json()
    assert body["errorLink"] == body["errorCode"]
    assert set(body) == {
        "errorCode",
        "errorSummary",
        "errorLink",
        "errorId",
        "errorCauses",
    }
    return str(body["errorCode"])


def test_the_engine_is_public(classic: Running, identity_engine: Running) -> None:
    path = "/.well-known/okta-organization"
    old = httpx.get(classic.origin + path, trust_env=False).json()
    new = httpx.get(identity_engine.origin + path, trust_env=False).json()

    assert (old["pipeline"], new["pipeline"]) == ("v1", "idx")
    assert old["id"] == classic.world.id
    assert old["_links"]["organization"]["href"] == classic.origin
    assert set(old) == set(new) == {"id", "cell", "_links", "pipeline", "settings"}


def test_applications_come_in_pages_with_two_link_lines(
    client: httpx.Client, classic: Running
) -> None:
    first = get(client, classic, "/api/v1/apps")
    links = first.headers.get_list("link")

    assert len(first.json()) == 20
    assert links[0] == f'<{classic.origin}/api/v1/apps?limit=20>; rel="self"'
    assert links[1].endswith('rel="next"')
    assert "simulated.invalid" not in first.text

    seen, url = list(first.json()), first.links["next"]["url"]
    while url:
        page = get(client, classic, url.removeprefix(classic.origin))
        seen += page.json()
        url = page.links.get("next", {}).get("url", "")
    assert [value["id"] for value in seen] == [
        row.id for row in classic.world.store.rows("applications")
    ]
    assert classic.log.repeated == []
    assert classic.log.violations == []


def test_a_cursor_survives_the_removal_of_what_it_points_at(
    client: httpx.Client, classic: Running
) -> None:
    first = get(client, classic, "/api/v1/apps?limit=10")
    classic.world.remove("applications", first.json()[-1]["id"])
    second = get(
        client, classic, first.links["next"]["url"].removeprefix(classic.origin)
    )
    rows = classic.world.store.rows("applications")

    assert second.json()[0]["id"] == rows[9].id


def test_a_changed_application_is_read_at_once(
    client: httpx.Client, classic: Running
) -> None:
    first = get(client, classic, "/api/v1/apps?limit=1").json()[0]
    classic.world.edit("applications", first["id"], {"label": "New"})

    assert get(client, classic, "/api/v1/apps?limit=1").json()[0]["label"] == "New"


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/api/v1/authorizationServers?limit=200", 1),
        ("/api/v1/policies?type=PASSWORD", 1),
        ("/api/v1/brands?limit=200", 1),
        ("/api/v1/idps?limit=200", 1),
        ("/api/v1/trustedOrigins?limit=200", 1),
        ("/api/v1/zones?limit=200", 1),
        ("/api/v1/eventHooks", 0),
        ("/api/v1/inlineHooks", 0),
        ("/api/v1/features", 0),
        ("/api/v1/api-tokens", 0),
        ("/api/v1/org/contacts", 0),
        ("/api/v1/domains", 0),
        ("/api/v1/org", 0),
    ],
)
def test_lists_have_the_link_lines_that_were_recorded(
    path: str, links: int, client: httpx.Client, classic: Running
) -> None:
    response = get(client, classic, path)

    assert response.status_code == 200
    assert response.json()
    assert len(response.headers.get_list("link")) == links


def test_servers_lead_to_policies_and_rules(
    client: httpx.Client, identity_engine: Running
) -> None:
    base = "/api/v1/authorizationServers"
    rules = []
    for server in get(client, identity_engine, base).json():
        path = f"{base}/{server['id']}/policies"
        policies = get(client, identity_engine, path)
        assert "link" not in policies.headers
        for policy in policies.json():
            answer = get(client, identity_engine, f"{path}/{policy['id']}/rules")
            assert "link" not in answer.headers
            rules += answer.json()

    assert len(rules) == 12
    assert any(
        "interaction_code" in rule["conditions"]["grantTypes"]["include"]
        for rule in rules
    )
    other = f"{base}/ausnone/policies/{policy['id']}/rules"
    assert get(client, identity_engine, other).status_code == 404


@pytest.mark.parametrize(
    "kind", ["OKTA_SIGN_ON", "PASSWORD", "MFA_ENROLL", "IDP_DISCOVERY"]
)
def test_every_policy_of_both_engines_has_rules(
    kind: str, client: httpx.Client, classic: Running, identity_engine: Running
) -> None:
    for org in (classic, identity_engine):
        for policy in get(client, org, f"/api/v1/policies?type={kind}").json():
            answer = get(client, org, f"/api/v1/policies/{policy['id']}/rules")
            assert answer.json()
            assert "link" not in answer.headers


@pytest.mark.parametrize("kind", ["ACCESS_POLICY", "PROFILE_ENROLLMENT"])
def test_classic_refuses_policy_types_of_identity_engine(
    kind: str, client: httpx.Client, classic: Running, identity_engine: Running
) -> None:
    path = f"/api/v1/policies?type={kind}"
    refused = get(client, classic, path)

    assert refused.status_code == 400
    assert error_code(refused) == "E0000002"
    assert refused.headers["x-rate-limit-limit"]
    assert get(client, identity_engine, path).json()


def test_authenticators_and_factors_belong_to_one_engine_each(
    client: httpx.Client, classic: Running, identity_engine: Running
) -> None:
    for org, here, not_here in (
        (classic, "/api/v1/org/factors", "/api/v1/authenticators"),
        (identity_engine, "/api/v1/authenticators", "/api/v1/org/factors"),
    ):
        assert get(client, org, here).json()
        absent = get(client, org, not_here)
        assert (absent.status_code, error_code(absent)) == (401, "E0000015")


def test_an_org_without_api_access_management_says_so_and_counts_nothing(
    client: httpx.Client,
) -> None:
    world = World(api_access_management=False)
    with running(Simulation(world, plan="free")) as org:
        for _ in range(3):
            absent = get(client, org, "/api/v1/authorizationServers?limit=200")
            assert (absent.status_code, error_code(absent)) == (401, "E0000015")
            assert "x-rate-limit-limit" not in absent.headers
        counted = get(client, org, "/api/v1/org")
        assert counted.headers["x-rate-limit-remaining"] == "49"


def test_a_brand_was_customised_or_answers_404(
    client: httpx.Client, classic: Running
) -> None:
    brands = get(client, classic, "/api/v1/brands?limit=200&expand=domains").json()
    pages = {
        brand["isDefault"]: get(
            client, classic, f"/api/v1/brands/{brand['id']}/pages/sign-in/customized"
        )
        for brand in brands
    }

    assert pages[True].status_code == 404
    assert error_code(pages[True]) == "E0000007"
    assert set(pages[False].json()) == {
        "pageContent",
        "widgetVersion",
        "widgetCustomizations",
    }
    domains = {one["isDefault"]: one["_embedded"]["domains"] for one in brands}
    assert domains[True] == []
    assert domains[False][0]["validationStatus"] == "COMPLETED"
    path = f"/api/v1/brands/{brands[1]['id']}/pages/sign-in"
    root = get(client, classic, f"{path}?expand=customized,default").json()
    assert set(root["_embedded"]) == {"customized", "default"}
    assert "7.49" in get(client, classic, f"{path}/widget-versions").json()
    assert get(client, classic, f"{path}/default").json()["widgetVersion"] == "*"


def test_single_objects_are_as_in_their_lists(
    client: httpx.Client, identity_engine: Running
) -> None:
    for path in (
        "/api/v1/apps",
        "/api/v1/authorizationServers",
        "/api/v1/eventHooks",
        "/api/v1/inlineHooks",
        "/api/v1/features",
        "/api/v1/authenticators",
        "/api/v1/brands",
    ):
        one = get(client, identity_engine, path).json()[0]
        assert get(client, identity_engine, f"{path}/{one['id']}").json() == one
    missing = get(client, identity_engine, "/api/v1/eventHooks/whonone")
    assert (missing.status_code, error_code(missing)) == (404, "E0000007")
    assert missing.json()["errorSummary"].endswith("whonone (Webhook)")
    contact = get(client, identity_engine, "/api/v1/org/contacts/technical").json()
    assert contact["userId"].startswith("00u")


def test_public_metadata_never_shows_the_interaction_code(
    client: httpx.Client, identity_engine: Running
) -> None:
    server = identity_engine.world.list("authorization_servers")[1]["id"]
    name = ".well-known/oauth-authorization-server"
    for path in (f"/{name}", f"/oauth2/{server}/{name}"):
        body = client.get(f"{identity_engine.origin}{path}").json()
        assert "interaction_code" not in body["grant_types_supported"]
        assert body["issuer"].startswith(identity_engine.origin)
