"""A queue for each test process: on a shared one they would take each other's bells."""

import os
from urllib.parse import urlsplit

from django.conf import settings


def broker_url() -> str:
    """Return the broker of this test process; on Redis a database of its own."""
    address = urlsplit(settings.BROKER_URL)
    if not address.scheme.startswith(("redis", "valkey")):
        return str(settings.BROKER_URL)
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return address._replace(path=f"/{8 + number % 8}").geturl()
