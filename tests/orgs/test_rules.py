"""Names of orgs, and whose id an address proves."""

from datetime import timedelta

import pytest

from apps.okta.shapes import OrgIdentity
from apps.okta.shapes.base import Link
from apps.okta.shapes.org import OrgLinks
from apps.orgs.rules import (
    identity_of,
    name_problem,
    names_back,
    next_sync,
    plain_origin,
)
from tests.factories import NOW


def stated(okta_id: str = "00o1", own: str = "", alternate: str = "") -> OrgIdentity:
    return OrgIdentity(
        id=okta_id,
        pipeline="v1",
        links=OrgLinks(organization=Link(href=own), alternate=Link(href=alternate)),
    )


@pytest.mark.parametrize("name", ["acme", "acme-production", "a1-2", "x" * 60])
def test_small_letters_digits_and_hyphens_make_a_name(name: str) -> None:
    assert name_problem(name) == ""


@pytest.mark.parametrize(
    "name", ["", "Acme", "acme production", "-acme", "acme--1", "x" * 61, "acme/.."]
)
def test_other_names_are_refused_with_an_example(name: str) -> None:
    assert "acme-production" in name_problem(name)


def test_a_word_of_our_own_addresses_is_no_name() -> None:
    assert "choose another" in name_problem("connect")


def test_an_origin_keeps_scheme_host_and_port_only() -> None:
    assert plain_origin("HTTPS://ACME.okta.com/app?x=1") == "https://acme.okta.com"
    assert plain_origin("http://127.0.0.1:8200/") == "http://127.0.0.1:8200"
    assert plain_origin("not an address") == ""
    assert plain_origin(None) == ""


def test_an_identity_holds_what_the_org_states() -> None:
    identity = identity_of(
        "https://id.acme.example",
        stated(own="https://acme.okta.com/", alternate="https://id.acme.example"),
    )
    assert identity.url == "https://id.acme.example"
    assert identity.stated_url == "https://acme.okta.com"
    assert identity.alternate_url == "https://id.acme.example"


@pytest.mark.parametrize(
    ("at_okta", "named"),
    [
        (
            stated(own="https://acme.okta.com", alternate="https://id.acme.example"),
            True,
        ),
        (
            stated(own="https://acme.okta.com", alternate="https://id.evil.example"),
            False,
        ),
        (stated(own="https://acme.okta.com"), False),
        (stated("00o2", alternate="https://id.acme.example"), False),
    ],
)
def test_a_custom_domain_is_believed_where_the_org_names_it(
    at_okta: OrgIdentity, *, named: bool
) -> None:
    claimed = stated(own="https://acme.okta.com")
    assert names_back("https://id.acme.example", claimed, at_okta) is named


def test_no_sync_is_due_where_only_people_ask() -> None:
    assert next_sync(0, NOW) is None
    assert next_sync(6, NOW) == NOW + timedelta(hours=6)
