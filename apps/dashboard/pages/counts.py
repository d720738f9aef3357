"""What the portfolio counts, read once for all its orgs."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from apps.accounts.scope import Scope
from apps.checklists.models import StepState
from apps.dashboard import queries

PerOrg = Mapping[int, Counter[str]]
SETTLED = (
    StepState.PROVEN,
    StepState.ATTESTED,
    StepState.WAIVED,
    StepState.NOT_APPLICABLE,
)


def settled(states: Mapping[str, int]) -> int:
    """Return how many of the counted steps are settled."""
    return sum(states.get(state, 0) for state in SETTLED)


@dataclass(frozen=True)
class Counts:
    """Counts by org id, within a scope; an org that was never synced has none."""

    scope: Scope
    severities: PerOrg
    grades: PerOrg
    stages: Mapping[int, Mapping[str, Counter[str]]]
    unknown_blockers: Mapping[int, int]
    waivers: Mapping[int, int]

    @classmethod
    def read(cls, org_ids: Collection[int], scope: Scope, now: datetime) -> "Counts":
        """Read everything in five queries, whatever the number of orgs."""
        return cls(
            scope=scope,
            severities=queries.open_by_severity(org_ids, scope),
            grades=queries.grades_by_org(org_ids, scope),
            stages=queries.steps_by_org_and_stage(org_ids, scope),
            unknown_blockers=queries.unknown_blockers(org_ids, scope),
            waivers=queries.waivers_ending(org_ids, scope, now),
        )

    def steps(self, org_id: int) -> Counter[str]:
        """Return {step state: steps} of one org."""
        total: Counter[str] = Counter()
        for states in self.stages.get(org_id, {}).values():
            total.update(states)
        return total
