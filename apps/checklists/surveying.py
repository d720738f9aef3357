"""How an org stands: its own steps, those of its brands and servers; writes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from apps.checklists.hearing import ORG
from apps.checklists.ledger import Ledger
from apps.checklists.rules import Answer
from apps.checklists.walking import (
    Around,
    Blocker,
    shared_answer,
    walk,
)
from apps.facts.fact import Stage, StageSubject
from apps.facts.stages import ORG_TRACK, STAGES, stages_of
from apps.findings.models import Finding
from apps.findings.services import Active
from apps.inventory.models import Application, AuthorizationServer, Brand
from apps.orgs.models import Org
from apps.probes.registry import PROBES

Answers = Mapping[str, Answer]


def stages_about(subject: StageSubject) -> tuple[Stage, ...]:
    """Return the stages of brands, of servers, or of the org beside its track."""
    return tuple(stage for stage in STAGES.values() if stage.subject is subject)


ORG_STAGES = (
    *ORG_TRACK,
    *(stage for stage in stages_about(StageSubject.ORG) if stage not in ORG_TRACK),
)
BRAND_STAGES = stages_about(StageSubject.BRAND)
SERVER_STAGES = stages_about(StageSubject.AUTHORIZATION_SERVER)


@dataclass(frozen=True)
class Survey:
    """The answers of an org's shared steps, and what its applications rest on."""

    org: Answers
    brands: Mapping[str, Answers]  # by Okta id
    servers: Mapping[str, Answers]
    around: Around

    def by_subject(self) -> dict[str, Answers]:
        """Return every answer under its subject key."""
        return {
            ORG: self.org,
            **{f"brand:{key}": answers for key, answers in self.brands.items()},
            **{
                f"authorization_server:{key}": answers
                for key, answers in self.servers.items()
            },
        }


def survey(ledger: Ledger, now: datetime) -> Survey:
    """Walk the steps of the org, its brands and its servers. Three queries."""
    org = ledger.org
    bare = Around(now=now, engine=org.engine)
    org_answers = walk(
        ORG_STAGES,
        StageSubject.ORG,
        ledger.said(ORG, _ids(ORG_STAGES), org_blockers(org)),
        bare,
    )
    above = Around(now=now, engine=org.engine, shared=org_answers)
    brands = {
        okta_id: walk(
            BRAND_STAGES,
            StageSubject.BRAND,
            ledger.said(f"brand:{okta_id}", _ids(BRAND_STAGES)),
            above,
        )
        for okta_id in _listed(Brand, org)
    }
    servers = {
        okta_id: walk(
            SERVER_STAGES,
            StageSubject.AUTHORIZATION_SERVER,
            ledger.said(f"authorization_server:{okta_id}", _ids(SERVER_STAGES)),
            above,
        )
        for okta_id in _listed(AuthorizationServer, org)
    }
    shared = dict(org_answers)
    for stage in BRAND_STAGES:
        answers = [brand[stage.id] for brand in brands.values()]
        if answers or "brands" in ledger.freshness.complete_at:
            shared[stage.id] = shared_answer(answers, "brand")
    around = Around(now=now, engine=org.engine, shared=shared)
    return Survey(org_answers, brands, servers, around)


def org_blockers(org: Org) -> list[Blocker]:
    """Return the open blocker findings that are about no application."""
    rows = Finding.objects.filter(
        org=org, application=None, severity="blocker", state__in=Finding.ACTIVE
    )
    return [
        blocker_of(probe, message)
        for probe, message in rows.order_by("pk").values_list("probe", "message")
    ]


def blocker_of(probe_id: str, message: str) -> Blocker:
    """Return a blocker with the stages that its probe is about."""
    probe = PROBES.get(probe_id)
    if probe is None:
        return Blocker(message)
    facts = {
        fact.removeprefix("stage:") for fact in probe.facts if fact.startswith("stage:")
    }
    return Blocker(message, frozenset(facts.union(probe.proves)))


def _ids(stages: Iterable[Stage]) -> list[str]:
    return [stage.id for stage in stages]


def _listed(model: type[Brand | AuthorizationServer], org: Org) -> Sequence[str]:
    rows = model._default_manager.filter(org=org, gone_at=None)  # noqa: SLF001
    return list(rows.order_by("name", "pk").values_list("okta_id", flat=True))


def subject_of(application: Application) -> str:
    """Return the subject key; one that no org lists is known by its row."""
    return f"application:{application.okta_id or f'row-{application.pk}'}"


def answers_of(
    application: Application,
    ledger: Ledger,
    around: Around,
    active: Sequence[Active] = (),
) -> dict[str, Answer]:
    """Return the answer of each stage of an application's checklist; no query."""
    stages = stages_of(application.effective_model, application.target_model)
    blockers = [
        blocker_of(one.probe, one.message)
        for one in active
        if one.severity == "blocker"
    ]
    said = ledger.said(
        subject_of(application), [stage.id for stage in stages], blockers
    )
    return walk(stages, StageSubject.APPLICATION, said, around)


@dataclass(frozen=True, slots=True)
class Group:
    """Listed applications of an org that agree in all of this, and how many."""

    team_id: int | None
    model: str
    target: str
    grade: str
    codes: str  # one letter per stage
    n: int


def groups_of(org: Org) -> Iterator[Group]:
    """Yield an org's listed applications in groups. One query; few differ in all."""
    rows = Application.objects.filter(org=org, gone_at=None).values_list(
        "team", "model", "model_override", "target_model", "grade", "step_codes"
    )
    for team_id, model, override, target, grade, codes, n in rows.annotate(
        n=Count("pk")
    ).order_by():
        yield Group(team_id, override or model, target, grade, codes, n)


def models_in_use(org: Org) -> set[str]:
    """Return the models, and the targets, of an org's listed applications."""
    return {word for each in groups_of(org) for word in (each.model, each.target)}


def is_needed(stage: Stage, in_use: set[str]) -> bool:
    """Tell whether an org with applications of these models has to take a stage."""
    return not stage.models or not in_use.isdisjoint(stage.models)
