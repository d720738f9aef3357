"""What is stored of an object: everything but what may be a secret."""

import json

import pytest

from apps.okta.errors import BadAnswerError
from apps.okta.json import same_meaning, scrub
from apps.okta.parts import PARTS
from apps.snapshots.bodies import bodies_of

SECRETS = ("client_secret", "password", "p", "token")


def test_an_object_without_a_secret_keeps_its_bytes() -> None:
    body = b'{ "id": "1",\n "name": "password" }'
    assert bodies_of([body], SECRETS) == [body.decode()]


@pytest.mark.parametrize(
    "body",
    [
        b'{"client_secret": "x", "id": 1}',
        b'{"a": {"b": [{"password" : {"value": "x"}}, 2, "password"]}, "id": 1}',
        b'[{"token":"x"}, {"p": [1]}, []]',
        b'{"id": "token", "tokens": {"p": 1, "q": 2}}',
        b'{"client\\u005fsecret": "x", "a": {"\\u0070": 1}}',
        b'{"text": "\\u0070\\": \\"", "password": null}',
        b'  {"deep": [[[{"p": "x"}]]]}',
        b'"password"',
        b"5",
    ],
)
def test_it_says_the_same_as_the_plain_scrub(body: bytes) -> None:
    before, after = b'{"id": "before"}', b'{"password": 1}'
    stored = bodies_of([before, body, after], SECRETS)
    assert len(stored) == 3
    assert same_meaning(stored[1].encode(), scrub(body, SECRETS))
    assert json.loads(stored[2]) == {}


def test_a_part_without_secrets_is_not_looked_through() -> None:
    assert bodies_of([b'{"password": 1}'], ()) == ['{"password": 1}']


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BadAnswerError):
        bodies_of([b'{"id": "\xff"}'], SECRETS)


def test_client_secrets_of_applications_are_dropped() -> None:
    body = (
        b'{"id": "0oa1", "credentials": {"oauthClient": {"client_secret": "s3cr3t"}}}'
    )
    (stored,) = bodies_of([body], PARTS["applications"].secrets)
    assert "s3cr3t" not in stored


@pytest.mark.parametrize("keys", [(), SECRETS])
@pytest.mark.parametrize(("opening", "closing"), [(b'{"p":', b"}"), (b"[", b"]")])
def test_what_would_exhaust_its_readers_is_not_stored(
    keys: tuple[str, ...], opening: bytes, closing: bytes
) -> None:
    for depth in (101, 900):
        body = b'{"a":' + opening * depth + b"1" + closing * depth + b"}"
        with pytest.raises(BadAnswerError, match="nested too deeply"):
            bodies_of([b"{}", body], keys)


def test_many_brackets_are_not_many_levels() -> None:
    body = json.dumps({"a": [[{}]] * 500, "b": '{["\\' * 500, "c": [[[1]]]}).encode()
    assert bodies_of([body], ()) == [body.decode()]


@pytest.mark.parametrize("keys", [(), SECRETS])
def test_what_no_database_can_hold_is_replaced(keys: tuple[str, ...]) -> None:
    body = rb'{"label": "a\u0000b", "text": "\\u0000", "both": "\\\u0000", "\u0000": 1}'
    (stored,) = bodies_of([body], keys)
    assert json.loads(stored) == {
        "label": "a\ufffdb",
        "text": "\\u0000",
        "both": "\\\ufffd",
        "\ufffd": 1,
    }
