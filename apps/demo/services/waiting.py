"""Waits for the process that simulates the orgs, through the row both look at."""

import time
import uuid
from dataclasses import dataclass

from apps.demo.errors import DemoError
from apps.demo.models import ONLY, DemoCompany
from apps.demo.services.state import keep

PATIENCE_SECONDS = 30.0  # less than a lease
NAP_SECONDS = 0.05


@dataclass(frozen=True)
class RowPlayer:
    """Has the simulated orgs played up to a day by asking in the row for it."""

    token: uuid.UUID
    patience_seconds: float = PATIENCE_SECONDS

    def play_to(self, day: int) -> dict[str, str]:
        """Return the origins once the orgs are as on `day`.

        Raises DemoError where nobody simulates them, DemoLostError.
        """
        keep(self.token, day_wanted=day)
        deadline = time.monotonic() + self.patience_seconds
        while time.monotonic() < deadline:
            row = DemoCompany.objects.get(pk=ONLY)
            if row.day_served == day:
                return dict(row.origins)
            time.sleep(NAP_SECONDS)
        raise DemoError(
            "The process that simulates the orgs does not answer. Is "
            "`manage.py simulate_demo` running?"
        )
