"""Who may see and change which wave and freeze. Strangers get 404, readers 403."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.inventory.models import Application
from apps.orgs.access import visible_orgs
from apps.orgs.models import Org
from apps.plans.models import Freeze, Wave


def visible_waves(user: User) -> QuerySet[Wave]:
    """Return the waves of which `user` may see an application, or the whole org.

    Who made a wave sees it too, while nobody is in it yet.
    """
    scope = scope_of(user)
    if scope.everything:
        return Wave.objects.all()
    mine = Application.objects.filter(scope.applications(), wave__isnull=False)
    own = Q(created_by=user.pk, applications=None)
    seen = Q(pk__in=mine.order_by().values("wave")) | own | Q(org__in=scope.orgs)
    return Wave.objects.filter(pk__in=Wave.objects.filter(seen).order_by().values("pk"))


def wave_for_reading(user: User, name: str) -> Wave:
    """Return a wave; raises Http404 for strangers as for a name that is nobody's."""
    wave = visible_waves(user).select_related("org").filter(name=name).first()
    if wave is None:
        raise Http404("There is no such wave.")
    return wave


def wave_for(user: User, name: str) -> Wave:
    """Return a wave for a change; raises Http404, or PermissionDenied for readers."""
    wave = wave_for_reading(user, name)
    if not may_change_wave(user, wave):
        raise PermissionDenied("This needs the role Lead for all that is in the wave.")
    return wave


def may_change_wave(user: User, wave: Wave) -> bool:
    """Tell whether `user` leads the wave's org, or all that is in the wave."""
    if wave.org_id is not None and has_role(user, wave.org_id, Role.LEAD):
        return True
    scope = scope_of(user, Role.LEAD)
    if scope.is_empty:
        return False
    led = scope.applications()
    total = wave.applications.count()
    if total == 0:
        return scope.everything or wave.created_by_id == user.pk
    return total == wave.applications.filter(led).count()


def may_plan(user: User) -> bool:
    """Tell whether `user` leads anything: who does may make a wave for it."""
    return not scope_of(user, Role.LEAD).is_empty


def require_planning(user: User) -> None:
    """Raise PermissionDenied for who leads nothing."""
    if not may_plan(user):
        raise PermissionDenied("Planning needs the role Lead.")


def led_orgs(user: User) -> QuerySet[Org]:
    """Return the orgs that `user` leads as a whole."""
    scope = scope_of(user, Role.LEAD)
    return (
        Org.objects.all() if scope.everything else Org.objects.filter(pk__in=scope.orgs)
    )


def visible_freezes(user: User) -> QuerySet[Freeze]:
    """Return the freezes of the orgs that `user` sees, and those of every org."""
    return Freeze.objects.select_related("org").filter(
        Q(org=None) | Q(org__in=visible_orgs(user).order_by().values("pk"))
    )


def may_freeze(user: User, org: Org | None) -> bool:
    """Tell whether `user` leads the org; None: everything."""
    return has_role(user, org.pk if org else None, Role.LEAD)


def freeze_for(user: User, pk: int) -> Freeze:
    """Return a freeze to remove; raises Http404 or PermissionDenied."""
    freeze = visible_freezes(user).filter(pk=pk).first()
    if freeze is None:
        raise Http404("There is no such freeze.")
    if not may_freeze(user, freeze.org):
        raise PermissionDenied("This needs the role Lead there.")
    return freeze
