"""The list of applications: rows, filters with their counts, and the same as CSV."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.accounts.queries import org_ids_for
from apps.checklists.models import ApplicationRollup, StepState
from apps.checklists.pages.application_filter import (
    SORTS,
    STATUSES,
    ApplicationFilter,
)
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
from apps.inventory.models import Application, DeploymentModel, Grade
from apps.orgs.access import left_out, may_connect, visible_orgs
from apps.orgs.models import Org

CSV_HEADER = (
    "org", "environment", "application", "okta id", "status", "sign-on mode",
    "application type", "model", "confidence %", "grade", "next step",
    "open findings", "settled steps", "steps", "owner",
)  # fmt: skip
MODEL_LABELS = dict(DeploymentModel.choices)
NOTHING = "—"
STAGE_CHOICES = [(stage.id, stage.title) for stage in STAGES.values() if stage.models]
FILTERS = {
    "org": "Org",
    "model": "Model",
    "grade": "Grade",
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
    owner: str


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of applications it would leave."""

    value: str
    label: str
    count: int | None
    chosen: bool


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
        orgs = list(visible_orgs(user).only("id", "name", "is_demo"))
        owners = _owners(orgs)
        asked = _asked(query, orgs, owners)
        cells = _rollup(orgs)
        counted = _rollup_without(cells, left_out(orgs, asked.org))
        sort = sort_from(query, SORTS, "label")
        rows = _rows(orgs, asked, user).order_by(*sort.order_by)
        known = _plain_total(counted, asked) if asked.is_plain else None
        found, total, number = _page_of(rows, page_number(query), known)
        home = reverse("checklists:application_list")
        page = [_row(application, home) for application in found]
        choices = {
            "org": _choices(
                [(org.name, org.name) for org in orgs],
                _count(cells, 0, asked),
                asked.org,
            ),
            "model": _choices(
                DeploymentModel.choices, _count(counted, 1, asked), asked.model
            ),
            "grade": _choices(Grade.choices, _count(counted, 2, asked), asked.grade),
            "stage": _choices(STAGE_CHOICES, None, asked.stage),
            "state": _choices(StepState.choices, None, asked.state),
            "owner": _choices(
                [("me", "Me"), ("none", "Nobody"), *owners.items()], None, asked.owner
            ),
            "status": _choices(list(STATUSES.items()), None, asked.status),
        }
        return cls(
            listing=Listing(page, total, number),
            filter=asked,
            sort=sort,
            choices=choices,
            chips=_chips(choices, asked, query),
            has_orgs=bool(orgs),
            may_connect=may_connect(user),
        )


def csv_rows(user: User, query: QueryDict) -> Iterator[tuple[object, ...]]:
    """Yield every row of the filtered and sorted view, not only of one page."""
    orgs = list(visible_orgs(user).only("id", "name", "is_demo"))
    asked = _asked(query, orgs, _owners(orgs))
    sort = sort_from(query, SORTS, "label")
    rows = _rows(orgs, asked, user).order_by(*sort.order_by)
    for application in rows.iterator(chunk_size=500):
        yield _csv_row(application)


def _owners(orgs: list[Org]) -> dict[str, str]:
    """Return {key: e-mail address} of the people who own something in these orgs."""
    owned = Application.objects.filter(owner=OuterRef("pk"), org__in=orgs)
    people = User.objects.filter(Exists(owned)).order_by("email")
    return {str(pk): email for pk, email in people.values_list("pk", "email")}


def _asked(
    query: QueryDict, orgs: list[Org], owners: Mapping[str, str]
) -> ApplicationFilter:
    names = frozenset(org.name for org in orgs)
    return ApplicationFilter.read(query, names, frozenset(owners))


def _rows(
    orgs: list[Org], asked: ApplicationFilter, user: User
) -> QuerySet[Application]:
    rows = Application.objects.all()
    # Who sees every org gets no condition: with one, SQLite sorts every row for a page.
    if org_ids_for(user) is not None:
        rows = rows.filter(org__in=[org.pk for org in orgs])
    if hidden := left_out(orgs, asked.org):
        rows = rows.exclude(org__in=[org.pk for org in hidden])
    rows = rows.select_related("org", "owner").only(
        "label", "name", "status", "model", "model_override", "target_model",
        "confidence", "grade", "step_codes", "next_step", "open_findings", "okta_id",
        "sign_on_mode", "application_type", "org__name", "org__environment",
        "org__is_demo", "owner__email",
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
        application.owner.email if application.owner else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cell:
    """How many applications share the three plain facets."""

    facets: tuple[str, str, str]
    n: int


def _rollup(orgs: list[Org]) -> list[_Cell]:
    names = {org.pk: org.name for org in orgs}
    cells = ApplicationRollup.objects.filter(org__in=names).values_list(
        "org", "model", "grade", "n"
    )
    return [_Cell((names[org], model, grade), n) for org, model, grade, n in cells]


def _rollup_without(cells: list[_Cell], orgs: list[Org]) -> list[_Cell]:
    names = {org.name for org in orgs}
    return [cell for cell in cells if cell.facets[0] not in names]


def _fits(cell: _Cell, wanted: tuple[str, ...]) -> bool:
    return all(
        want in ("", have) for want, have in zip(wanted, cell.facets, strict=True)
    )


def _plain_total(cells: list[_Cell], asked: ApplicationFilter) -> int:
    wanted = (asked.org, asked.model, asked.grade)
    return sum(cell.n for cell in cells if _fits(cell, wanted))


def _count(cells: list[_Cell], facet: int, asked: ApplicationFilter) -> Counter[str]:
    """Count one facet, with the other two plain filters applied."""
    wanted = [asked.org, asked.model, asked.grade]
    wanted[facet] = ""
    counts: Counter[str] = Counter()
    for cell in cells:
        if _fits(cell, tuple(wanted)):
            counts[cell.facets[facet]] += cell.n
    return counts


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
