"""The list of applications: rows, filters with their counts, and the same as CSV."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from apps.accounts.models import Team, User
from apps.accounts.scope import Scope, scope_of
from apps.checklists.models import ApplicationRollup, StepState
from apps.checklists.pages.application_filter import NO_TEAM, SORTS, ApplicationFilter
from apps.checklists.pages.cells import settled_count, step_cells
from apps.core.listing import Listing, Sort, bounds, page_number, sort_from
from apps.core.templatetags.ui import GRADES, badge
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application, DeploymentModel, Grade
from apps.orgs.access import visible_orgs
from apps.orgs.models import Org

CSV_HEADER = (
    "org", "environment", "application", "okta id", "status", "sign-on mode",
    "application type", "model", "confidence %", "grade", "next step",
    "open findings", "settled steps", "steps", "team", "owner",
)  # fmt: skip
MODEL_LABELS = dict(DeploymentModel.choices)


@dataclass(frozen=True)
class Row:
    """One application as the list shows it; everything is text already."""

    pk: int
    label: str
    name: str
    org: str
    environment: str
    is_demo: bool
    status: str
    model: str
    model_is_override: bool
    confidence: int
    grade: SafeString
    cells: SafeString
    next_step: str
    open_findings: int
    team: str
    owner: str


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of applications it would leave."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class ApplicationList:
    """What the page of `/applications/` shows."""

    listing: Listing[Row]
    filter: ApplicationFilter
    sort: Sort
    orgs: list[Choice]
    models: list[Choice]
    grades: list[Choice]
    teams: list[Choice]
    stages: list[Choice]
    states: list[Choice]
    has_orgs: bool

    @classmethod
    def build(cls, user: User, query: QueryDict) -> "ApplicationList":
        """Read one page in at most six queries, whatever the number of rows."""
        sight = Sight.of(user)
        asked = sight.read(query)
        cells = _rollup(sight)
        number = page_number(query)
        sort = sort_from(query, SORTS, "label")
        rows = _rows(sight, asked, user).order_by(*sort.order_by)
        total = _plain_total(cells, asked) if asked.is_plain else rows.count()
        page = [_row(application) for application in rows[bounds(number)]]
        return cls(
            listing=Listing(page, total, number),
            filter=asked,
            sort=sort,
            has_orgs=bool(sight.orgs),
            orgs=_choices(
                [(org.name, org.name) for org in sight.orgs],
                _count(cells, 0, asked),
                asked.org,
            ),
            models=_choices(
                DeploymentModel.choices, _count(cells, 1, asked), asked.model
            ),
            grades=_choices(Grade.choices, _count(cells, 2, asked), asked.grade),
            teams=_choices(
                [
                    *((team.name, team.title) for team in sight.teams.values()),
                    (NO_TEAM, "No team"),
                ],
                _count(cells, 3, asked),
                asked.team,
            )
            if sight.teams
            else [],
            stages=_choices(
                [(stage.id, stage.title) for stage in STAGES.values() if stage.models],
                None,
                asked.stage,
            ),
            states=_choices(StepState.choices, None, asked.state),
        )


def csv_rows(user: User, query: QueryDict) -> Iterator[tuple[object, ...]]:
    """Yield every row of the filtered and sorted view, not only of one page."""
    sight = Sight.of(user)
    asked = sight.read(query)
    sort = sort_from(query, SORTS, "label")
    rows = _rows(sight, asked, user).order_by(*sort.order_by)
    for application in rows.iterator(chunk_size=500):
        yield _csv_row(application)


@dataclass(frozen=True)
class Sight:
    """What a person may see of applications: how far, and in which orgs and teams."""

    scope: Scope
    orgs: list[Org]
    teams: Mapping[int, Team]

    @classmethod
    def of(cls, user: User) -> "Sight":
        """Read it in three queries; teams without an application in sight are none."""
        scope = scope_of(user)
        orgs = list(visible_orgs(user).only("id", "name", "environment"))
        used = ApplicationRollup.objects.filter(scope.applications(), org__in=orgs)
        teams = Team.objects.filter(pk__in=used.values("team"))
        return cls(scope, orgs, {team.pk: team for team in teams})

    def read(self, query: QueryDict) -> ApplicationFilter:
        return ApplicationFilter.read(
            query,
            frozenset(org.name for org in self.orgs),
            frozenset(team.name for team in self.teams.values()),
        )


def _rows(sight: Sight, asked: ApplicationFilter, user: User) -> QuerySet[Application]:
    rows = Application.objects.filter(
        sight.scope.applications(), org__in=[org.pk for org in sight.orgs]
    )
    rows = rows.select_related("org", "owner", "team").only(
        "label", "name", "status", "model", "model_override", "target_model",
        "confidence", "grade", "step_codes", "next_step", "open_findings", "okta_id",
        "sign_on_mode", "application_type", "org__name", "org__environment",
        "org__is_demo", "owner__email", "team__title", "team__name",
    )  # fmt: skip
    return asked.apply(rows, user.pk)


def _row(application: Application) -> Row:
    model = application.effective_model
    stage = STAGES.get(application.next_step)
    return Row(
        pk=application.pk,
        label=application.label,
        name=application.name,
        org=application.org.name,
        environment=application.org.environment,
        is_demo=application.org.is_demo,
        status=application.status,
        model=MODEL_LABELS.get(model, model),
        model_is_override=bool(application.model_override),
        confidence=application.confidence,
        grade=badge(GRADES, application.grade),
        cells=step_cells(model, application.target_model, application.step_codes),
        next_step=stage.title if stage else "",
        open_findings=application.open_findings,
        team=application.team.title if application.team else "",
        owner=application.owner.email if application.owner else "",
    )


def _csv_row(application: Application) -> tuple[object, ...]:
    model = application.effective_model
    stages = stages_of(model, application.target_model)
    codes = application.step_codes
    steps = "; ".join(
        f"{stage.id}={code}" for stage, code in zip(stages, codes, strict=False)
    )
    return (
        application.org.name, application.org.environment, application.label,
        application.okta_id, application.status, application.sign_on_mode,
        application.application_type, model, application.confidence,
        application.grade, application.next_step, application.open_findings,
        settled_count(codes), steps,
        application.team.name if application.team else "",
        application.owner.email if application.owner else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cell:
    """How many applications share the four plain facets."""

    facets: tuple[str, str, str, str]
    n: int


def _rollup(sight: Sight) -> list[_Cell]:
    names = {org.pk: org.name for org in sight.orgs}
    teams = {pk: team.name for pk, team in sight.teams.items()}
    cells = ApplicationRollup.objects.filter(
        sight.scope.applications(), org__in=names
    ).values_list("org", "model", "grade", "team", "n")
    return [
        _Cell((names[org], model, grade, teams.get(team, NO_TEAM)), n)
        for org, model, grade, team, n in cells
    ]


def _fits(cell: _Cell, wanted: tuple[str, ...]) -> bool:
    return all(
        want in ("", have) for want, have in zip(wanted, cell.facets, strict=True)
    )


def _plain_total(cells: list[_Cell], asked: ApplicationFilter) -> int:
    wanted = (asked.org, asked.model, asked.grade, asked.team)
    return sum(cell.n for cell in cells if _fits(cell, wanted))


def _count(cells: list[_Cell], facet: int, asked: ApplicationFilter) -> Counter[str]:
    """Count one facet, with the other plain filters applied."""
    wanted = [asked.org, asked.model, asked.grade, asked.team]
    wanted[facet] = ""
    counts: Counter[str] = Counter()
    for cell in cells:
        if _fits(cell, tuple(wanted)):
            counts[cell.facets[facet]] += cell.n
    return counts


def _choices(
    pairs: list[tuple[str, str]], counts: Counter[str] | None, chosen: str
) -> list[Choice]:
    return [
        Choice(
            value, label, counts[value] if counts is not None else None, value == chosen
        )
        for value, label in pairs
        if counts is None or counts[value] or value == chosen
    ]
