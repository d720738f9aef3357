"""Every part is declared soundly, in an order that reads parents first."""

from dataclasses import fields
from pathlib import Path

import pytest

from apps.okta.part import CLASSIC, IDENTITY_ENGINE, PartSpec
from apps.okta.parts import (
    PARTS,
    READ_SCOPES,
    PartDeclarationError,
    in_reading_order,
    load,
)
from apps.okta.shapes import Contact
from apps.okta.snapshot import OrgSnapshot

OPTIONAL_POLICIES = {
    "client_update_policies",
    "device_signal_policies",
    "entity_risk_policies",
    "identity_claim_policies",
    "post_auth_session_policies",
    "session_violation_policies",
}


def spec(part_id: str, *parents: str) -> PartSpec:
    return PartSpec(id=part_id, title=part_id, path="/", shape=Contact, parents=parents)


def test_every_part_of_an_org_snapshot_has_a_file() -> None:
    wanted = {field.name for field in fields(OrgSnapshot)} - {"taken_at"}
    assert set(PARTS) == wanted | {"applications"} | OPTIONAL_POLICIES


def test_parents_are_read_before_their_children() -> None:
    order = list(PARTS)
    assert order[:3] == ["engine", "applications", "authorization_servers"]
    for part in PARTS.values():
        for parent in part.parents:
            assert order.index(parent) < order.index(part.id)


def test_each_placeholder_of_a_path_is_filled_by_a_parent() -> None:
    for part in PARTS.values():
        depth = 0
        at: PartSpec | None = part
        while at is not None and at.parents:
            depth += 1
            at = PARTS[at.parents[0]]
        wanted = {f"{{{number}}}" for number in range(depth)}
        assert all(each in part.path for each in wanted), part.id
        assert part.path.count("{") == depth, part.id


def test_rules_are_read_for_every_org_policy_and_no_other() -> None:
    parents = PARTS["policy_rules"].parents
    assert "authorization_server_policies" not in parents
    assert set(parents) == {
        part.id
        for part in PARTS.values()
        if part.path.startswith("/api/v1/policies?type=")
    }


def test_only_read_scopes_are_asked_for_each_once_and_sorted() -> None:
    assert list(READ_SCOPES) == sorted(set(READ_SCOPES))
    assert all(scope.endswith(".read") for scope in READ_SCOPES)
    assert "okta.networkZones.read" in READ_SCOPES


def test_every_part_but_the_public_one_names_its_scope() -> None:
    assert [part.id for part in PARTS.values() if not part.scopes] == ["engine"]


def test_authenticators_belong_to_one_engine_and_factors_to_the_other() -> None:
    assert PARTS["authenticators"].engines == IDENTITY_ENGINE
    assert PARTS["factors"].engines == CLASSIC


def test_a_part_is_added_by_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "extra_parts"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "_helper.py").touch()
    (folder / "moons.py").write_text(
        "from apps.okta.part import PartSpec\n"
        "from apps.okta.shapes import Zone\n"
        "PART = PartSpec(id='moons', title='Moons', path='/moons', shape=Zone)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert list(load(folder, "extra_parts")) == ["moons"]


def test_a_file_without_a_part_of_its_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "broken_parts"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "suns.py").write_text("PART = None\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PartDeclarationError, match=r"suns\.py"):
        load(folder, "broken_parts")


def test_a_parent_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PartDeclarationError, match="nobody"):
        in_reading_order({"child": spec("child", "nobody")})


def test_a_circle_of_parents_is_refused() -> None:
    circle = {"one": spec("one", "two"), "two": spec("two", "one")}
    with pytest.raises(PartDeclarationError, match="cannot be read"):
        in_reading_order(circle)


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("applications", "client_secret"),
        ("applications", "sharedPassword"),
        ("applications", "d"),
        ("applications", "secretAccessKey"),
        ("identity_providers", "client_secret"),
        ("identity_providers", "privateKey"),
        ("event_hooks", "value"),
        ("inline_hooks", "clientSecret"),
        ("domains", "privateKey"),
    ],
)
def test_secrets_are_named_for_dropping(part: str, key: str) -> None:
    assert key in PARTS[part].secrets
