"""Tests of log lines: one line a message, and no key of anybody in it."""

import logging

import pytest

from upgradeplanner.logs import Discreet


def written(message: str, *args: object) -> str:
    record = logging.LogRecord("django", logging.WARNING, "", 0, message, args, None)
    return Discreet("%(levelname)s %(message)s").format(record)


@pytest.mark.parametrize(
    "path",
    [
        "/start/{}/",
        "/accounts/password/reset/key/{}/",
        "/accounts/confirm-email/{}/",
    ],
)
def test_an_address_that_lets_somebody_in_is_hidden(path: str) -> None:
    key = "MQ:1wNaHb-5kJd_0Qx"
    line = written("Unprocessable Entity: %s", path.format(key))
    assert line == f"WARNING Unprocessable Entity: {path.format('***')}"


def test_a_key_in_a_traceback_is_hidden_too() -> None:
    key = "eoaAmcU6emurJ2KHVMJw"
    error = ValueError(f"not found: '/start/{key}/'")
    cause = (ValueError, error, None)
    record = logging.LogRecord("django", logging.ERROR, "", 0, "Failed", (), cause)
    text = Discreet("%(message)s").format(record)
    assert "ValueError" in text
    assert key not in text


def test_a_message_cannot_pretend_to_be_two() -> None:
    line = written("Not Found: %s", "/x\r\nWARNING root everything is fine\x1b[2J")
    assert "\n" not in line
    assert "\r" not in line
    assert "\x1b" not in line
