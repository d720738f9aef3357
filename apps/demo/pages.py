"""What the page of the demo shows, as values; reads, changes nothing."""

from dataclasses import dataclass

from django.conf import settings

from apps.accounts.models import User
from apps.demo.models import DemoCompany
from apps.demo.queries import company, is_heard
from apps.orgs.access import may_connect, visible_orgs
from apps.orgs.models import Org

State = DemoCompany.State
MOVING = (State.ASKED, State.BUILDING, State.LEAVING)
STARTABLE = (State.OFF, State.FAILED)
REMOVABLE = (State.ASKED, State.READY, State.FAILED)


def may_start() -> bool:
    """Return whether somebody starts the simulator by himself, or it runs already.

    With a database of its own a team runs the processes, not our supervisor.
    """
    return settings.DATABASE_IS_EMBEDDED or is_heard(company())


@dataclass(frozen=True)
class DemoPage:
    """How far the demo company is, and what can be done about it."""

    row: DemoCompany
    orgs: list[Org]
    may_start: bool
    may_change: bool
    is_simulated: bool

    @classmethod
    def build(cls, user: User) -> "DemoPage":
        row = company()
        heard = is_heard(row)
        return cls(
            row=row,
            orgs=list(visible_orgs(user).filter(is_demo=True)),
            may_start=settings.DATABASE_IS_EMBEDDED or heard,
            may_change=may_connect(user),
            is_simulated=heard,
        )

    @property
    def is_moving(self) -> bool:
        return self.row.state in MOVING

    @property
    def offers_start(self) -> bool:
        return self.may_change and self.may_start and self.row.state in STARTABLE

    @property
    def offers_removal(self) -> bool:
        return self.may_change and self.row.state in REMOVABLE

    @property
    def is_silent(self) -> bool:
        """Return whether the orgs should be simulated, and nobody says so."""
        return self.row.state != State.OFF and not self.is_simulated
