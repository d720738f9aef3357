"""Who may see and do what: roles of people; changes nothing."""

from collections.abc import Mapping

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from apps.accounts.models import Membership, Role, Team, User

Person = AbstractBaseUser | AnonymousUser
Place = tuple[int | None, int | None]  # org and team; None reaches over every one
EVERYWHERE: Place = (None, None)


def org_ids_for(user: Person, at_least: Role = Role.VIEWER) -> frozenset[int] | None:
    """Return the orgs which `user` holds `at_least` for as a whole; None: every org.

    One query, whose answer stays with the user object for the request.
    """
    roles = roles_of(user)
    everywhere = roles.get(EVERYWHERE)
    if everywhere is not None and everywhere.covers(at_least):
        return None
    return frozenset(
        org_id
        for (org_id, team_id), role in roles.items()
        if org_id is not None and team_id is None and role.covers(at_least)
    )


def role_for(
    user: Person, org_id: int | None, team_id: int | None = None
) -> Role | None:
    """Return the highest role of `user` for a team's applications in an org.

    Without a team: for the org as a whole; without an org either: everywhere.
    """
    roles = roles_of(user)
    places = {(org, team) for org in (None, org_id) for team in (None, team_id)}
    held = [roles[place] for place in places if place in roles]
    return max(held, key=list(Role).index, default=None)


def has_role(
    user: Person, org_id: int | None, at_least: Role, team_id: int | None = None
) -> bool:
    """Return whether `user` may do there what `at_least` may."""
    role = role_for(user, org_id, team_id)
    return role is not None and role.covers(at_least)


def is_administrator(user: Person) -> bool:
    return has_role(user, None, Role.ADMINISTRATOR)


def administrators() -> QuerySet[User]:
    """Return the administrators who can sign in now."""
    return User.objects.filter(
        is_active=True,
        memberships__org=None,
        memberships__team=None,
        memberships__role=Role.ADMINISTRATOR,
    ).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def administrator_exists() -> bool:
    return administrators().exists()


def people() -> QuerySet[User]:
    """Return everybody with memberships, orgs and teams, in four queries."""
    return User.objects.prefetch_related(
        "memberships__org", "memberships__team"
    ).order_by("email")


def org_choices() -> list[tuple[int, str]]:
    """Return `(id, name)` of every org; by name, since orgs stand above accounts."""
    orgs = apps.get_model("orgs", "Org")._default_manager  # noqa: SLF001  # public in Django
    return list(orgs.order_by("name").values_list("pk", "name"))


def team_choices() -> list[tuple[int, str]]:
    """Return `(id, title)` of every team."""
    return list(Team.objects.values_list("pk", "title"))


def roles_of(user: Person) -> Mapping[Place, Role]:
    """Return the role at each place; an administrator is one everywhere."""
    if not isinstance(user, User) or not user.is_active:
        return {}
    cached: dict[Place, Role] | None = getattr(user, "_roles", None)
    if cached is None:
        cached = {
            (membership.org_id, membership.team_id): Role(membership.role)
            for membership in Membership.objects.filter(user=user)
        }
        for (_, team_id), role in cached.items():
            if role is Role.ADMINISTRATOR and team_id is None:  # never of a single org
                cached = {EVERYWHERE: Role.ADMINISTRATOR}
                break
        user._roles = cached  # type: ignore[attr-defined]  # noqa: SLF001
    return cached
