"""The counterparts of an application: its family, and who may belong to it."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.checklists.counterparts import (
    Member,
    Proposal,
    may_join,
    members_of,
    proposals_for,
)
from apps.inventory.models import Application


@dataclass(frozen=True)
class CounterpartsPage:
    """What the page of counterparts shows."""

    application: Application
    members: list[Member]
    proposals: list[Proposal]
    may_work: bool

    @classmethod
    def build(cls, user: User, application: Application) -> "CounterpartsPage":
        may_work = may_join(user, application)
        return cls(
            application=application,
            members=members_of(application, user),
            proposals=proposals_for(application, user) if may_work else [],
            may_work=may_work,
        )
