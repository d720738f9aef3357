"""From pages to objects, and from errors to reasons, without a database."""

import pytest

from apps.okta.errors import (
    AbsentError,
    BadAnswerError,
    CredentialRefusedError,
    DnsError,
    ForbiddenError,
    NotOktaError,
    ServerFaultError,
)
from apps.okta.parts import PARTS
from apps.snapshots import rules

APPLICATIONS = PARTS["applications"]
CONTACTS = PARTS["contacts"]
PAGES = PARTS["sign_in_pages"]
FORBIDDEN = ForbiddenError("Not allowed.")


def ids(part: str, *raws: bytes, parent: str = "") -> list[str]:
    return [each.okta_id for each in rules.elements_of(PARTS[part], parent, raws)]


def test_objects_carry_the_id_of_their_parts_key() -> None:
    assert ids("applications", b'{"id": "0oa1"}', b'{"id":"0oa2"}') == ["0oa1", "0oa2"]
    assert ids("contacts", b'{"contactType": "BILLING"}') == ["BILLING"]


def test_a_page_of_a_brand_is_named_after_the_brand() -> None:
    assert ids("sign_in_pages", b'{"pageContent": null}', parent="bnd1") == ["bnd1"]


def test_a_single_object_without_an_id_is_named_after_its_part() -> None:
    assert ids("org_settings", b'{"companyName": "x"}') == ["org_settings"]


def test_an_object_in_no_known_shape_is_kept_with_the_reason() -> None:
    raw = b'{"id": "0oa1", "label": 5}'
    (element,) = rules.elements_of(APPLICATIONS, "", [raw])
    assert (element.okta_id, element.raw) == ("0oa1", raw)
    assert "label" in element.problem


@pytest.mark.parametrize(
    "raw",
    [
        b'{"label": "x"}',
        b'{"id": "a b"}',
        b'{"id": "../x"}',
        b'{"id": ""}',
        b"7",
        b"[]",
    ],
)
def test_an_object_without_a_usable_id_gets_a_stable_one(raw: bytes) -> None:
    (once,), (again,) = ids("applications", raw), ids("applications", raw)
    assert once == again
    assert rules.has_made_up_id(once)
    assert rules.PLAIN_ID.fullmatch(once)


def test_an_id_that_comes_twice_on_a_page_is_one_object() -> None:
    assert ids("applications", b'{"id": "0oa1"}', b'{"id": "0oa1", "label": "b"}') == [
        "0oa1"
    ]


def test_what_is_nested_too_deep_is_no_answer() -> None:
    raw = b'{"id": "00p1", "settings": {"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
    with pytest.raises(BadAnswerError):
        rules.elements_of(PARTS["password_policies"], "", [raw])


def test_nested_paths_are_made_from_the_parent_key() -> None:
    spec = PARTS["authorization_server_rules"]
    path = rules.path_of(spec, rules.child_key("aus1", "00p1"))
    assert path == "/api/v1/authorizationServers/aus1/policies/00p1/rules"
    assert rules.child_key("", "aus1") == "aus1"


def test_rules_hang_on_every_policy_part() -> None:
    assert [each.id for each in rules.children_of("routing_policies")] == [
        "policy_rules"
    ]
    assert rules.children_of("applications") == []


def test_a_refusal_names_the_scope_and_the_role() -> None:
    reason = rules.unseen_reason(FORBIDDEN, APPLICATIONS)
    assert "okta.apps.read" in reason
    assert "READ_ONLY_ADMIN" in reason


def test_a_missing_scope_is_the_one_that_okta_did_not_grant() -> None:
    error = ForbiddenError("Not granted.", missing="okta.brands.read")
    assert "okta.brands.read" in rules.unseen_reason(error, APPLICATIONS)


def test_other_errors_say_what_to_do() -> None:
    error = ServerFaultError("Okta failed.", next_step="Try again.")
    assert rules.unseen_reason(error, APPLICATIONS) == "Okta failed. Try again."


def test_only_an_absence_that_the_part_knows_means_empty() -> None:
    known = AbsentError("None.", code="E0000015")
    assert rules.absent_note(known, PARTS["authorization_servers"])
    assert rules.absent_note(known, APPLICATIONS) is None
    assert rules.absent_note(FORBIDDEN, PARTS["authorization_servers"]) is None


def test_a_refused_credential_ends_every_call() -> None:
    assert rules.ends_every_call(CredentialRefusedError("Revoked."))
    assert not rules.ends_every_call(FORBIDDEN)
    assert rules.is_out_of_reach(DnsError("No such name."))
    assert rules.is_out_of_reach(NotOktaError("A proxy page."))
    assert not rules.is_out_of_reach(FORBIDDEN)
