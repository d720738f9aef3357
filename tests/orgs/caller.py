"""A process that calls as fast as it may for seconds; prints how many calls went."""

import json
import os
import sys
import time

import django
from django.conf import settings

SECONDS = 3.0


class StopError(Exception):
    pass


def main(database: str, org_id: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upgradeplanner.settings")
    settings.DATABASES["default"] |= json.loads(database)
    django.setup()
    from apps.okta.throttle import OTHER, RateHeaders
    from apps.orgs.limiter import DbGate

    end = time.time() + SECONDS

    def sleep(_seconds: float) -> None:
        if time.time() > end:
            raise StopError
        time.sleep(0.02)

    gate, gone = DbGate(int(org_id), 50, sleep=sleep), 0
    try:
        while True:
            gate.acquire(OTHER)
            gone += 1
            gate.report(OTHER, RateHeaders(100, 60, 60.0), 200, time.time())
    except StopError:
        return gone


if __name__ == "__main__":
    sys.stdout.write(str(main(*sys.argv[1:])))
