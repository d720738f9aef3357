"""One plain line an event on standard error. What lets somebody in stays out of it."""

import logging
import re
from typing import Any

# One line a call or a task says nothing that the rows do not say better.
CHATTY = ("httpx", "httpcore", "celery")

# Addresses that are keys: one-time links, password resets, confirmed e-mail addresses.
KEYS = re.compile(r"(/start/|/password/reset/key/|/confirm-email/)[^/\s?\"']+")
BREAKS = re.compile(r"[\r\n\x00\x1b]+")


class Discreet(logging.Formatter):
    """Hides keys that stand in addresses, and keeps a message on one line."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return BREAKS.sub(" ", super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        return KEYS.sub(r"\1***", super().format(record))


def logging_from(level: str) -> dict[str, Any]:
    """Return Django's LOGGING, from `level` on."""
    line = "%(asctime)s %(levelname)s %(name)s %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": Discreet, "format": line}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "plain"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in CHATTY},
    }
