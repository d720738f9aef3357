"""The list of applications: rows, filters with their counts, and the same as CSV."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.checklists.pages.application_facets import (
    Choice,
    Sight,
    choices_of,
    plain_total,
    rollup,
    without_demo,
)
from apps.checklists.pages.application_filter import SORTS, ApplicationFilter
from apps.checklists.pages.cells import settled_count, step_cells
from apps.core.listing import (
    PAGE_SIZE,
    Listing,
    Sort,
    bounds,
    last_page,
    page_number,
    sort_from,
    without,
)
from apps.core.templatetags.ui import GRADES, badge
from apps.facts.stages import STAGES, stages_of
from apps.inventory.models import Application, DeploymentModel
from apps.orgs.access import left_out, may_connect

CSV_HEADER = (
    "org", "environment", "application", "okta id", "status", "sign-on mode",
    "application type", "model", "confidence %", "grade", "next step",
    "open findings", "settled steps", "steps", "team", "owner",
)  # fmt: skip
MODEL_LABELS = dict(DeploymentModel.choices)
NOTHING = "—"
FILTERS = {
    "org": "Org",
    "model": "Model",
    "grade": "Grade",
    "team": "Team",
    "stage": "Step",
    "state": "Step is",
    "owner": "Owner",
    "status": "In Okta",
}


@dataclass(frozen=True)
class Row:
    """One application as the list shows it; everything is text already."""

    url: str
    label: str
    about: str
    org: str
    place: str
    grade: SafeString
    model: str
    certainty: str
    cells: SafeString
    next_step: str
    findings: str
    team: str
    owner: str


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address of the list without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class ApplicationList:
    """What the page of `/applications/` shows."""

    listing: Listing[Row]
    filter: ApplicationFilter
    sort: Sort
    choices: Mapping[str, list[Choice]]
    chips: list[Chip]
    has_orgs: bool
    may_connect: bool

    @classmethod
    def build(cls, user: User, query: QueryDict) -> "ApplicationList":
        """Read one page in at most six queries, whatever the number of rows."""
        sight = Sight.of(user)
        asked = sight.read(query)
        cells = rollup(sight)
        counted = without_demo(cells, sight, asked)
        sort = sort_from(query, SORTS, "label")
        rows = _rows(sight, asked, user).order_by(*sort.order_by)
        known = plain_total(counted, asked) if asked.is_plain else None
        found, total, number = _page_of(rows, page_number(query), known)
        home = reverse("checklists:application_list")
        page = [_row(application, home) for application in found]
        choices = choices_of(sight, cells, asked)
        return cls(
            listing=Listing(page, total, number),
            filter=asked,
            sort=sort,
            choices=choices,
            chips=_chips(choices, asked, query),
            has_orgs=bool(sight.orgs),
            may_connect=may_connect(user),
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
    # A scope over everything is no condition: with one, SQLite sorts every row for a
    # page.
    rows = Application.objects.filter(sight.scope.applications())
    if hidden := left_out(sight.orgs, asked.org):
        rows = rows.exclude(org__in=[org.pk for org in hidden])
    rows = rows.select_related("org", "owner", "team").only(
        "label", "name", "status", "model", "model_override", "target_model",
        "confidence", "grade", "step_codes", "next_step", "open_findings", "okta_id",
        "sign_on_mode", "application_type", "org__name", "org__environment",
        "org__is_demo", "owner__email", "team__title", "team__name",
    )  # fmt: skip
    return asked.apply(rows, user.pk)


def _page_of(
    rows: QuerySet[Application], number: int, total: int | None
) -> tuple[list[Application], int, int]:
    """Return a page, how many rows there are in all, and the page's number.

    Counts only where no rollup did and a first page does not say it all.
    """
    first = list(rows[bounds(1)]) if total is None and number == 1 else None
    if total is None:
        is_all = first is not None and len(first) < PAGE_SIZE
        total = len(first or ()) if is_all else rows.count()
    number = min(number, last_page(total))
    return first or list(rows[bounds(number)]), total, number


def _row(application: Application, home: str) -> Row:
    model = application.effective_model
    stage = STAGES.get(application.next_step)
    org, owner = application.org, application.owner
    status = application.status.lower() or "not listed"
    return Row(
        url=f"{home}{application.pk}/",  # as its address says, without resolving it
        label=application.label,
        about=application.name + (f" · {status}" if status != "active" else ""),
        org=org.name,
        place=f"{org.environment} · demo" if org.is_demo else org.environment,
        grade=badge(GRADES, application.grade),
        model=MODEL_LABELS.get(model, model),
        certainty="set by a person"
        if application.model_override
        else f"{application.confidence} % sure",
        cells=step_cells(model, application.target_model, application.step_codes),
        next_step=stage.title if stage else NOTHING,
        findings=str(application.open_findings or NOTHING),
        team=application.team.title if application.team else NOTHING,
        owner=owner.email if owner else NOTHING,
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


def _chips(
    choices: Mapping[str, list[Choice]], asked: ApplicationFilter, query: QueryDict
) -> list[Chip]:
    chips = [
        Chip(FILTERS[name], choice.label, without(query, name))
        for name, listed in choices.items()
        for choice in listed
        if choice.chosen
    ]
    if asked.text:
        chips.insert(0, Chip("Search", f"“{asked.text}”", without(query, "q")))
    return chips
