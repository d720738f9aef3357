"""Every way in which Okta says no has its own error and its own sentence."""

from collections.abc import Callable

import httpx
import pytest

from apps.okta.auth import ApiTokenAuth
from apps.okta.client import OktaClient
from apps.okta.errors import (
    AbsentError,
    CredentialRefusedError,
    ForbiddenError,
    HostRefusedError,
    NotOktaError,
    OktaError,
    RefusedError,
    ServerFaultError,
    TlsError,
    UnreachableError,
)
from apps.okta.unreachable import unreachable
from tests.okta.clients import APPS, OpenGate, client_of, in_turn
from tests.okta.loopback import answer, recorded, serving


def error_for(said: bytes, *, authenticated: bool = True) -> OktaError:
    with (
        serving(in_turn(said)) as server,
        client_of(server) as client,
        pytest.raises(OktaError) as caught,
    ):
        client.get(APPS, authenticated=authenticated, scopes=("okta.apps.read",))
    assert "secret" not in caught.value.advice
    return caught.value


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("401_E0000011_invalid_token.json", CredentialRefusedError, "wrong, expired"),
        ("401_E0000004_authentication_failed.json", CredentialRefusedError, "revoked"),
        ("401_E0000015_feature_not_in_licence.json", AbsentError, "licence"),
        ("400_E0000002_policy_type.json", AbsentError, "policies of this type"),
        ("404_E0000007_no_such_object.json", AbsentError, "whosf8p18x3NAQXYL4x6"),
        ("404_E0000008_no_such_path.json", AbsentError, "does not know this call"),
        ("403_E0000006_role_or_scope_too_small.json", ForbiddenError, "which role"),
        ("403_E0000148_authenticator_in_use.json", RefusedError, "status 403"),
        ("400_E0000001_validation.json", RefusedError, "status 400"),
        ("405_E0000022_wrong_method.json", RefusedError, "status 405"),
        ("500_E0000009_server_error.json", ServerFaultError, "status 500"),
        ("404_not_an_org.json", NotOktaError, "as no Okta org does"),
    ],
)
def test_each_recorded_error_has_its_meaning(
    name: str, kind: type[OktaError], words: str
) -> None:
    error = error_for(recorded(name))
    assert type(error) is kind
    assert words in error.sentence
    assert error.code == (name.split("_")[1] if "_E0" in name else "")


def test_an_api_token_without_rights_is_told_which_role_to_try() -> None:
    error = error_for(recorded("403_E0000006_role_or_scope_too_small.json"))
    assert isinstance(error, ForbiddenError)
    assert error.missing == ""
    assert "READ_ONLY_ADMIN" in error.next_step


def test_without_a_credential_a_refusal_says_so() -> None:
    refused = error_for(
        recorded("401_E0000011_invalid_token.json"), authenticated=False
    )
    assert isinstance(refused, CredentialRefusedError)
    assert "wants a credential" in refused.sentence
    forbidden = error_for(
        recorded("403_E0000006_role_or_scope_too_small.json"), authenticated=False
    )
    assert isinstance(forbidden, ForbiddenError)
    assert forbidden.missing == "okta.apps.read"


def test_a_challenge_without_a_body_is_a_refused_credential() -> None:
    challenge = 'WWW-Authenticate: Bearer error="invalid_token"'
    error = error_for(answer(b"", challenge, status=401))
    assert isinstance(error, CredentialRefusedError)
    error = error_for(answer(b"", challenge, status=403))
    assert isinstance(error, ForbiddenError)
    error = error_for(answer(b"", challenge, status=400))
    assert isinstance(error, RefusedError)


@pytest.mark.parametrize("status", [200, 401, 403, 404])
def test_a_proxy_page_is_named_by_its_title(status: int) -> None:
    body = b"<html><head><title>Access blocked by\n your company</title></head></html>"
    error = error_for(answer(body, status=status, kind="text/html; charset=utf-8"))
    assert isinstance(error, NotOktaError)
    assert "web page, titled “Access blocked by your company”," in error.sentence
    assert "proxy" in error.next_step


def test_a_page_without_title_or_type_is_still_a_page() -> None:
    error = error_for(answer(b"\n <p>Hello", status=404, kind="text/plain"))
    assert isinstance(error, NotOktaError)
    assert "web page instead of JSON" in error.sentence


@pytest.mark.parametrize("body", [b"[]", b"nothing here", b'{"errorCode":7}'])
def test_an_error_that_okta_never_says_is_not_okta(body: bytes) -> None:
    error = error_for(answer(body, status=404))
    assert isinstance(error, NotOktaError)
    assert "Check the address" in error.next_step


def test_a_redirect_to_another_host_is_refused_and_names_it() -> None:
    error = error_for(answer(b"", "Location: https://renamed.okta.com/api", status=301))
    assert isinstance(error, HostRefusedError)
    assert "renamed.okta.com" in error.sentence
    assert "use its address" in error.next_step


@pytest.mark.parametrize("location", ["/login/login.htm", "data:text/html,x"])
def test_any_other_redirect_is_no_answer_either(location: str) -> None:
    error = error_for(answer(b"", f"Location: {location}", status=302))
    assert isinstance(error, NotOktaError)
    assert "redirects instead" in error.sentence


def test_okta_saying_too_many_at_once_is_told_apart() -> None:
    error = error_for(
        recorded(
            "429_E0000047_rate_limit.json",
            "X-Rate-Limit-Limit: 0",
            "X-Rate-Limit-Remaining: 0",
            "X-Rate-Limit-Reset: 1800000000",
        )
    )
    assert "at once" in error.sentence


def test_advice_joins_sentence_and_next_step() -> None:
    assert (
        OktaError("It failed.", next_step="Try again.").advice
        == "It failed. Try again."
    )
    assert OktaError("It failed.").advice == "It failed."
    assert str(OktaError("It failed.")) == "It failed."


def raising(error: Exception) -> Callable[[httpx.Request], httpx.Response]:
    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    return handler


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (httpx.ProxyError("407 Denied"), UnreachableError, "proxy did not connect"),
        (httpx.ConnectError("no route"), UnreachableError, "cannot be reached"),
        (httpx.ConnectTimeout("slow"), UnreachableError, "accept a connection in time"),
    ],
)
def test_failures_that_no_local_server_can_make(
    error: Exception, kind: type[OktaError], words: str
) -> None:
    with (
        OktaClient(
            "https://acme.okta.com",
            auth=ApiTokenAuth("00-secret-token"),
            gate=OpenGate(),
            transport=httpx.MockTransport(raising(error)),
            sleep=lambda _: None,
        ) as client,
        pytest.raises(kind, match=words) as caught,
    ):
        client.get(APPS)
    assert "acme.okta.com" in caught.value.sentence


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (9, "not valid yet"),
        (10, "expired"),
        (62, "another name"),
        (64, "another name"),
        (19, "not from a trusted authority"),
        (20, "not from a trusted authority"),
    ],
)
def test_each_fault_of_a_certificate_has_its_sentence(code: int, words: str) -> None:
    import ssl

    cause = ssl.SSLCertVerificationError("verify failed")
    cause.verify_code = code
    error = httpx.ConnectError("failed")
    error.__cause__ = cause
    found = unreachable(error, "acme.okta.com")
    assert isinstance(found, TlsError)
    assert words in found.sentence
    assert not found.transient


@pytest.mark.parametrize(
    "echo",
    [
        "SSWS 00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_Ab",
        "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_Ab",
        "Bearer opaque-access-token-0123456789",
        "eyJraWQiOiJ4In0.eyJzdWIiOiJ5In0.c2lnbmF0dXJl",
    ],
)
def test_an_answer_that_echoes_the_credential_is_not_repeated(echo: str) -> None:
    body = f'{{"errorCode": "{echo}", "errorSummary": "You sent {echo}, \\u0000why?"}}'
    error = error_for(b"HTTP/1.1 400 Bad Request\r\n" + tail(body))
    for text in (error.advice, error.code, str(error)):
        assert echo.rsplit(maxsplit=1)[-1] not in text
        assert "\x00" not in text


def tail(body: str) -> bytes:
    head = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


def test_ordinary_words_are_not_hidden() -> None:
    said = "The Bearer token is invalid, the SSWS scheme is off; 00o1a2b3 knows why."
    assert OktaError(said).sentence == said
