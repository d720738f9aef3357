"""The list of symptoms: filters, pasted errors, and causes held against a snapshot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from apps.accounts.models import User
from apps.accounts.scope import scope_of
from apps.facts.stages import STAGES
from apps.facts.symptoms import SYMPTOMS, Symptom
from apps.inventory.models import Application
from apps.orgs.access import visible_orgs
from apps.orgs.models import Org
from apps.probes.registry import PROBES
from apps.troubleshooting.access import Chosen, chosen_for_reading
from apps.troubleshooting.evaluate import Diagnosis
from apps.troubleshooting.matching import (
    ERROR_LIMIT,
    matched,
    of_probe,
    of_stage,
    searched,
)
from apps.troubleshooting.pages.rows import SymptomRow, row_of
from apps.troubleshooting.queries import symptoms_for

SHOWN_APPLICATIONS = 50
FEW = 3  # so many symptoms are shown unfolded


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `error` is posted, so that no log keeps it."""

    text: str
    error: str
    org: str
    application: str
    find: str
    subject: str
    stage: str
    probe: str

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        def word(name: str, limit: int = 200) -> str:
            return query.get(name, "").strip().replace("\0", "")[:limit]

        stage, probe = word("stage"), word("probe")
        return cls(
            text=word("q"),
            error=word("error", ERROR_LIMIT),
            org=word("org"),
            application=word("application", 12),
            find=word("find"),
            subject=word("subject"),
            stage=stage if stage in STAGES else "",
            probe=probe if probe in PROBES else "",
        )

    @property
    def about(self) -> str:
        """The step or probe that narrows the list, as people call it."""
        if self.stage:
            return STAGES[self.stage].title
        return PROBES[self.probe].title if self.probe else ""

    def symptoms(self) -> list[Symptom]:
        """Return the symptoms that fit, by step or probe, and by words."""
        rows = list(SYMPTOMS.values())
        if self.stage:
            rows = of_stage(self.stage)
        elif self.probe:
            rows = of_probe(self.probe)
        return searched(self.text, rows)

    def chosen(self, user: User) -> Chosen:
        return chosen_for_reading(
            user,
            org=self.org,
            application=self.application,
            subject=self.subject,
            stage=self.stage,
        )


@dataclass(frozen=True)
class SymptomList:
    """What `/symptoms/` and its panel show."""

    asked: Asked
    orgs: list[str]
    org: Org | None
    application: Application | None
    applications: list[Application]
    has_more: bool
    seen_at: datetime | None
    rows: list[SymptomRow]
    total: int

    @classmethod
    def build(cls, user: User, query: QueryDict) -> "SymptomList":
        """Read the page in at most nine queries; raises Http404 for strangers."""
        asked = Asked.read(query)
        chosen = asked.chosen(user)
        listed = applications_of(user, chosen, asked.find)
        if chosen.application is None and asked.find and len(listed) == 1:
            chosen = Chosen(chosen.org, listed[0])
        return cls(
            asked=asked,
            orgs=list(visible_orgs(user).values_list("name", flat=True)),
            org=chosen.org,
            application=chosen.application,
            applications=with_chosen(listed[:SHOWN_APPLICATIONS], chosen.application),
            has_more=len(listed) > SHOWN_APPLICATIONS,
            seen_at=seen_at(chosen.org),
            rows=rows_of(asked, chosen),
            total=len(SYMPTOMS),
        )

    @classmethod
    def panel(cls, user: User, query: QueryDict) -> "SymptomList":
        """Read what one step or finding leads to; raises Http404 for strangers."""
        asked = Asked.read(query)
        chosen = asked.chosen(user)
        rows = rows_of(asked, chosen) if asked.about else []
        return cls(
            asked=asked,
            orgs=[],
            org=chosen.org,
            application=chosen.application,
            applications=[],
            has_more=False,
            seen_at=seen_at(chosen.org),
            rows=rows,
            total=len(SYMPTOMS),
        )


def seen_at(org: Org | None) -> datetime | None:
    snapshot = org.latest_snapshot if org else None
    return snapshot.seen_at if snapshot else None


def applications_of(user: User, chosen: Chosen, find: str) -> list[Application]:
    """Return the applications to choose from, one more than are shown."""
    if chosen.org is None:
        return []
    rows = Application.objects.filter(
        scope_of(user).applications(), org=chosen.org, gone_at=None, is_okta_own=False
    )
    if find:
        rows = rows.filter(label__icontains=find)
    return list(rows.order_by("label", "pk")[: SHOWN_APPLICATIONS + 1])


def with_chosen(
    listed: list[Application], chosen: Application | None
) -> list[Application]:
    return listed if chosen is None or chosen in listed else [chosen, *listed]


def rows_of(asked: Asked, chosen: Chosen) -> list[SymptomRow]:
    fitting = asked.symptoms()
    pieces: Mapping[Symptom, str] = {}
    if asked.error:
        pieces = matched(asked.error, fitting)
        fitting = list(pieces)
    snapshot = chosen.org.latest_snapshot if chosen.org else None
    found = symptoms_for(snapshot, chosen.application, fitting)
    if asked.error or chosen.org is None:
        found = in_order(found, fitting)
    return [
        row_of(one, chosen, pieces.get(one.symptom, ""), is_open=len(found) <= FEW)
        for one in found
    ]


def in_order(found: Iterable[Diagnosis], fitting: list[Symptom]) -> list[Diagnosis]:
    places = {symptom.id: place for place, symptom in enumerate(fitting)}
    return sorted(found, key=lambda one: places[one.symptom.id])
