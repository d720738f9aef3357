"""The filters of the application list: read from the URL, applied to a query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr
from django.http import QueryDict

from apps.checklists.models import StepState
from apps.checklists.rules import STEP_CODES
from apps.facts.stages import CHECKLISTS, STAGES, stages_of
from apps.inventory.models import Application, DeploymentModel, Grade

SORTS: Mapping[str, tuple[str, ...]] = {
    "label": ("label", "pk"),
    "org": ("org__name", "label", "pk"),
    "model": ("model", "label", "pk"),
    "grade": ("grade", "label", "pk"),
    "findings": ("open_findings", "label", "pk"),
    "confidence": ("confidence", "label", "pk"),
}
STATUSES = {"ACTIVE": "Active", "INACTIVE": "Inactive", "gone": "No longer listed"}
NO_TEAM = "-"  # no team is named so


@dataclass(frozen=True)
class ApplicationFilter:
    """What was asked; `ignored` names values that no list has."""

    org: str = ""
    model: str = ""
    grade: str = ""
    team: str = ""
    stage: str = ""
    state: str = ""
    owner: str = ""
    status: str = ""
    text: str = ""
    ignored: tuple[str, ...] = field(default=())

    @classmethod
    def read(
        cls,
        query: QueryDict,
        org_names: frozenset[str],
        owners: frozenset[str] = frozenset(),
        team_names: frozenset[str] = frozenset(),
    ) -> "ApplicationFilter":
        """Take what is known from the query string, and name the rest.

        `owners`: the keys of the people who own something here.
        """
        allowed = {
            "org": org_names,
            "owner": owners | {"none", "me"},
            "model": frozenset(DeploymentModel.values),
            "grade": frozenset(Grade.values),
            "team": team_names | {NO_TEAM},
            "stage": frozenset(STAGES),
            "state": frozenset(StepState.values),
            "status": frozenset(STATUSES),
        }
        taken: dict[str, str] = {}
        ignored = []
        for name, values in allowed.items():
            value = query.get(name, "").strip()
            if value and value not in values:
                ignored.append(f"{name} “{value[:60]}”")
            elif value:
                taken[name] = value
        text = query.get("q", "").strip()[:200]
        return cls(**taken, text=text, ignored=tuple(ignored))

    @property
    def is_plain(self) -> bool:
        """True where nothing is asked but what the rollups count."""
        return not (self.stage or self.state or self.owner or self.status or self.text)

    def apply(self, rows: QuerySet[Application], user_id: int) -> QuerySet[Application]:
        """Return the rows that fit."""
        if self.org:
            rows = rows.filter(org__name=self.org)
        if self.model:
            rows = rows.filter(has_model(self.model))
        if self.grade:
            rows = rows.filter(grade=self.grade)
        if self.status == "gone":
            rows = rows.filter(gone_at__isnull=False)
        else:
            rows = rows.filter(gone_at__isnull=True)
            if self.status:
                rows = rows.filter(status=self.status)
        rows = self._by_people(rows, user_id)
        if self.text:
            rows = rows.filter(
                Q(label__icontains=self.text)
                | Q(name__icontains=self.text)
                | Q(okta_id=self.text)
                | Q(client_id=self.text)
            )
        return self._by_step(rows)

    def _by_people(
        self, rows: QuerySet[Application], user_id: int
    ) -> QuerySet[Application]:
        if self.team == NO_TEAM:
            rows = rows.filter(team__isnull=True)
        elif self.team:
            rows = rows.filter(team__name=self.team)
        if self.owner == "none":
            return rows.filter(owner__isnull=True)
        if self.owner:
            owner_id = user_id if self.owner == "me" else int(self.owner)
            return rows.filter(owner_id=owner_id)
        return rows

    def _by_step(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        if not (self.stage or self.state):
            return rows
        if not self.stage:
            letter = STEP_CODES[StepState(self.state)]
            return rows.filter(step_codes__contains=letter)
        asked = []
        for model, target in CHECKLISTS:
            ids = [stage.id for stage in stages_of(model, target)]
            if self.stage not in ids:
                continue
            fits = has_model(model)
            if model == DeploymentModel.AUTHN_API:
                fits &= Q(target_model=target)
            if self.state:
                at = ids.index(self.stage) + 1
                rows = rows.alias(**{f"at_{at}": Substr(F("step_codes"), at, 1)})
                fits &= Q(**{f"at_{at}": STEP_CODES[StepState(self.state)]})
            asked.append(fits)
        return rows.filter(reduce(or_, asked)) if asked else rows.none()


def has_model(model: str) -> Q:
    """Return the condition that `model` holds: by override where there is one."""
    return Q(model_override=model) | Q(model_override="", model=model)
