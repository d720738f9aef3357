"""Which capabilities an application can use once some steps are done; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.checklists.rules import State
from apps.facts.concepts import CAPABILITIES, Capability
from apps.facts.stages import STAGES

IDENTITY_ENGINE, AUTHN_API = "identity_engine", "authn_api"
DONE = frozenset({State.PROVEN, State.ATTESTED, State.NOT_APPLICABLE})
# An old proof, and a reading that could not tell: neither yes nor no.
UNSURE = frozenset({State.STALE, State.UNKNOWN})


class Unlocked(StrEnum):
    """Whether a capability can be used. A waived step is not done, so it says no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    OUT_OF_REACH = "out_of_reach"  # this deployment model never gets there


@dataclass(frozen=True, slots=True)
class Needed:
    """One step that a capability rests on."""

    title: str
    state: State


@dataclass(frozen=True, slots=True)
class Unlocking:
    """A capability for one application, with the steps that unlock it."""

    capability: Capability
    state: Unlocked
    why: str
    steps: tuple[Needed, ...] = ()


def unlockings(
    model: str, target: str, engine: str, states: Mapping[str, State]
) -> list[Unlocking]:
    """Return what an application can use, in the order of the concept guide.

    `states`: of the steps of the application and those it shares, by stage. `engine` is
    empty where it was never seen.
    """
    reached = target if model == AUTHN_API else model
    return [_unlocking(one, reached, engine, states) for one in CAPABILITIES]


def _unlocking(
    capability: Capability, model: str, engine: str, states: Mapping[str, State]
) -> Unlocking:
    if model in {"", "unsure"}:
        why = "The deployment model, or its target, is not decided."
        return Unlocking(capability, Unlocked.UNKNOWN, why)
    stages = capability.stages.get(model)
    if stages is None:
        why = "Not reached by this deployment model."
        return Unlocking(capability, Unlocked.OUT_OF_REACH, why)
    steps = tuple(
        Needed(STAGES[stage].title, states.get(stage, State.UNKNOWN))
        for stage in (*capability.org_stages, *stages)
    )
    if engine and engine != IDENTITY_ENGINE:
        why = "The org still runs the Classic Engine."
        return Unlocking(capability, Unlocked.NO, why, steps)
    return Unlocking(capability, *_of(steps, engine), steps)


def _of(steps: Sequence[Needed], engine: str) -> tuple[Unlocked, str]:
    missing = [one for one in steps if one.state not in DONE | UNSURE]
    if missing:
        return Unlocked.NO, f"Needs {_names(missing)}."
    if not engine:
        return Unlocked.UNKNOWN, "The engine of the org was not seen."
    unsure = [one for one in steps if one.state in UNSURE]
    if unsure:
        return Unlocked.UNKNOWN, f"Nobody knows about {_names(unsure)}."
    if not steps:
        return Unlocked.YES, "The org runs Identity Engine; no step is needed here."
    return Unlocked.YES, f"Unlocked by {_names(steps)}."


def _names(steps: Sequence[Needed]) -> str:
    return ", ".join(f"“{one.title}”" for one in steps)
