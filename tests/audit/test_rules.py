"""What a line may hold, and how it becomes a hash."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.audit.rules import GENESIS, HIDDEN, Line, hash_of, plain, shortened

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TOKEN = "00" + "aB3_-" * 8
LINE = Line(
    1, AT, "ada@acme.example", "org.renamed", "org:a", 7, {"a": 1}, None, "", "0"
)


def changed(**fields: Any) -> Line:
    return Line(**{**vars(LINE), **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"seq": 2},
        {"at": AT + timedelta(microseconds=1)},
        {"actor": "eve@acme.example"},
        {"verb": "org.removed"},
        {"subject": "org:b"},
        {"org_id": None},
        {"before": {"a": 2}},
        {"after": {}},
        {"why": "because"},
        {"prev_hash": "1"},
    ],
)
def test_every_part_of_a_line_is_under_the_hash(fields: dict[str, Any]) -> None:
    assert hash_of(changed(**fields)) != hash_of(LINE)


def test_the_hash_does_not_hang_on_the_order_of_names() -> None:
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert hash_of(changed(before=one)) == hash_of(changed(before=other))


def test_the_hash_does_not_hang_on_the_time_zone() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
    assert hash_of(changed(at=elsewhere)) == hash_of(LINE)


def test_the_hash_is_the_same_tomorrow() -> None:
    """A trail written by an earlier version stays whole."""
    assert GENESIS == "0" * 64
    assert hash_of(LINE) == (
        "5b8ddf235a7be7a0371fb17881161b08b797005c7ea9020a3f30aca955a4e96a"
    )


@pytest.mark.parametrize(
    "name", ["password", "api_token", "client_secret", "private_key", "dpop_nonce"]
)
def test_a_value_under_a_secret_name_is_hidden(name: str) -> None:
    assert plain({name: "x", "deep": [{name: ["x"]}]}) == {
        name: HIDDEN,
        "deep": [{name: HIDDEN}],
    }


def test_whether_there_is_a_secret_may_be_said() -> None:
    assert plain({"has_token": True, "token": None}) == {
        "has_token": True,
        "token": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        f"the token {TOKEN} was wrong",
        "Authorization: SSWS abc",
        "Bearer abc.def",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIB",
    ],
)
def test_what_looks_like_a_secret_is_hidden_anywhere(text: str) -> None:
    hidden = plain({"note": text})["note"]
    assert HIDDEN in hidden
    for part in (TOKEN, "abc", "eyJ", "MIIB"):
        assert part not in hidden


def test_ids_of_okta_are_no_secrets() -> None:
    assert plain("00o1a2b3c4D5e6F7g8H9") == "00o1a2b3c4D5e6F7g8H9"


def test_other_values_become_plain() -> None:
    value = {"n": 1, "f": 1.5, "d": date(2026, 1, 2), "t": (1, "x"), "s": {"b", "a"}}
    assert plain(value) == {
        "n": 1,
        "f": "1.5",
        "d": "2026-01-02",
        "t": [1, "x"],
        "s": ["a", "b"],
    }


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold a object"):
        plain({"x": object()})


@given(st.text(max_size=400), st.integers(min_value=2, max_value=80))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length
