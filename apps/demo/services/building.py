"""Makes the demo company's history: the real services, over HTTP, day by day.

No row of an org is inserted here. A second building gives the same history, since it
begins with taking the first one away.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from apps.accounts.models import User
from apps.core import clock
from apps.demo.errors import DemoError, DemoLostError
from apps.demo.models import ONLY, DemoCompany
from apps.demo.rules import ORDER, Stop, calendar, moment, org_name
from apps.demo.services import people, state
from apps.demo.services.removing import clear
from apps.okta.hosts import origin_of
from apps.orgs.credentials import ApiToken
from apps.orgs.models import Org, RateBucket
from apps.orgs.services import connect_org
from apps.orgs.services.doors import Door
from apps.simulator import demo as simulated
from apps.snapshots import services as snapshots
from apps.snapshots.models import Snapshot
from apps.syncs.services import run_claimed

ACTOR = people.ACTOR
HOURS_LATER = timedelta(hours=3)  # people decide after the syncs of the day


class Player(Protocol):
    """Whoever can let time go by in the simulated orgs."""

    def play_to(self, day: int) -> dict[str, str]:
        """Return the origins, once the orgs are as they were on `day`."""


@dataclass
class Building:
    """One building: what it has so far."""

    token: uuid.UUID
    player: Player
    today: datetime
    asked_by: User | None
    say: Callable[[str], object]
    tokens: Mapping[str, str]
    orgs: dict[str, Org] = field(default_factory=dict)
    done: int = 0

    def keep(self, **changes: object) -> None:
        state.keep(self.token, done=self.done, **changes)


def build(
    token: uuid.UUID,
    player: Player,
    *,
    say: Callable[[str], object] = lambda _: None,
    make: Callable[[], simulated.DemoCompany] = simulated.demo_company,
) -> None:
    """Make the company whose row was claimed with `token`; `say` hears each step.

    Raises DemoError, OrgError and OktaError, whose texts are for people, and
    DemoLostError where the claim was lost.
    """
    row = DemoCompany.objects.select_related("asked_by").get(pk=ONLY)
    if row.today is None or row.token != token:
        raise DemoLostError("Somebody else makes the demo company by now.")
    company = make()
    stops = calendar(company.timeline, people.ACTS)
    tokens = {name: one.token for name, one in company.simulations().items()}
    work = Building(token, player, row.today, row.asked_by, say, tokens)
    work.keep(doing="Making room", total=sum(len(stop.syncs) for stop in stops))
    clear(ACTOR)
    for stop in stops:
        play(work, stop)
    people.farewell()
    with transaction.atomic():
        Org.objects.filter(is_demo=True).update(is_replayed=False)
        # What was learned of limits that were lifted would hold the next sync up.
        RateBucket.objects.filter(org__is_demo=True).delete()
        state.settle(token, work.done)


def play(work: Building, stop: Stop) -> None:
    """Play one day: what changed in the orgs, their syncs, what people decided."""
    origins = work.player.play_to(stop.day)
    for name, change in stop.syncs.items():
        when = moment(work.today, stop.day, name)
        doing = f"{when.day} {when:%B}, {name}: {change}"
        work.keep(doing=doing)
        work.say(doing)
        with clock.at(when):
            if name not in work.orgs:
                work.orgs[name] = connect(work, name, origins[name])
            sync(work.orgs[name])
        work.done += 1
    with clock.at(moment(work.today, stop.day, ORDER[-1]) + HOURS_LATER):
        if not stop.day:
            people.welcome(work.orgs)
        for act in people.ACTS.get(stop.day, ()):
            act(work.orgs, work.today)


def connect(work: Building, name: str, origin: str) -> Org:
    """Connect a simulated org as people do, with the token that it shows."""
    door = Door.from_settings()
    if origin_of(origin).is_loopback:  # nobody typed it: the demo starts it itself
        door = Door(trusted_origins=frozenset({origin}))
    connected = connect_org(
        name=org_name(name),
        url=origin,
        environment=name,
        secret=ApiToken(work.tokens[name]),
        actor=ACTOR,
        person=work.asked_by,
        is_demo=True,
        door=door,
    )
    return connected.org


def sync(org: Org) -> None:
    """Sync an org here and now. Raises DemoError where nothing could be judged."""
    with transaction.atomic():  # no worker sees it unclaimed, and none takes it
        snapshot = snapshots.open_snapshot(org, ACTOR)
        token = snapshots.claim(snapshot.pk)
    if token is None:
        raise DemoError(f"A sync of {org.name} could not be begun.")
    run_claimed(snapshot.pk, token)
    ended = Snapshot.objects.filter(pk=snapshot.pk).first()
    if ended is None or not ended.is_judged:
        reason = ended.reason if ended else "It was removed meanwhile."
        raise DemoError(f"A sync of {org.name} failed. {reason}")
