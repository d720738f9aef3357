"""Tells for each cause whether a snapshot confirms it. Pure: reads no row, no org.

Unknown is never ruled out: only a verdict that passed, or the org's own word on its
engine, rules a cause out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.facts.fact import Witness
from apps.facts.symptoms import Cause, Decides, Symptom
from apps.probes.probe import Outcome, Reading, Verdict

__all__ = ["Answer", "Diagnosis", "Seen", "State", "answer", "diagnose"]

LAST_ROW = 3  # of the table of the upgrade guide
ENGINE_PROBE = "org_runs_identity_engine"
ENGINES = {"classic": "Classic Engine", "identity_engine": "Identity Engine"}
OF_ENGINE = {Outcome.PASSED: "identity_engine", Outcome.FAILED: "classic"}
NO_APPLICATION = "Choose an application: each one answers for itself."
NOT_READ = "The org was not read yet."
DECIDED_BY = {
    Witness.CONFIGURATION: "configuration",
    Witness.TRAFFIC: "traffic",
    Witness.SOURCE_CODE: "code",
    Witness.PERSON: "a person",
}


class State(StrEnum):
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled_out"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Seen:
    """What the latest snapshot says: {probe: verdicts}, None where nothing was read.

    `has_application`: the verdicts about one application are among them.
    """

    verdicts: Mapping[str, Sequence[Verdict]] | None = None
    has_application: bool = False
    per_application: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answer:
    """One cause with its state, the sentence that says why, and what decided it.

    `decided_by`: who can tell where the state is unknown: traffic, code, a person.
    """

    cause: Cause
    state: State
    why: str
    reading: Reading | None = None
    decided_by: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """A symptom with an answer for each of its causes, in the documented order."""

    symptom: Symptom
    answers: tuple[Answer, ...]

    def count(self, state: State) -> int:
        return sum(one.state is state for one in self.answers)

    @property
    def confirmed(self) -> int:
        return self.count(State.CONFIRMED)

    @property
    def unknown(self) -> int:
        return self.count(State.UNKNOWN)

    @property
    def rank(self) -> tuple[int, int, int]:
        """Small for the rows of the upgrade guide, in their order.

        Then for what is likely: a confirmed cause, then an open one.
        """
        worth = 0 if self.confirmed else 1 if self.unknown else 2
        return (self.symptom.seed_row or LAST_ROW + 1, worth, -self.confirmed)


@dataclass(frozen=True)
class Partial:
    """What probes or the engine say before other witnesses are asked."""

    state: State
    why: str
    reading: Reading | None = None


def diagnose(symptom: Symptom, seen: Seen) -> Diagnosis:
    """Return an answer for every cause of a symptom."""
    return Diagnosis(symptom, tuple(answer(cause, seen) for cause in symptom.causes))


def answer(cause: Cause, seen: Seen) -> Answer:
    """Return whether a cause is confirmed, ruled out or unknown, and why.

    On the other engine a cause is ruled out. Where the engine is unclear, only passed
    probes rule it out and nothing confirms it.
    Source: https://developer.okta.com/docs/guides/oie-upgrade-plan-embedded-upgrades/main/
    """
    gate = by_engine(cause, seen) if cause.engine else None
    if gate and gate.state is State.RULED_OUT:
        return told(cause, gate)
    if cause.probes:
        said = by_probes(cause, seen)
        unclear = gate is not None and gate.state is State.UNKNOWN
        if gate and unclear and said.state is State.CONFIRMED:
            said = gate
        return told(cause, said)
    if cause.witness is None and gate:
        return told(cause, gate)
    return told(cause, Partial(State.UNKNOWN, cause.left_open))


def told(cause: Cause, said: Partial) -> Answer:
    is_open = said.state is State.UNKNOWN and cause.witness is not None
    decided_by = DECIDED_BY[cause.witness] if is_open and cause.witness else ""
    return Answer(cause, said.state, said.why, said.reading, decided_by)


def by_engine(cause: Cause, seen: Seen) -> Partial:
    """Return CONFIRMED on the cause's engine, RULED_OUT on the other."""
    if seen.verdicts is None:
        return Partial(State.UNKNOWN, NOT_READ)
    for verdict in seen.verdicts.get(ENGINE_PROBE, ()):
        engine = OF_ENGINE.get(verdict.outcome)
        if engine is None:
            return Partial(State.UNKNOWN, verdict.message, verdict.reading)
        if engine == cause.engine:
            return Partial(State.CONFIRMED, verdict.message, verdict.reading)
        why = f"Only on {ENGINES[cause.engine]}. {verdict.message}"
        return Partial(State.RULED_OUT, why, verdict.reading)
    return Partial(State.UNKNOWN, "Nothing says which engine the org runs.")


def by_probes(cause: Cause, seen: Seen) -> Partial:
    """Return CONFIRMED for any failed verdict, RULED_OUT where all that count passed.

    As far as the probes reach: what they leave open stays unknown.
    """
    if seen.verdicts is None:
        return Partial(State.UNKNOWN, NOT_READ)
    if cause.probe_ids & seen.per_application and not seen.has_application:
        return Partial(State.UNKNOWN, NO_APPLICATION)
    said = [verdict for probe in cause.probes for verdict in heard(probe, seen)]
    failed = first(said, Outcome.FAILED)
    if failed and cause.decides is not Decides.RULES_OUT:
        return Partial(State.CONFIRMED, failed.message, failed.reading)
    doubt = first(said, Outcome.UNKNOWN, Outcome.CRASHED)
    if doubt:
        return Partial(State.UNKNOWN, doubt.message, doubt.reading)
    passed = first(said, Outcome.PASSED)
    if passed and not failed and cause.decides is not Decides.CONFIRMS:
        silent = [one for one in cause.probes if not has_passed(one, seen)]
        if not silent:
            return Partial(State.RULED_OUT, passed.message, passed.reading)
    return left_open(cause, failed or passed or first(said, Outcome.NOT_APPLICABLE))


def left_open(cause: Cause, nearest: Verdict | None) -> Partial:
    if nearest is None:
        return Partial(State.UNKNOWN, cause.left_open or "No probe answered.")
    why = f"{nearest.message} {cause.left_open}".strip()
    return Partial(State.UNKNOWN, why, nearest.reading)


def has_passed(probe: str, seen: Seen) -> bool:
    return first(heard(probe, seen), Outcome.PASSED) is not None


def heard(probe: str, seen: Seen) -> list[Verdict]:
    """Return what a probe says; of "<probe>#<key>" the failures of that key alone.

    A subject that failed for other keys only was searched for this one as well: it
    passed, if nothing about it was left unread.
    """
    name, _, key = probe.partition("#")
    said = list((seen.verdicts or {}).get(name, ()))
    if not key:
        return said
    return [
        one if one.outcome is not Outcome.FAILED or one.key == key else other(one)
        for one in said
    ]


def other(verdict: Verdict) -> Verdict:
    message = "What was searched for is not among what was found."
    return Verdict(Outcome.PASSED, verdict.subject, message)


def first(verdicts: Iterable[Verdict], *outcomes: Outcome) -> Verdict | None:
    return next((one for one in verdicts if one.outcome in outcomes), None)
