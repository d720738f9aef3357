"""What the pages about people show, read at once; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from apps.accounts.models import Membership, Role, User
from apps.accounts.queries import people

FACTORS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@dataclass(frozen=True)
class RoleRow:
    """One role of a person and what it reaches."""

    role: Role
    org_id: int | None
    team_id: int | None
    where: str


@dataclass(frozen=True)
class PersonRow:
    """One line of the list."""

    pk: int
    email: str
    state: str  # active, invited, deactivated
    roles: tuple[RoleRow, ...]
    last_login: datetime | None
    has_second_factor: bool


@dataclass(frozen=True)
class PersonList:
    """Everybody with an account, in five queries whatever their number."""

    rows: tuple[PersonRow, ...]

    @classmethod
    def build(cls) -> "PersonList":
        protected = set(Authenticator.objects.values_list("user_id", flat=True))
        return cls(tuple(_row(person, protected) for person in people()))


@dataclass(frozen=True)
class PersonDetail:
    """One person with roles, sessions that go on, and second factors."""

    row: PersonRow
    is_you: bool
    factors: tuple[str, ...]
    sessions: tuple[UserSession, ...]

    @classmethod
    def build(cls, person: User, you: User) -> "PersonDetail":
        kinds = Authenticator.objects.filter(user=person).order_by("pk")
        factors = tuple(FACTORS.get(each.type, each.type) for each in kinds)
        going_on = Session.objects.filter(expire_date__gt=timezone.now())
        sessions = UserSession.objects.filter(
            user=person, session_key__in=going_on.values("session_key")
        ).order_by("-created_at")
        row = _row(person, {person.pk} if factors else set())
        return cls(row, person.pk == you.pk, factors, tuple(sessions))


def _row(person: User, protected: set[int]) -> PersonRow:
    return PersonRow(
        pk=person.pk,
        email=person.email,
        state=_state(person),
        roles=tuple(sorted(map(_role, person.memberships.all()), key=_role_order)),
        last_login=person.last_login,
        has_second_factor=person.pk in protected,
    )


def _state(person: User) -> str:
    if not person.is_active:
        return "deactivated"
    return "invited" if person.is_invited else "active"


def _role(membership: Membership) -> RoleRow:
    return RoleRow(
        Role(membership.role),
        membership.org_id,
        membership.team_id,
        membership.place,
    )


def _role_order(row: RoleRow) -> tuple[bool, bool, str]:
    return row.team_id is not None, row.org_id is not None, row.where
