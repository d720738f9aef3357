"""Who may look at the demo's page; starting and removing it needs a lead."""

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.orgs.access import may_connect, visible_orgs


def require_reading(user: User) -> None:
    """Raise PermissionDenied for who may neither start a demo nor sees one."""
    if may_connect(user) or visible_orgs(user).filter(is_demo=True).exists():
        return
    raise PermissionDenied("The demo is shown to leads, and to who has a role in it.")
