"""One plain line an event on standard error. What holds addresses stays out of it."""

from typing import Any

# One line a call or a task says nothing that the rows do not say better.
CHATTY = ("httpx", "httpcore", "celery")


def logging_from(level: str) -> dict[str, Any]:
    """Return Django's LOGGING, from `level` on."""
    line = "%(asctime)s %(levelname)s %(name)s %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": line}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "plain"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in CHATTY},
    }
