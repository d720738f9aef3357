"""A planned org: one wave with dates, an application in it, a freeze."""

from datetime import date, timedelta

import pytest

from apps.accounts.models import User
from apps.orgs.models import Org
from apps.plans import services
from apps.plans.dates import Dated, Pause, Span
from apps.plans.models import Wave
from apps.plans.phases import Phase
from tests.factories import make_application

START = date(2027, 3, 1)


def span(first: int, last: int) -> Span:
    return Span(START + timedelta(days=first), START + timedelta(days=last))


@pytest.fixture
def wave(org: Org, lead: User) -> Wave:
    wave = services.create_wave("First wave", org, lead)
    phases = [Dated(Phase.GRANTS, span(0, 4)), Dated(Phase.SDK, span(7, 11))]
    services.set_dates(wave, phases, [Pause(Phase.GRANTS, span(5, 6))], lead)
    services.assign_wave([make_application(org, "Payroll")], wave, lead)
    services.add_freeze(org, span(40, 50), "Year end", lead)
    return wave
