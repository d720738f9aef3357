"""What a credential sees is put in words, part by part."""

from apps.okta.part import PartSpec
from apps.okta.parts import PARTS
from apps.okta.shapes import Zone
from apps.okta.shapes.org import Engine
from apps.orgs.examination import (
    UNKNOWN_WITHOUT,
    Examination,
    Sight,
    asked_parts,
    cheapest,
    copyable_scopes,
    from_json,
    inherited,
    scope_missing,
    sight_of,
    to_json,
)


def test_each_engine_is_asked_for_its_own_parts() -> None:
    classic = {part.id for part in asked_parts(Engine.CLASSIC)}
    identity_engine = {part.id for part in asked_parts(Engine.IDENTITY_ENGINE)}
    assert "factors" in classic - identity_engine
    assert "access_policies" in identity_engine - classic
    assert "engine" not in classic | identity_engine


def test_an_unknown_engine_is_asked_for_what_both_have() -> None:
    asked = {part.id for part in asked_parts(None)}
    assert "applications" in asked
    assert not asked & {"factors", "authenticators"}


def test_a_list_is_asked_for_one_object() -> None:
    assert cheapest(PARTS["applications"].path) == "/api/v1/apps?limit=1"
    assert cheapest(PARTS["org_settings"].path) == "/api/v1/org"


def test_a_nested_part_is_seen_where_a_parent_is() -> None:
    rules = PARTS["policy_rules"]
    hidden = sight_of(PARTS["access_policies"], Sight.ROLE_MISSING, "Refused.")
    seen = sight_of(PARTS["sign_on_policies"], Sight.VISIBLE)
    parents = {hidden.part: hidden, seen.part: seen}
    assert inherited(rules, parents).sight is Sight.VISIBLE
    assert inherited(rules, {hidden.part: hidden}).sentence == "Refused."
    assert inherited(rules, {}).sight is Sight.ABSENT


def test_missing_scopes_are_collected_once_and_sorted() -> None:
    parts = [
        scope_missing(PARTS["zones"], ("okta.networkZones.read",)),
        scope_missing(PARTS["brands"], ("okta.brands.read",)),
        scope_missing(PARTS["sign_in_pages"], ("okta.brands.read",)),
    ]
    seen = Examination(engine=None, parts=tuple(parts), granted=frozenset(), calls=0)
    assert seen.missing_scopes == ("okta.brands.read", "okta.networkZones.read")
    assert seen.sees_nothing
    assert seen.summary == "0 of 3 parts can be read"


def test_a_kept_examination_comes_back_as_it_was() -> None:
    seen = Examination(
        engine=Engine.CLASSIC,
        parts=(sight_of(PARTS["zones"], Sight.VISIBLE),),
        granted=frozenset({"okta.apps.read"}),
        calls=3,
    )
    assert from_json(to_json(seen)) == seen


def test_every_part_says_what_is_unknown_without_it() -> None:
    new = PartSpec(id="moons", title="Moons", path="/moons", shape=Zone)
    assert sight_of(new, Sight.FAILED).unknown_without == "whatever moons tell"
    assert set(UNKNOWN_WITHOUT) <= set(PARTS)


def test_the_scopes_are_copied_one_a_line() -> None:
    assert "okta.apps.read\n" in copyable_scopes()
