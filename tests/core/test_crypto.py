"""Stored secrets: opened by any key in use, shown by none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from apps.core import crypto

OLD = crypto.generate_key()
NEW = crypto.generate_key()


@pytest.fixture(autouse=True)
def one_key(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [OLD]


def test_what_was_encrypted_can_be_read() -> None:
    assert crypto.decrypt(crypto.encrypt(b"00secret")) == b"00secret"


def test_a_memoryview_as_a_database_returns_it_can_be_read() -> None:
    stored = memoryview(crypto.encrypt(b"00secret"))
    assert crypto.decrypt(bytes(stored)) == b"00secret"


def test_the_secret_does_not_stand_in_the_stored_value() -> None:
    assert b"00secret" not in crypto.encrypt(b"00secret")


def test_the_same_secret_is_stored_differently_each_time() -> None:
    assert crypto.encrypt(b"x") != crypto.encrypt(b"x")


@given(st.binary(max_size=2000))
def test_every_value_survives_the_round_trip(value: bytes) -> None:
    assert crypto.decrypt(crypto.encrypt(value)) == value


def test_an_older_key_still_opens_its_values(settings: Settings) -> None:
    stored = crypto.encrypt(b"x")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert crypto.decrypt(stored) == b"x"
    assert not crypto.is_current(stored)


def test_new_values_use_the_newest_key(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert crypto.is_current(crypto.encrypt(b"x"))


def test_after_reencrypting_the_old_key_may_go(settings: Settings) -> None:
    stored = crypto.encrypt(b"x")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    moved = crypto.reencrypt(stored)
    settings.ENCRYPTION_KEYS = [NEW]
    assert crypto.decrypt(moved) == b"x"


def test_a_value_of_an_unknown_key_gets_a_sentence(settings: Settings) -> None:
    stored = crypto.encrypt(b"x")
    settings.ENCRYPTION_KEYS = [NEW]
    with pytest.raises(crypto.WrongKeyError) as raised:
        crypto.decrypt(stored)
    assert "cannot be opened" in raised.value.sentence
    assert "UPGRADEPLANNER_ENCRYPTION_KEYS" in raised.value.next_step


def test_an_altered_value_is_not_opened() -> None:
    stored = bytearray(crypto.encrypt(b"x"))
    stored[20] ^= 1
    with pytest.raises(crypto.WrongKeyError):
        crypto.decrypt(bytes(stored))


def test_a_value_names_the_key_that_opens_it(settings: Settings) -> None:
    stored = crypto.encrypt(b"x")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert crypto.key_id_of(stored) == crypto.key_ids()[1]


def test_without_a_key_there_is_a_sentence(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = []
    with pytest.raises(crypto.NoKeyError, match="no encryption key"):
        crypto.encrypt(b"x")


def test_a_broken_key_is_named_by_its_place_alone(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [OLD, "hunter2"]
    with pytest.raises(crypto.NoKeyError) as raised:
        crypto.encrypt(b"x")
    assert "number 2" in str(raised.value)
    assert "hunter2" not in repr(raised.value)
    assert raised.value.__cause__ is None


def test_no_key_shows_in_a_repr() -> None:
    assert OLD not in repr(crypto._ring())
    assert OLD[:10] not in "".join(crypto.key_ids())
