"""Worlds are reproducible and realistic, and can be planted and upgraded."""

import pytest

from apps.simulator.demo import LAST_DAY, demo_company
from apps.simulator.plants import PLANTS
from apps.simulator.world import World


def contents(world: World) -> dict[tuple[str, str], bytes]:
    return {
        (kind, row.id): row.body
        for kind in world.store.kinds()
        for row in world.store.all(kind)
    }


def test_the_same_seed_makes_the_same_org() -> None:
    assert contents(World(seed=9)) == contents(World(seed=9))
    assert World(seed=9).id == World(seed=9).id != World(seed=8).id


@pytest.mark.parametrize("count", [10, 41, 1500])
def test_an_org_has_exactly_as_many_applications_as_asked_for(count: int) -> None:
    world = World(applications=count)
    labels = {row.value["label"] for row in world.store.rows("applications")}

    assert len(world.store.rows("applications")) == len(labels) == count


def test_the_mixture_holds_every_kind_of_application() -> None:
    world = World(engine="identity_engine", applications=300)
    values = world.list("applications")
    modes = {value["signOnMode"] for value in values}
    clients = [value["settings"].get("oauthClient") for value in values]
    own = [client for client in clients if client]

    assert modes == {
        "OPENID_CONNECT",
        "SAML_2_0",
        "WS_FEDERATION",
        "AUTO_LOGIN",
        "BROWSER_PLUGIN",
        "SECURE_PASSWORD_STORE",
        "BASIC_AUTH",
        "BOOKMARK",
        None,
    }
    kinds = {client["application_type"] for client in own}
    assert kinds == {"web", "browser", "native", "service"}
    assert {"ACTIVE", "INACTIVE"} == {value["status"] for value in values}
    assert any("interaction_code" in client["grant_types"] for client in own)
    assert any(
        grant.startswith("urn:") for client in own for grant in client["grant_types"]
    )
    assert any(value["accessibility"]["loginRedirectUrl"] for value in values)
    assert any(
        value["credentials"]["oauthClient"]["client_id"] != value["id"]
        for value in values
        if "oauthClient" in value["credentials"]
    )
    assert {"saasure", "okta_enduser", "flow", "office365"} <= {
        value["name"] for value in values
    }


def test_no_application_of_a_classic_org_has_the_interaction_code() -> None:
    for value in World(applications=300).list("applications"):
        client = value["settings"].get("oauthClient", {"grant_types": []})
        assert "interaction_code" not in client["grant_types"]


@pytest.mark.parametrize("engine", ["classic", "identity_engine"])
def test_every_plant_changes_something_and_can_be_uprooted(engine: str) -> None:
    world = World(engine=engine, applications=30)
    before = contents(world)
    for name, plant in PLANTS.items():
        if not plant.fits(world.engine):
            with pytest.raises(ValueError, match="other engine"):
                world.plant(name)
            continue
        assert world.plant(name)
        assert contents(world) != before
        world.uproot(name)
        assert contents(world) == before


def test_all_plants_of_an_engine_fit_into_one_org() -> None:
    fitting = [name for name, plant in PLANTS.items() if plant.fits("classic")]

    assert World(plants=["all"]).planted == tuple(fitting)


def test_the_upgrade_changes_what_it_is_known_to_change() -> None:
    world = World(applications=40)
    world.upgrade()
    world.upgrade()

    assert world.engine == "identity_engine"
    assert world.list("factors") == []
    assert {value["key"] for value in world.list("authenticators")} >= {"okta_verify"}
    assert world.list("policies", "ACCESS_POLICY")
    assert world.list("policies", "PROFILE_ENROLLMENT")
    for value in world.list("applications"):
        assert value["_links"]["accessPolicy"]["href"].rsplit("/")[-1].startswith("rst")
        assert "universalLogout" in value
    for policy in world.list("policies", "MFA_ENROLL"):
        assert set(policy["settings"]) == {"factors"}
    for policy in world.list("policies", "OKTA_SIGN_ON"):
        for rule in world.list("policy_rules", policy["id"]):
            assert rule["conditions"]["identityProvider"] == {"provider": "ANY"}


def test_an_org_full_of_hazards_can_be_upgraded() -> None:
    world = World(plants=["all"])
    world.upgrade()
    world.uproot("iwa_routing_rule")

    assert "iwa_routing_rule" not in world.planted
    with pytest.raises(ValueError, match="upgrade built on"):
        world.uproot("custom_app_login")


def test_an_edit_moves_the_date_and_keeps_the_place() -> None:
    world = World(applications=12)
    ids = [row.id for row in world.store.rows("applications")]
    before = world.get("applications", ids[4])
    world.edit("applications", ids[4], {"label": "Renamed", "profile": {"a": 1}})
    after = world.get("applications", ids[4])

    assert [row.id for row in world.store.rows("applications")] == ids
    assert after["label"] == "Renamed"
    assert after["lastUpdated"] > before["lastUpdated"]
    with pytest.raises(KeyError):
        world.edit("applications", "0oanone", {})


def test_the_demo_company_has_three_orgs_with_counterparts() -> None:
    company = demo_company()
    labels = [
        {value["label"] for value in world.list("applications")}
        for world in company.worlds.values()
    ]

    assert {world.engine for world in company.worlds.values()} == {"classic"}
    assert len(set.intersection(*labels)) > 150
    assert len({world.id for world in company.worlds.values()}) == 3


def test_the_history_of_the_demo_company_is_in_order_and_names_known_orgs() -> None:
    company = demo_company()
    days = [edit.day for edit in company.timeline]

    assert days == sorted(days)
    assert days[0] > 0
    assert days[-1] < LAST_DAY
    assert {edit.org for edit in company.timeline} == set(company.worlds)
