"""Connecting: identity and credential are tested live; a failure keeps nothing."""

import httpx
import pytest

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.audit.models import AuditLine
from apps.okta.errors import (
    ClockSkewError,
    CredentialRefusedError,
    DnsError,
    HostRefusedError,
    NotOktaError,
    OktaError,
    UnreachableError,
)
from apps.orgs.credentials import ApiToken, Secret, ServiceApp
from apps.orgs.errors import (
    AlreadyConnectedError,
    BadInputError,
    IdentityError,
    NothingVisibleError,
    OrgError,
)
from apps.orgs.examination import Sight
from apps.orgs.models import Credential, Org
from apps.orgs.queries import read_credential
from apps.orgs.services import Connected, Door, connect_org
from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World
from tests.orgs.keys import api_token, private_pem, service_app, token_with

pytestmark = pytest.mark.django_db
OKTA = "https://acme.okta.com"
CUSTOM = "https://id.acme.example"


def connect(
    url: str, secret: Secret, name: str = "acme", **options: object
) -> Connected:
    return connect_org(
        name=name,
        url=url,
        environment="preview",
        secret=secret,
        actor="ada@acme.example",
        **options,  # type: ignore[arg-type]
    )


def identity(
    own: str = OKTA, alternate: str = "", okta_id: str = "00o1"
) -> dict[str, object]:
    links = {"organization": {"href": own}}
    if alternate:
        links["alternate"] = {"href": alternate}
    return {"id": okta_id, "pipeline": "v1", "_links": links}


def door_to(answers: dict[str, dict[str, object]]) -> Door:
    """Return a door behind which each host states an identity and has empty lists."""

    def answer(request: httpx.Request) -> httpx.Response:
        stated = answers[f"https://{request.url.host}"]
        if request.url.path == "/.well-known/okta-organization":
            return httpx.Response(200, json=stated)
        assert "authorization" in request.headers
        empty = {"domains": []} if request.url.path.endswith("domains") else []
        one = {"id": stated["id"]}
        return httpx.Response(
            200, json=one if request.url.path == "/api/v1/org" else empty
        )

    return Door(transport=httpx.MockTransport(answer))


def nothing_was_kept() -> bool:
    rows = (Org.objects, Credential.objects, AuditLine.objects)
    return not any(each.exists() for each in rows)


def test_an_org_is_connected_by_what_it_states(okta: Running) -> None:
    org = connect(okta.origin, api_token(okta)).org
    assert org.okta_id == okta.world.id
    assert org.engine == "classic"
    assert org.url == okta.origin
    assert not org.is_demo


def test_an_api_token_of_a_full_reader_sees_every_part(okta: Running) -> None:
    seen = connect(okta.origin, api_token(okta)).examination
    assert seen.unseen == ()
    assert seen.granted is None
    assert seen.missing_scopes == ()


def test_connecting_reads_and_never_writes_and_keeps_to_its_calls(
    okta: Running,
) -> None:
    seen = connect(okta.origin, api_token(okta)).examination
    assert {entry.method for entry in okta.log.entries} == {"GET"}
    assert seen.calls == okta.log.count() - 1  # one for the engine before
    assert seen.calls <= 20
    assert not okta.log.violations


def test_the_credential_is_stored_encrypted(okta: Running) -> None:
    org = connect(okta.origin, api_token(okta)).org
    credential = read_credential(org)
    assert credential
    assert okta.token.encode() not in bytes(credential.secret_encrypted)
    assert credential.last_ok_at


def test_connecting_leaves_a_line_without_the_secret(okta: Running) -> None:
    connect(okta.origin, api_token(okta))
    line = AuditLine.objects.get(verb="org.connected")
    assert line.subject == "org:acme"
    assert okta.token not in str(line.after)


def test_a_service_app_is_examined_by_what_it_was_granted(okta: Running) -> None:
    secret = service_app(okta, frozenset({"okta.apps.read", "okta.policies.read"}))
    seen = connect(okta.origin, secret).examination
    sights = {each.part: each.sight for each in seen.parts}
    assert sights["applications"] is Sight.VISIBLE
    assert sights["policy_rules"] is Sight.VISIBLE
    assert sights["zones"] is Sight.SCOPE_MISSING
    assert "okta.networkZones.read" in seen.missing_scopes
    assert "okta.apps.read" not in seen.missing_scopes


def test_a_scope_that_is_missing_costs_no_call(okta: Running) -> None:
    connect(okta.origin, service_app(okta, frozenset({"okta.apps.read"})))
    assert okta.log.count("/api/v1/zones") == 0


def test_a_service_app_that_demands_dpop_is_found_out(okta: Running) -> None:
    org = connect(okta.origin, service_app(okta, dpop=True)).org
    credential = read_credential(org)
    assert credential
    assert credential.use_dpop
    assert credential.dpop_nonce


def test_each_unseen_part_says_what_stays_unknown(okta: Running) -> None:
    seen = connect(okta.origin, token_with(okta, "okta.apps.read")).examination
    zones = next(each for each in seen.parts if each.part == "zones")
    assert zones.sight is Sight.ROLE_MISSING
    assert "READ_ONLY_ADMIN" in zones.sentence
    assert zones.unknown_without


def test_an_identity_engine_org_is_asked_for_its_own_parts(okta: Running) -> None:
    okta.world.upgrade()
    connected = connect(okta.origin, api_token(okta))
    parts = {each.part for each in connected.examination.parts}
    assert connected.org.engine == "identity_engine"
    assert "authenticators" in parts
    assert "factors" not in parts


def test_an_org_without_a_licence_lacks_nothing(okta: Running) -> None:
    okta.world.api_access_management = False
    seen = connect(okta.origin, api_token(okta)).examination
    sights = {each.part: each.sight for each in seen.parts}
    assert sights["authorization_servers"] is Sight.ABSENT
    assert sights["authorization_server_rules"] is Sight.ABSENT
    assert seen.unseen == ()


def test_one_part_that_fails_does_not_spoil_the_others(okta: Running) -> None:
    okta.faults.add("html", path="/api/v1/zones")
    seen = connect(okta.origin, api_token(okta)).examination
    failed = [each for each in seen.parts if each.sight is Sight.FAILED]
    assert [each.part for each in failed] == ["zones"]
    assert "web page" in failed[0].sentence


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("html", NotOktaError, "web page"),
        ("apache_404", NotOktaError, "no Okta org"),
        ("redirect", HostRefusedError, "redirects"),
        ("drop", UnreachableError, ""),
        ("invalid_json", OktaError, "JSON"),
    ],
)
def test_what_answers_wrongly_is_named_and_nothing_kept(
    okta: Running, fault: str, error: type[OktaError], words: str
) -> None:
    okta.faults.add(fault)
    with pytest.raises(error) as caught:
        connect(okta.origin, api_token(okta))
    assert words in caught.value.sentence
    assert nothing_was_kept()


def test_a_revoked_token_is_refused(okta: Running) -> None:
    okta.simulation.access.tokens["default"].revoked = True
    with pytest.raises(CredentialRefusedError, match="wrong, expired or revoked"):
        connect(okta.origin, api_token(okta))
    assert nothing_was_kept()


def test_a_token_that_may_see_nothing_is_refused_with_what_it_lacks(
    okta: Running,
) -> None:
    with pytest.raises(NothingVisibleError) as caught:
        connect(okta.origin, token_with(okta))
    assert len(caught.value.examination.unseen) > 10
    assert nothing_was_kept()


def test_a_clock_that_is_off_is_named(okta: Running) -> None:
    secret = service_app(okta)
    okta.simulation.clock_skew = 7200.0
    with pytest.raises(ClockSkewError, match="2 hours behind"):
        connect(okta.origin, secret)
    assert nothing_was_kept()


def test_a_key_that_is_none_is_named_and_not_shown(okta: Running) -> None:
    with pytest.raises(CredentialRefusedError) as caught:
        connect(okta.origin, ServiceApp("0oa1", "-----BEGIN nonsense"))
    assert "nonsense" not in caught.value.advice


def test_a_client_id_that_nobody_knows_is_refused(okta: Running) -> None:
    with pytest.raises(CredentialRefusedError, match="client id"):
        connect(okta.origin, ServiceApp("0oanobody", private_pem()))


def test_a_name_that_does_not_resolve_is_told() -> None:
    with pytest.raises(DnsError, match=r"nobody\.okta\.com"):
        connect("https://nobody.okta.com", ApiToken("x"), door=Door())
    assert nothing_was_kept()


def test_loopback_is_refused_unless_trusted(okta: Running) -> None:
    with pytest.raises(HostRefusedError):
        connect(okta.origin, api_token(okta), door=Door())
    assert okta.log.count() == 0


@pytest.mark.parametrize(
    "url", ["http://acme.okta.com", "ftp://acme.okta.com", "https://10.0.0.1", "acme"]
)
def test_other_addresses_are_refused_before_any_call(url: str) -> None:
    with pytest.raises(HostRefusedError):
        connect(url, ApiToken("x"))


def test_the_address_may_be_entered_without_its_scheme() -> None:
    org = connect("acme.okta.com", ApiToken("x"), door=door_to({OKTA: identity()})).org
    assert org.url == OKTA


def test_a_custom_domain_is_connected_where_the_org_names_it() -> None:
    stated = identity(alternate=CUSTOM)
    org = connect(
        CUSTOM, ApiToken("x"), door=door_to({CUSTOM: stated, OKTA: stated})
    ).org
    assert (org.url, org.stated_url, org.alternate_url) == (CUSTOM, OKTA, CUSTOM)


@pytest.mark.parametrize(
    "at_okta",
    [
        identity(),
        identity(alternate="https://id.other.example"),
        identity(alternate=CUSTOM, okta_id="00o2"),
    ],
)
def test_a_custom_domain_that_is_not_named_back_is_refused(
    at_okta: dict[str, object],
) -> None:
    door = door_to({CUSTOM: identity(alternate=CUSTOM), OKTA: at_okta})
    with pytest.raises(IdentityError, match="does not name it") as caught:
        connect(CUSTOM, ApiToken("x"), door=door)
    assert caught.value.field == "url"
    assert nothing_was_kept()


def test_a_host_that_claims_no_okta_address_is_refused() -> None:
    door = door_to({CUSTOM: identity(own="https://id.evil.example")})
    with pytest.raises(IdentityError, match="no address of its own"):
        connect(CUSTOM, ApiToken("x"), door=door)


def test_the_token_goes_to_no_host_before_its_identity_is_proven() -> None:
    door = door_to({CUSTOM: identity(own=OKTA), OKTA: identity()})
    with pytest.raises(IdentityError):
        connect(CUSTOM, ApiToken("x"), door=door)


def test_a_name_is_taken_once(okta: Running, org: Org) -> None:
    with pytest.raises(AlreadyConnectedError) as caught:
        connect(okta.origin, api_token(okta), name=org.name)
    assert caught.value.field == "name"
    assert okta.log.count() == 0


def test_an_org_is_connected_once(okta: Running) -> None:
    connect(okta.origin, api_token(okta), name="first")
    with pytest.raises(AlreadyConnectedError, match="first") as caught:
        connect(okta.origin, api_token(okta), name="second")
    assert caught.value.field == "url"
    assert Org.objects.count() == 1


@pytest.mark.parametrize("name", ["Acme", "", "connect"])
def test_a_bad_name_is_refused_before_any_call(okta: Running, name: str) -> None:
    with pytest.raises(BadInputError):
        connect(okta.origin, api_token(okta), name=name)
    assert okta.log.count() == 0


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(OrgError, match="preview, sandbox, production"):
        connect_org(
            name="acme",
            url=OKTA,
            environment="moon",
            secret=ApiToken("x"),
            actor="ada@acme.example",
        )


def test_who_leads_another_org_leads_the_one_they_connect(
    okta: Running, administrator: User, lead: User
) -> None:
    org = connect(okta.origin, api_token(okta), person=lead).org
    assert has_role(User.objects.get(pk=lead.pk), org.pk, Role.LEAD)


def test_the_first_sync_waits_unless_it_is_wanted_soon(okta: Running) -> None:
    later = connect(okta.origin, api_token(okta)).org
    with running(Simulation(World(seed=9, applications=2))) as second:
        door = Door(trusted_origins=frozenset({second.origin}))
        soon = connect(
            second.origin, api_token(second), name="soon", sync_soon=True, door=door
        ).org
    assert later.next_sync_at
    assert soon.next_sync_at
    assert soon.next_sync_at < later.next_sync_at
