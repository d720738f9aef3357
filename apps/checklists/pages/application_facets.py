"""What the application list can be narrowed by, counted from rollups."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from apps.accounts.models import Team, User
from apps.accounts.scope import Scope, scope_of
from apps.checklists.models import ApplicationRollup, StepState
from apps.checklists.pages.application_filter import (
    NO_TEAM,
    STATUSES,
    ApplicationFilter,
)
from apps.facts.stages import STAGES
from apps.inventory.models import Application, DeploymentModel, Grade
from apps.orgs.access import left_out, visible_orgs
from apps.orgs.models import Org

STAGE_CHOICES = [(stage.id, stage.title) for stage in STAGES.values() if stage.models]


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of applications it would leave."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Sight:
    """What a person may see of applications: how far, where, whose and which teams'."""

    scope: Scope
    orgs: list[Org]
    teams: Mapping[int, Team]
    owners: Mapping[str, str]  # {key: e-mail address}

    @classmethod
    def of(cls, user: User) -> "Sight":
        """Read it in three queries.

        Teams and owners without an application in sight are none.
        """
        scope = scope_of(user)
        orgs = list(visible_orgs(user).only("id", "name", "is_demo"))
        used = ApplicationRollup.objects.filter(scope.applications())
        teams = Team.objects.filter(pk__in=used.values("team"))
        owned = Application.objects.filter(scope.applications(), owner=OuterRef("pk"))
        people = User.objects.filter(Exists(owned)).order_by("email")
        owners = {str(pk): email for pk, email in people.values_list("pk", "email")}
        return cls(scope, orgs, {team.pk: team for team in teams}, owners)

    def read(self, query: QueryDict) -> ApplicationFilter:
        return ApplicationFilter.read(
            query,
            frozenset(org.name for org in self.orgs),
            frozenset(self.owners),
            frozenset(team.name for team in self.teams.values()),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """How many applications share the four plain facets."""

    facets: tuple[str, str, str, str]
    n: int


def choices_of(
    sight: Sight, cells: list[Cell], asked: ApplicationFilter
) -> Mapping[str, list[Choice]]:
    """Return {filter: its values}; four with what each would leave, the others applied.

    An org of the demo can always be chosen. No team is a choice where no team has an
    application.
    """
    shown = without_demo(cells, sight, asked)
    orgs = [(org.name, org.name) for org in sight.orgs]
    teams = [(team.name, team.title) for team in sight.teams.values()]
    if teams:
        teams.append((NO_TEAM, "No team"))
    owners = [("me", "Me"), ("none", "Nobody"), *sight.owners.items()]
    return {
        "org": choices(orgs, count(cells, 0, asked), asked.org),
        "model": choices(DeploymentModel.choices, count(shown, 1, asked), asked.model),
        "grade": choices(Grade.choices, count(shown, 2, asked), asked.grade),
        "team": choices(teams, count(shown, 3, asked), asked.team),
        "stage": choices(STAGE_CHOICES, None, asked.stage),
        "state": choices(StepState.choices, None, asked.state),
        "owner": choices(owners, None, asked.owner),
        "status": choices(list(STATUSES.items()), None, asked.status),
    }


def rollup(sight: Sight) -> list[Cell]:
    names = {org.pk: org.name for org in sight.orgs}
    teams = {pk: team.name for pk, team in sight.teams.items()}
    cells = ApplicationRollup.objects.filter(
        sight.scope.applications(), org__in=names
    ).values_list("org", "model", "grade", "team", "n")
    return [
        Cell((names[org], model, grade, teams.get(team, NO_TEAM)), n)
        for org, model, grade, team, n in cells
    ]


def without_demo(
    cells: list[Cell], sight: Sight, asked: ApplicationFilter
) -> list[Cell]:
    """Return the cells that count in the list: the demo's never beside real ones."""
    names = {org.name for org in left_out(sight.orgs, asked.org)}
    return [cell for cell in cells if cell.facets[0] not in names]


def _fits(cell: Cell, wanted: tuple[str, ...]) -> bool:
    return all(
        want in ("", have) for want, have in zip(wanted, cell.facets, strict=True)
    )


def plain_total(cells: list[Cell], asked: ApplicationFilter) -> int:
    wanted = (asked.org, asked.model, asked.grade, asked.team)
    return sum(cell.n for cell in cells if _fits(cell, wanted))


def count(cells: list[Cell], facet: int, asked: ApplicationFilter) -> Counter[str]:
    """Count one facet, with the other plain filters applied."""
    wanted = [asked.org, asked.model, asked.grade, asked.team]
    wanted[facet] = ""
    counts: Counter[str] = Counter()
    for cell in cells:
        if _fits(cell, tuple(wanted)):
            counts[cell.facets[facet]] += cell.n
    return counts


def choices(
    pairs: list[tuple[str, str]], counts: Counter[str] | None, chosen: str
) -> list[Choice]:
    return [
        Choice(
            value, label, counts[value] if counts is not None else None, value == chosen
        )
        for value, label in pairs
        if counts is None or counts[value] or value == chosen
    ]
