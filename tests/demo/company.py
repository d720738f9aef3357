"""A small demo company in this process, and one building of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import timezone

from apps.demo import services
from apps.demo.models import DemoCompany
from apps.demo.serving import ServedCompany
from apps.simulator.demo import demo_company

SMALL = {"preview": 55, "sandbox": 60, "production": 65}
make = partial(demo_company, sizes=SMALL)


@dataclass
class HerePlayer:
    """Plays orgs that are served by this process, without a row in between."""

    served: ServedCompany
    today: datetime

    def play_to(self, day: int) -> dict[str, str]:
        self.served.play_to(day, self.today)
        return self.served.origins


def make_history(served: ServedCompany) -> list[str]:
    """Make the company; return what was said meanwhile."""
    said: list[str] = []
    DemoCompany.objects.update(state=DemoCompany.State.OFF)  # as if it had failed
    services.ask()
    token = services.claim()
    assert token
    today = DemoCompany.objects.get().today or timezone.now()
    services.build(token, HerePlayer(served, today), say=said.append, make=make)
    return said
