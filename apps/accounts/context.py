"""What the layout may offer a person; asks the database only where a page asks."""

from collections.abc import Callable

from django.http import HttpRequest

from apps.accounts.models import Role
from apps.accounts.queries import is_administrator, org_ids_for


def permissions(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Return callables, which templates call where they use them."""

    def may_manage_people() -> bool:
        return is_administrator(request.user)

    def may_read_audit() -> bool:
        return org_ids_for(request.user, Role.LEAD) != frozenset()

    return {"may_manage_people": may_manage_people, "may_read_audit": may_read_audit}
