"""The list of applications: rows, filters with their counts, and the same as CSV."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.checklists.models import StepState
from apps.checklists.pages.application_facets import (
    Choice,
    Facets,
    Sight,
    choices,
    facets,
    plain_total,
    rollup,
)
from apps.checklists.pages.application_filter import SORTS, ApplicationFilter
from apps.checklists.pages.cells import settled_count, step_cells
from apps.core.listing import Listing, Sort, bounds, page_number, sort_from
from apps.core.templatetags.ui import GRADES, badge
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application, DeploymentModel

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
class ApplicationList:
    """What the page of `/applications/` shows."""

    listing: Listing[Row]
    filter: ApplicationFilter
    sort: Sort
    facets: Facets
    stages: list[Choice]
    states: list[Choice]
    has_orgs: bool

    @classmethod
    def build(cls, user: User, query: QueryDict) -> "ApplicationList":
        """Read one page in at most six queries, whatever the number of rows."""
        sight = Sight.of(user)
        asked = sight.read(query)
        cells = rollup(sight)
        number = page_number(query)
        sort = sort_from(query, SORTS, "label")
        rows = _rows(sight, asked, user).order_by(*sort.order_by)
        total = plain_total(cells, asked) if asked.is_plain else rows.count()
        page = [_row(application) for application in rows[bounds(number)]]
        return cls(
            listing=Listing(page, total, number),
            filter=asked,
            sort=sort,
            has_orgs=bool(sight.orgs),
            facets=facets(sight, cells, asked),
            stages=choices(
                [(stage.id, stage.title) for stage in STAGES.values() if stage.models],
                None,
                asked.stage,
            ),
            states=choices(StepState.choices, None, asked.state),
        )


def csv_rows(user: User, query: QueryDict) -> Iterator[tuple[object, ...]]:
    """Yield every row of the filtered and sorted view, not only of one page."""
    sight = Sight.of(user)
    asked = sight.read(query)
    sort = sort_from(query, SORTS, "label")
    rows = _rows(sight, asked, user).order_by(*sort.order_by)
    for application in rows.iterator(chunk_size=500):
        yield _csv_row(application)


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
