"""What the process that simulates the orgs does all day: look at the row, obey, ring.

It rings for the work too, for it lives exactly as long as there is a demo.
"""

import time
from dataclasses import dataclass, field

from django.utils import timezone

from apps.core.tasks import enqueue
from apps.demo import queries, services, tasks
from apps.demo.models import DemoCompany
from apps.demo.serving import ServedCompany

State = DemoCompany.State
RING_EVERY_SECONDS = 10.0
SAY_EVERY_SECONDS = 10.0
BUSY_NAP_SECONDS = 0.05
NAP_SECONDS = 1.0


@dataclass
class Attendant:
    """One look at a time; `served` is what it looks after."""

    served: ServedCompany
    rang_at: float = field(default=-RING_EVERY_SECONDS)
    said_at: float = 0.0
    is_calm: bool = False

    def begin(self) -> None:
        """Say where the orgs are; the first look plays what was played before us."""
        services.start_serving(self.served.origins)

    def look(self) -> float:
        """Do what the row asks for; return the seconds until the next look."""
        row = queries.company()
        self._play(row)
        self._pace(row)
        if self._has_work(row) and time.monotonic() - self.rang_at > RING_EVERY_SECONDS:
            self.rang_at = time.monotonic()
            services.give_up_exhausted()
            enqueue(tasks.remove if row.state == State.LEAVING else tasks.build)
        return BUSY_NAP_SECONDS if row.state == State.BUILDING else NAP_SECONDS

    def _play(self, row: DemoCompany) -> None:
        if row.day_served is None:
            self.served.begin_anew()
            self.is_calm = False
        elif row.day_served == row.day_wanted:
            if time.monotonic() - self.said_at > SAY_EVERY_SECONDS:
                self._say(row)
            return
        self.served.play_to(row.day_wanted, row.today or timezone.now())
        self._say(row)

    def _say(self, row: DemoCompany) -> None:
        services.note_served(row.day_wanted)
        self.said_at = time.monotonic()

    def _pace(self, row: DemoCompany) -> None:
        """Give the orgs real rate limits once their history is made."""
        if row.state == State.READY and not self.is_calm:
            self.served.calm()
            self.is_calm = True

    @staticmethod
    def _has_work(row: DemoCompany) -> bool:
        if row.state == State.BUILDING:
            return row.lease_until is None or row.lease_until <= timezone.now()
        return row.state in (State.ASKED, State.LEAVING)
