"""The one door for JSON: what a hostile file may do is be refused."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.okta.errors import BadAnswerError, UnknownShapeError
from apps.okta.json import (
    decode,
    digest,
    elements,
    encode,
    members,
    parse,
    same_meaning,
    scrub,
)
from apps.okta.shapes import Application

DEEP = b"[" * 100_000 + b"]" * 100_000
MALFORMED = [
    b"",
    b"[",
    b"[1,2",
    b"[1]x",
    b'[{"a":NaN}]',
    b"[Infinity]",
    b"[tru]",
    b"[01]",
    b"[1,]",
    b'["a\nb"]',
    b'["\\ud800"]',
    b'["\xff\xfe"]',
    b"\xef\xbb\xbf[]",
    b"<html></html>",
    DEEP,
    b"[" + DEEP + b"]",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_a_hostile_body_is_a_bad_answer_through_every_door(body: bytes) -> None:
    wrapped = b'{"a":' + body + b"}"
    for attempt in (
        lambda: elements(body),
        lambda: members(wrapped),
        lambda: parse(body),
        lambda: decode(b'{"id":' + body + b"}", Application),
        lambda: scrub(b'{"secret":' + body + b"}", {"secret"}),
        lambda: same_meaning(body, b"[]"),
    ):
        with pytest.raises(BadAnswerError) as caught:
            attempt()
        assert caught.value.sentence.startswith("Okta")


def test_numbers_beyond_any_range_are_kept_raw_and_refused_when_read() -> None:
    body = b'[{"id":"0oa1","n":' + b"9" * 5000 + b'},{"id":"0oa2","n":1e99999}]'
    first, second = elements(body)
    assert decode(first, Application).id == "0oa1"
    for raw in (first, second):
        with pytest.raises(BadAnswerError, match="out of range"):
            parse(raw)


def test_of_duplicate_keys_the_last_one_counts_everywhere() -> None:
    body = b'{"id":"0oa1","id":"0oa2"}'
    assert parse(body) == {"id": "0oa2"}
    assert decode(body, Application).id == "0oa2"
    assert bytes(members(body)["id"]) == b'"0oa2"'


def test_elements_are_the_bytes_as_they_came() -> None:
    body = b'[ {"b": 1,  "a":2} , null,"x" ]'
    assert [bytes(raw) for raw in elements(body)] == [
        b'{"b": 1,  "a":2}',
        b"null",
        b'"x"',
    ]


def test_a_list_is_not_an_object_and_the_other_way_round() -> None:
    with pytest.raises(BadAnswerError, match="not a list"):
        elements(b"{}")
    with pytest.raises(BadAnswerError, match="not an object"):
        members(b"[]")


def test_an_unknown_shape_says_where_it_differs() -> None:
    with pytest.raises(UnknownShapeError, match=r"\$\.label") as caught:
        decode(b'{"id":"0oa1","label":["secret-value"]}', Application)
    assert "secret-value" not in caught.value.sentence


def test_raw_elements_decode_into_their_shape() -> None:
    (raw,) = elements(b'[{"id":"0oa1","signOnMode":null,"unheard":{"of":[1]}}]')
    application = decode(raw, Application)
    assert application.sign_on_mode is None


def test_the_digest_is_of_the_raw_bytes() -> None:
    assert digest(b"{}") == digest(msgspec.Raw(b"{}"))
    assert digest(b"{}") != digest(b"{ }")
    assert len(digest(b"")) == 32


def test_scrubbing_drops_the_named_values_at_any_depth() -> None:
    body = b'{"a":[{"client_secret":"s3cr3t","b":1}],"client_secret":{"x":2}}'
    assert scrub(body, {"client_secret"}) == b'{"a":[{"b":1}]}'


def test_scrubbing_finds_a_name_that_is_written_with_escapes() -> None:
    body = b'{"client\\u005fsecret":"s3cr3t","b":"\\u00fc"}'
    assert b"s3cr3t" not in scrub(body, {"client_secret"})


def test_what_needs_no_scrubbing_stays_as_it_came() -> None:
    body = b'{ "b": 1 }'
    assert scrub(body, {"client_secret"}) == body
    assert scrub(body, ()) == body
    assert scrub(msgspec.Raw(body), {"client_secret"}) == body


@given(value=VALUES)
def test_order_and_spacing_do_not_change_the_meaning(value: object) -> None:
    plain = encode({"first": value, "second": 1})
    spaced = msgspec.json.format(encode({"second": 1, "first": value}), indent=2)
    assert same_meaning(plain, spaced)
    assert not same_meaning(plain, encode({"first": value, "second": 2}))
