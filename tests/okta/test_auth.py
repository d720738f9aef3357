"""Signing in: tokens, assertions, scopes, DPoP, against a loopback token endpoint."""

import threading

import pytest

from apps.okta.auth import ApiTokenAuth
from apps.okta.errors import (
    BadAnswerError,
    ClockSkewError,
    CredentialRefusedError,
    ForbiddenError,
    NotOktaError,
    OktaError,
    ServerFaultError,
    ThrottledError,
)
from apps.okta.http import Request, Response
from apps.okta.tokens import clock_error
from tests.okta.clients import APPS, FakeTime, OpenGate
from tests.okta.loopback import answer, recorded, serving
from tests.okta.token_endpoint import KEY, SCOPES, Okta, auth_of, client_with


@pytest.mark.parametrize(
    "token", ["", "  ", "two words", "line\nbreak", "gr\u00fcn", "tab\there", "\x7f0"]
)
def test_what_cannot_be_an_api_token_is_refused_without_repeating_it(
    token: str,
) -> None:
    with pytest.raises(CredentialRefusedError, match="not an API token") as caught:
        ApiTokenAuth(token)
    assert not token.strip() or token not in caught.value.advice


def test_no_credential_shows_its_secret() -> None:
    with serving(Okta()) as server:
        service = auth_of(server)
    for shown in (repr(ApiTokenAuth(" 00secret ")), repr(service), repr(service._desk)):
        assert "secret" not in shown
        assert str(KEY.as_dict(private=True)["d"]) not in shown


def test_a_token_is_fetched_once_and_used_for_every_call() -> None:
    okta, gate = Okta(), OpenGate()
    with serving(okta) as server:
        auth = auth_of(server)
        with client_with(server, auth, gate) as client:
            assert auth.granted_scopes is None
            for _ in range(3):
                client.get(APPS)
            assert client.calls == 4
    assert okta.asked == [" ".join(SCOPES)]
    assert auth.granted_scopes == frozenset(SCOPES)
    used = [call.headers["authorization"] for call in server.calls[1:]]
    assert used == ["Bearer secret-access-token-1"] * 3
    assert gate.asked[0] == "/oauth2/v1/token"


def test_the_assertion_says_who_asks_whom_and_for_how_long() -> None:
    okta, time = Okta(), FakeTime()
    with serving(okta) as server:
        with client_with(server, auth_of(server, time=time)) as client:
            client.get(APPS)
        url = f"{server.origin}/oauth2/v1/token"
    (said,) = okta.assertions
    assert said.pop("jti")
    assert said == {
        "typ": "JWT",
        "alg": "RS256",
        "kid": "kid-1",
        "iss": "0oaclient",
        "sub": "0oaclient",
        "aud": url,
        "exp": int(time.now) + 300,
    }


def test_a_token_is_renewed_shortly_before_it_ends() -> None:
    okta, time = Okta(), FakeTime()
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, time=time)) as client,
    ):
        client.get(APPS)
        time.now += 3600 - 121
        client.get(APPS)
        assert okta.tokens == 1
        time.now += 1
        client.get(APPS)
        assert okta.tokens == 2


@pytest.mark.parametrize("lives", ["long", None, -5, 10**12])
def test_a_life_that_is_not_told_is_an_hour(lives: object) -> None:
    okta, time = Okta(lives=lives), FakeTime()
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, time=time)) as client,
    ):
        client.get(APPS)
        time.now += 3000
        client.get(APPS)
    assert okta.tokens == 1


def test_five_threads_fetch_one_token() -> None:
    okta = Okta()
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        threads = [threading.Thread(target=client.get, args=(APPS,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert okta.tokens == 1


def test_what_was_granted_is_read_from_the_answer_or_taken_as_asked() -> None:
    for told in (True, False):
        okta = Okta(scope_in_answer=told)
        with serving(okta) as server:
            auth = auth_of(server)
            with client_with(server, auth) as client:
                client.get(APPS)
        assert auth.granted_scopes == frozenset(SCOPES)


def test_a_refused_scope_is_found_by_asking_one_by_one_and_remembered() -> None:
    okta, time = Okta(granted=frozenset(SCOPES[:2])), FakeTime()
    with serving(okta) as server:
        auth = auth_of(server, time=time)
        with client_with(server, auth) as client:
            client.get(APPS)
            time.now += 3600
            client.get(APPS)
    granted = " ".join(SCOPES[:2])
    assert okta.asked == [" ".join(SCOPES), *SCOPES, granted, granted]
    assert auth.granted_scopes == frozenset(SCOPES[:2])


def test_without_any_granted_scope_all_are_named() -> None:
    with (
        serving(Okta(granted=frozenset())) as server,
        client_with(server, auth_of(server)) as client,
        pytest.raises(ForbiddenError, match="none of the scopes") as caught,
    ):
        client.get(APPS)
    assert caught.value.missing == " ".join(SCOPES)


def test_a_forbidden_call_names_the_scope_that_was_not_granted() -> None:
    okta = Okta(granted=frozenset(SCOPES[:1]))
    okta.resources = [recorded("403_E0000006_role_or_scope_too_small.json")] * 2
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        with pytest.raises(ForbiddenError, match=r"okta\.brands\.read") as missing:
            client.get("/api/v1/brands", scopes=("okta.brands.read",))
        with pytest.raises(ForbiddenError, match="has the scope") as role:
            client.get(APPS, scopes=("okta.apps.read",))
    assert missing.value.missing == "okta.brands.read"
    assert "Okta API Scopes" in missing.value.next_step
    assert role.value.missing == ""
    assert "READ_ONLY_ADMIN" in role.value.next_step


def test_before_any_token_every_needed_scope_counts_as_missing() -> None:
    with serving(Okta()) as server:
        error = auth_of(server).forbidden(("okta.apps.read",))
    assert isinstance(error, ForbiddenError)
    assert error.missing == "okta.apps.read"


def test_a_token_that_was_revoked_early_is_renewed_once() -> None:
    okta = Okta()
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        client.get(APPS)
        okta.resources = [recorded("401_E0000011_invalid_token.json")]
        client.get(APPS)
        assert okta.tokens == 2
        okta.resources = [recorded("401_E0000011_invalid_token.json")] * 2
        with pytest.raises(CredentialRefusedError, match="service app"):
            client.get(APPS)
        assert okta.tokens == 3


def test_a_token_that_another_thread_renewed_meanwhile_is_not_renewed_twice() -> None:
    """Two calls are refused with the same old token; only one of them renews it."""

    def granted(number: int) -> Response:
        said = {"access_token": f"token-{number}", "token_type": "Bearer"}
        return Response(200, json=said)

    with serving(Okta()) as server:
        auth = auth_of(server)
        flow = auth.sync_auth_flow(Request("GET", server.origin))
        next(flow)
        flow.send(granted(1))
        flow.close()
        first = auth.sync_auth_flow(Request("GET", server.origin))
        second = auth.sync_auth_flow(Request("GET", server.origin))
        assert next(first).headers["authorization"] == "Bearer token-1"
        assert next(second).headers["authorization"] == "Bearer token-1"
        assert first.send(Response(401)).method == "POST"
        assert first.send(granted(2)).headers["authorization"] == "Bearer token-2"
        assert second.send(Response(401)).headers["authorization"] == "Bearer token-2"


def test_a_fresh_token_that_is_refused_is_not_fetched_again() -> None:
    okta = Okta(resources=[recorded("401_E0000011_invalid_token.json")])
    with (
        serving(okta) as server,
        client_with(server, auth_of(server)) as client,
        pytest.raises(CredentialRefusedError),
    ):
        client.get(APPS)
    assert okta.tokens == 1


def test_a_missing_feature_does_not_cost_the_token() -> None:
    okta = Okta()
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        client.get(APPS)
        okta.resources = [recorded("401_E0000015_feature_not_in_licence.json")]
        with pytest.raises(OktaError, match="licence"):
            client.get(APPS)
        client.get(APPS)
    assert okta.tokens == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("oauth_401_assertion_expired.json", "is 2 hours behind Okta's"),
        ("oauth_401_assertion_too_far_in_future.json", "is 2 hours behind Okta's"),
        ("oauth_401_unknown_client.json", "is 2 hours behind Okta's"),
    ],
)
def test_a_clock_that_is_off_is_measured_against_oktas(name: str, words: str) -> None:
    time = FakeTime()
    okta = Okta(before=[recorded(name, date=time.now + 7200)])
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, time=time)) as client,
        pytest.raises(ClockSkewError, match=words),
    ):
        client.get(APPS)


@pytest.mark.parametrize(
    ("skew", "words"),
    [
        (-90.0, "is 2 minutes behind"),
        (61.0, "is 1 minute ahead of"),
        (3600.0, "is 1 hour ahead of"),
        (-86400.0 * 3, "is 3 days behind"),
        (5.0, "differs from"),
    ],
)
def test_the_difference_is_told_in_words(skew: float, words: str) -> None:
    assert words in clock_error(skew).sentence


TOKEN_ERRORS: list[tuple[bytes, type[OktaError], str]] = [
    (
        recorded("oauth_401_unknown_client.json", date=1_800_000_000),
        CredentialRefusedError,
        "client id or key is wrong",
    ),
    (
        answer(b'{"error":"unauthorized_client","error_description":"No"}', status=400),
        CredentialRefusedError,
        r"no token \(unauthorized_client\): No",
    ),
    (
        recorded("401_E0000011_invalid_token.json"),
        CredentialRefusedError,
        "service app",
    ),
    (
        recorded("403_E0000006_role_or_scope_too_small.json"),
        CredentialRefusedError,
        "client id or key is wrong",
    ),
    (recorded("404_not_an_org.json"), NotOktaError, "no Okta org"),
    (recorded("502_proxy_page.html"), ServerFaultError, "status 502"),
    (answer(b"<html>", kind="text/html"), NotOktaError, "web page"),
    (answer(b'{"token_type":"Bearer"}'), BadAnswerError, "holds no token"),
    (answer(b'{"access_token":"line\\nbreak"}'), BadAnswerError, "holds no token"),
    (recorded("429_E0000047_rate_limit.json"), ThrottledError, "429"),
]


@pytest.mark.parametrize(("said", "kind", "words"), TOKEN_ERRORS)
def test_each_refusal_of_the_token_endpoint_has_its_error(
    said: bytes, kind: type[OktaError], words: str
) -> None:
    okta = Okta(before=[said] * 9)
    with (
        serving(okta) as server,
        client_with(server, auth_of(server)) as client,
        pytest.raises(kind, match=words) as caught,
    ):
        client.get(APPS)
    assert "secret" not in caught.value.advice


def test_a_failure_while_asking_one_by_one_is_not_taken_for_a_missing_scope() -> None:
    refused = recorded("oauth_400_invalid_scope.json")
    okta = Okta(before=[refused, recorded("oauth_401_unknown_client.json")])
    with (
        serving(okta) as server,
        client_with(server, auth_of(server, scopes=SCOPES[:1])) as client,
        pytest.raises((CredentialRefusedError, ClockSkewError)),
    ):
        client.get(APPS)


def test_a_passing_failure_of_the_token_endpoint_is_tried_again() -> None:
    okta = Okta(before=[recorded("500_E0000009_server_error.json")] * 2)
    with serving(okta) as server, client_with(server, auth_of(server)) as client:
        assert client.get(APPS).body == b"[1]"
        assert client.calls == 4
