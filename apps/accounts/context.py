"""What the layout may offer a person; asks the database only where a page asks."""

from collections.abc import Callable

from django.http import HttpRequest

from apps.accounts.models import Role
from apps.accounts.queries import is_administrator
from apps.accounts.scope import scope_of, sees_teams


def permissions(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Return callables, which templates call where they use them."""

    def may_manage_people() -> bool:
        return is_administrator(request.user)

    def may_read_audit() -> bool:
        return not scope_of(request.user, Role.LEAD).is_empty

    def may_see_teams() -> bool:
        return sees_teams(request.user)

    return {
        "may_manage_people": may_manage_people,
        "may_read_audit": may_read_audit,
        "may_see_teams": may_see_teams,
    }
