"""Who may see and do what: roles of people; changes nothing."""

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from apps.accounts.models import Membership, Role, User

Person = AbstractBaseUser | AnonymousUser


def org_ids_for(user: Person, at_least: Role = Role.VIEWER) -> frozenset[int] | None:
    """Return the orgs in which `user` holds `at_least`; None means every org.

    One query, whose answer stays with the user object for the request.
    """
    roles = _roles_of(user)
    everywhere = roles.get(None)
    if everywhere is not None and everywhere.covers(at_least):
        return None
    return frozenset(
        org_id
        for org_id, role in roles.items()
        if org_id is not None and role.covers(at_least)
    )


def role_for(user: Person, org_id: int | None) -> Role | None:
    """Return the highest role of `user` in an org, or over every org for None."""
    roles = _roles_of(user)
    held = [roles[key] for key in {None, org_id} if key in roles]
    return max(held, key=list(Role).index, default=None)


def has_role(user: Person, org_id: int | None, at_least: Role) -> bool:
    """Return whether `user` may do in the org what `at_least` may."""
    role = role_for(user, org_id)
    return role is not None and role.covers(at_least)


def is_administrator(user: Person) -> bool:
    return has_role(user, None, Role.ADMINISTRATOR)


def administrators() -> QuerySet[User]:
    """Return the administrators who can sign in now."""
    return User.objects.filter(
        is_active=True,
        memberships__org=None,
        memberships__role=Role.ADMINISTRATOR,
    ).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def administrator_exists() -> bool:
    return administrators().exists()


def people() -> QuerySet[User]:
    """Return everybody with their memberships and orgs, in three queries."""
    return User.objects.prefetch_related("memberships__org").order_by("email")


def org_choices() -> list[tuple[int, str]]:
    """Return `(id, name)` of every org; by name, since orgs stand above accounts."""
    orgs = apps.get_model("orgs", "Org")._default_manager  # noqa: SLF001  # public in Django
    return list(orgs.order_by("name").values_list("pk", "name"))


def _roles_of(user: Person) -> dict[int | None, Role]:
    if not isinstance(user, User) or not user.is_active:
        return {}
    cached: dict[int | None, Role] | None = getattr(user, "_roles", None)
    if cached is None:
        cached = {
            membership.org_id: Role(membership.role)
            for membership in Membership.objects.filter(user=user)
        }
        for role in cached.values():
            if role is Role.ADMINISTRATOR:  # never of a single org
                cached = {None: Role.ADMINISTRATOR}
                break
        user._roles = cached  # type: ignore[attr-defined]  # noqa: SLF001
    return cached
