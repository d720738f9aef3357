"""Simulated objects have every property of the recorded object of their kind."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from apps.simulator.world import World

RECORDED: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "fixtures/okta/recorded_objects.json").read_text()
)
# Keys that are names of things rather than properties.
NAMES = {"appLinks", "profile", "app"}


def paths(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield every property as a path; the elements of a list count as one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{prefix}.{'deactivate' if key == 'activate' else key}"
            yield here
            if key not in NAMES:
                yield from paths(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{prefix}[]")


def same_kind(recorded: dict[str, Any], candidate: dict[str, Any]) -> bool:
    """Say whether two objects must look alike."""
    for key in ("signOnMode", "type", "key", "isDefault"):
        if recorded.get(key) != candidate.get(key):
            return False
    client = recorded.get("settings", {}).get("oauthClient")
    other = candidate.get("settings", {}).get("oauthClient")
    if (client is None) != (other is None):
        return False
    if client and client["application_type"] != other["application_type"]:
        return False
    if recorded.get("signOnMode") == "SAML_2_0":
        sign_on = recorded["settings"]["signOn"]
        return ("ssoAcsUrl" in sign_on) == (
            "ssoAcsUrl" in candidate["settings"]["signOn"]
        )
    return bool(recorded.get("system") == candidate.get("system"))


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    return {
        engine: World(seed=5, engine=engine, applications=120, plants=["all"])
        for engine in ("classic", "identity_engine")
    }


@pytest.mark.parametrize("name", RECORDED)
def test_every_recorded_property_is_simulated(
    name: str, worlds: dict[str, World]
) -> None:
    entry = RECORDED[name]
    world, recorded = worlds[entry["engine"]], entry["object"]
    alike = [
        row.value
        for row in world.store.all(entry["kind"])
        if same_kind(recorded, row.value)
    ]
    assert alike, f"no simulated object is like {name}"
    simulated = {path for value in alike for path in paths(value)}

    assert set(paths(recorded)) - simulated == set()


@pytest.mark.parametrize("engine", ["classic", "identity_engine"])
def test_applications_are_as_large_as_recorded_ones(
    engine: str, worlds: dict[str, World]
) -> None:
    rows = worlds[engine].store.rows("applications")
    average = sum(len(row.body) for row in rows) / len(rows)

    assert 2000 < average < 3500


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        ("applications", "0oa"),
        ("authorization_servers", "aus"),
        ("authorization_server_policies", "00p"),
        ("authorization_server_rules", "0pr"),
        ("event_hooks", "who"),
        ("inline_hooks", "cal"),
        ("brands", "bnd"),
        ("domains", "OcD"),
        ("features", "ftr"),
        ("api_tokens", "00T"),
        ("trusted_origins", "tos"),
        ("authenticators", "aut"),
    ],
)
def test_ids_have_twenty_characters_and_their_prefix(
    kind: str, prefix: str, worlds: dict[str, World]
) -> None:
    for row in worlds["identity_engine"].store.all(kind):
        assert len(row.id) == 20
        assert row.id.startswith(prefix)
        assert row.id.isalnum()


def test_only_policies_of_identity_engine_have_new_ids(
    worlds: dict[str, World],
) -> None:
    prefixes = {
        row.parent: row.id[:3]
        for row in worlds["identity_engine"].store.all("policies")
    }

    assert prefixes["MFA_ENROLL"] == prefixes["IDP_DISCOVERY"] == "00p"
    assert prefixes["ACCESS_POLICY"] == prefixes["PROFILE_ENROLLMENT"] == "rst"


def test_only_applications_of_identity_engine_name_their_policies(
    worlds: dict[str, World],
) -> None:
    for engine, world in worlds.items():
        for row in world.store.rows("applications"):
            links = row.value["_links"]
            named = "accessPolicy" in links and "profileEnrollment" in links
            assert named is (engine == "identity_engine")
