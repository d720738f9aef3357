"""Changes to people and their roles; each leaves an audit line. Sees no request."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q, QuerySet

from apps.accounts.errors import (
    AccountError,
    LastAdministratorError,
    TakenAddressError,
)
from apps.accounts.models import Membership, OneTimeLink, Role, User
from apps.accounts.queries import administrators
from apps.audit.services import record

COMMAND_LINE = "command line"


@transaction.atomic
def invite(
    actor: str,
    email: str,
    role: Role,
    org_id: int | None = None,
    team_id: int | None = None,
) -> User:
    """Add a person who cannot sign in until a link was opened.

    Raises TakenAddressError where the address has an account.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise TakenAddressError(
            f"{email} already has an account. Change its role on its own page."
        )
    person = User.objects.create_user(email)
    vouch_for_address(person)
    given = _write_role(person, role, org_id, team_id)
    record(
        actor,
        "person.invited",
        subject(person),
        org_id=org_id,
        team_id=team_id,
        after=given,
    )
    return person


@transaction.atomic
def set_role(
    actor: str,
    person: User,
    role: Role | None,
    org_id: int | None = None,
    team_id: int | None = None,
) -> None:
    """Give a role in an org, or in every org for None; no role takes it away.

    With a team it reaches that team's applications alone. An administrator is one for
    every org and team. Raises LastAdministratorError.
    """
    was_one = _lock_administrators(person)
    before = _roles(person)
    if role is None:
        _held(person, org_id, team_id).delete()
    else:
        _write_role(person, role, org_id, team_id)
    _refuse_if_none_is_left(was_one)
    after = _roles(person)
    if before != after:
        record(
            actor,
            "person.role_changed",
            subject(person),
            org_id=org_id,
            team_id=team_id,
            before=before,
            after=after,
        )


@transaction.atomic
def deactivate(actor: str, person: User) -> None:
    """End the sessions and links of a person and let them in no more.

    Raises LastAdministratorError.
    """
    was_one = _lock_administrators(person)
    changed = User.objects.filter(pk=person.pk, is_active=True).update(is_active=False)
    _refuse_if_none_is_left(was_one)
    OneTimeLink.objects.filter(user=person, used_at=None).delete()
    _end_sessions(person)
    if changed:
        record(
            actor,
            "person.deactivated",
            subject(person),
            before={"active": True},
            after={"active": False},
        )


@transaction.atomic
def reactivate(actor: str, person: User) -> None:
    """Let a deactivated person sign in again, with the roles they had."""
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        record(
            actor,
            "person.reactivated",
            subject(person),
            before={"active": False},
            after={"active": True},
        )


@transaction.atomic
def end_sessions(actor: str, person: User) -> int:
    """End every session of a person and return how many there were."""
    count = _end_sessions(person)
    record(actor, "person.sessions_ended", subject(person), after={"sessions": count})
    return count


@transaction.atomic
def remove_second_factor(actor: str, person: User) -> None:
    """Take away authenticator app, passkeys and recovery codes after a loss.

    Ends the sessions too: whoever has the lost device is out.
    """
    kinds = list(
        Authenticator.objects.filter(user=person)
        .order_by("pk")
        .values_list("type", flat=True)
    )
    if not kinds:
        raise AccountError(f"{person.email} has no second factor.")
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)
    record(
        actor,
        "person.second_factor_removed",
        subject(person),
        before={"kinds": kinds},
    )


@transaction.atomic
def make_administrator(email: str, password: str) -> User:
    """Return the account with `email`, new or not, as an administrator."""
    email = email.strip().lower()
    person = User.objects.filter(email=email).first() or User.objects.create_user(email)
    person.is_active = True
    person.set_password(password)
    person.save(update_fields=["is_active", "password"])
    vouch_for_address(person)
    _write_role(person, Role.ADMINISTRATOR, None)
    record(person.email, "administrator.created", subject(person), after=_roles(person))
    return person


def subject(person: User) -> str:
    """Return how the audit trail names a person."""
    return f"person:{person.email}"


def _write_role(
    person: User, role: Role, org_id: int | None, team_id: int | None = None
) -> dict[str, str]:
    if role is Role.ADMINISTRATOR and (org_id is not None or team_id is not None):
        raise AccountError(
            "An administrator is one for every org and team. Choose “every org” and "
            "no team, or another role."
        )
    if not _held(person, org_id, team_id).update(role=role):
        Membership.objects.create(
            user=person, org_id=org_id, team_id=team_id, role=role
        )
    return _roles(person)


def _held(
    person: User, org_id: int | None, team_id: int | None
) -> QuerySet[Membership]:
    org = Q(org=None) if org_id is None else Q(org_id=org_id)
    team = Q(team=None) if team_id is None else Q(team_id=team_id)
    return Membership.objects.filter(org, team, user=person)


def _roles(person: User) -> dict[str, str]:
    """Return `{place: role}`, a place as `Membership.place` words it."""
    held = Membership.objects.filter(user=person).select_related("org", "team")
    return {row.place: row.role for row in held}


def _lock_administrators(person: User) -> bool:
    """Return whether `person` is one, while no other change of them can go on."""
    rows = Membership.objects.filter(org=None, team=None, role=Role.ADMINISTRATOR)
    locked = rows.order_by("pk").select_for_update()
    return person.pk in set(locked.values_list("user_id", flat=True))


def _refuse_if_none_is_left(was_one: bool) -> None:  # noqa: FBT001  # one meaning
    if was_one and not administrators().exists():
        raise LastAdministratorError


def _end_sessions(person: User) -> int:
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


def vouch_for_address(person: User) -> None:
    """Tell allauth that the address is this person's: an administrator said so."""
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
