"""Walks a checklist in its order, each step resting on those before it; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from apps.checklists.grading import together
from apps.checklists.rules import (
    SETTLED,
    Answer,
    Before,
    Case,
    Decision,
    State,
    Statement,
    step_state,
)
from apps.facts.fact import Phase, Stage, StageSubject
from apps.facts.stages import STAGES

IDENTITY_ENGINE = "identity_engine"


@dataclass(frozen=True, slots=True)
class Blocker:
    """An open blocker finding; `about` are the stages that mending it is part of."""

    message: str
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """All that was said and decided about the steps of one subject, by stage."""

    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    settled: Mapping[str, datetime] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    blockers: tuple[Blocker, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What the steps of a subject rest on. `shared`: steps of the org and its brands.

    `engine` is empty where it was never seen.
    """

    now: datetime
    engine: str = ""
    shared: Mapping[str, Answer] = field(default_factory=dict)


def walk(
    stages: Sequence[Stage], own: StageSubject, said: Said, around: Around
) -> dict[str, Answer]:
    """Return the answer of every stage of a checklist, in its order.

    A stage of another subject takes its shared answer; an application answers for its
    authorization servers itself, since each rests on others.
    """
    mine = {own}
    if own is StageSubject.APPLICATION:
        mine.add(StageSubject.AUTHORIZATION_SERVER)
    answers: dict[str, Answer] = {}
    for stage in stages:
        if stage.subject not in mine:
            answers[stage.id] = around.shared.get(stage.id, NOT_LOOKED_AT)
            continue
        case = Case(
            now=around.now,
            engine=around.engine,
            befores=befores_of(stage, answers, around.shared),
            blockers=_blockers(stage, own, said.blockers, around.engine),
            settled_at=said.settled.get(stage.id),
            decision=said.decisions.get(stage.id),
        )
        answers[stage.id] = step_state(stage, said.statements.get(stage.id, ()), case)
    return answers


def befores_of(
    stage: Stage, answers: Mapping[str, Answer], shared: Mapping[str, Answer]
) -> tuple[Before, ...]:
    """Return the prerequisites that stand in the checklist at hand or the org track."""
    return tuple(
        Before(STAGES[one.stage].title, one.technical, answer.state)
        for one in stage.prerequisites
        if (answer := answers.get(one.stage) or shared.get(one.stage)) is not None
    )


def shared_answer(answers: Sequence[Answer], noun: str) -> Answer:
    """Return how a stage of several subjects stands as one step."""
    if not answers:
        return Answer(State.NOT_APPLICABLE, f"There is no {noun}.")
    if len(answers) == 1:
        return answers[0]
    state = together([answer.state for answer in answers])
    settled = sum(answer.state in SETTLED for answer in answers)
    least = next((one for one in answers if one.state is state), None)
    if least is None:
        least = next(one for one in answers if one.state not in SETTLED)
    return Answer(state, f"{settled} of {len(answers)} are settled. {least.why}")


def _blockers(
    stage: Stage, own: StageSubject, blockers: tuple[Blocker, ...], engine: str
) -> tuple[str, ...]:
    """Return what stands before a stage.

    Blockers of an org stand before its upgrade only, and mending one is no step that
    it blocks. Source: the Upgrade Hub refuses a date while an item is open,
    https://help.okta.com/oie/en-us/content/topics/identity-engine-upgrade/complete-action-items.htm
    """
    if own is StageSubject.ORG and (
        stage.phase is not Phase.UPGRADE or engine == IDENTITY_ENGINE
    ):
        return ()
    return tuple(one.message for one in blockers if stage.id not in one.about)


NOT_LOOKED_AT = Answer(State.UNKNOWN, "The org was not looked at yet.")
