"""Which stored objects a person may see: applications of their scope, all the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from apps.accounts.queries import Person
from apps.accounts.scope import Scope, scope_of
from apps.orgs.models import Org
from apps.snapshots.queries import Comparison, Coverage
from apps.snapshots.rules import APPLICATIONS

BOUNDED = "Not every application could be read."


@dataclass(frozen=True)
class Sight:
    """What one person sees of an org that they may see at all."""

    org: Org
    scope: Scope

    @classmethod
    def of(cls, user: Person, org: Org) -> "Sight":
        return cls(org, scope_of(user))

    @property
    def is_whole(self) -> bool:
        return self.scope.covers_org(self.org.pk)

    def shows(self, part: str, okta_id: str) -> bool:
        """Tell whether an object may be opened. At most one query."""
        if part != APPLICATIONS or self.is_whole:
            return True
        rows = self.org.applications.filter(self.scope.applications())
        return rows.filter(okta_id=okta_id).exists()

    def bounded(self, comparison: Comparison) -> Comparison:
        """Return the comparison without the applications that are out of sight."""
        if self.is_whole:
            return comparison
        rows = self.org.applications.filter(self.scope.applications())
        mine = set(rows.values_list("okta_id", flat=True))
        return replace(
            comparison,
            changes=tuple(
                one
                for one in comparison.changes
                if one.part != APPLICATIONS or one.okta_id in mine
            ),
            not_compared=tuple(
                replace(one, reason=BOUNDED) if one.part == APPLICATIONS else one
                for one in comparison.not_compared
            ),
        )

    def reasoned(self, entries: Iterable[Coverage]) -> list[Coverage]:
        """Return the coverage; a reason may name an application, so none is given."""
        return [
            replace(one, reason=BOUNDED)
            if one.part == APPLICATIONS and one.reason and not self.is_whole
            else one
            for one in entries
        ]
