"""What verdicts mean for steps: which stage of which subject they support or deny.

Pure: takes verdicts, gives statements; stores nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from apps.checklists.rules import Says
from apps.facts.fact import Stage, StageSubject, Witness
from apps.facts.stages import STAGES
from apps.okta.shapes.org import Engine
from apps.probes.probe import Outcome, Probe, Reading, Verdict

ORG = "org"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one probe says of one stage now."""

    stage: str
    probe: str
    says: Says
    message: str
    reading: dict[str, str] | None

    @property
    def digest(self) -> str:
        """A short key of the statement: another one is new evidence."""
        text = f"{self.says}\n{self.message}\n{self.reading}"
        return blake2b(text.encode(), digest_size=16).hexdigest()


def hear(
    probes: Mapping[str, Probe],
    verdicts: Mapping[str, Sequence[Verdict]],
    engine: Engine | None,
) -> dict[str, list[Heard]]:
    """Return {subject: statements} of the probes that prove or deny stages.

    The subject "<kind>:*" stands for every brand or server: a probe that could not look
    at all answers about the org. A probe of the other engine says nothing.
    """
    heard: dict[str, list[Heard]] = defaultdict(list)
    for probe_id, said in verdicts.items():
        probe = probes[probe_id]
        if not probe.proves or (engine is not None and engine not in probe.asked_of):
            continue
        for stage_id in probe.proves:
            stage = STAGES[stage_id]
            for subject, group in _by_subject(stage, said).items():
                if (statement := _statement(stage, probe, group)) is not None:
                    heard[subject].append(statement)
    return heard


def spoken_to(heard: Mapping[str, Iterable[Heard]], subject: str) -> Iterator[Heard]:
    """Yield what is said of a subject, and of all of its kind."""
    yield from heard.get(subject, ())
    kind, _, okta_id = subject.partition(":")
    if okta_id:
        yield from heard.get(f"{kind}:*", ())


def _by_subject(
    stage: Stage, verdicts: Iterable[Verdict]
) -> Mapping[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[_subject(stage, verdict.subject)].append(verdict)
    return groups


def _subject(stage: Stage, subject: str) -> str:
    kind = subject.partition(":")[0]
    if kind in (StageSubject.APPLICATION, stage.subject):
        return subject
    if stage.subject is StageSubject.ORG:
        return ORG
    return f"{stage.subject}:*"


def _statement(stage: Stage, probe: Probe, verdicts: Sequence[Verdict]) -> Heard | None:
    """Return what a group of verdicts says together; one failure denies."""
    order = (
        (Says.DENIES, {Outcome.FAILED}),
        (Says.UNKNOWN, {Outcome.UNKNOWN, Outcome.CRASHED}),
        (Says.SUPPORTS, {Outcome.PASSED}),
        (Says.OUTSIDE, {Outcome.NOT_APPLICABLE}),
    )
    for says, outcomes in order:
        meant = [one for one in verdicts if one.outcome in outcomes]
        if not meant:
            continue
        if not _may_say(stage, says):
            return None
        first, more = meant[0], len(meant) - 1
        message = f"{first.message} And {more} more." if more else first.message
        return Heard(stage.id, probe.id, says, message, _json(first.reading))
    return None


def _may_say(stage: Stage, says: Says) -> bool:
    """Tell whether configuration may say this of a stage."""
    if says is Says.SUPPORTS:
        return Witness.CONFIGURATION in stage.proves
    if says is Says.DENIES:
        return Witness.CONFIGURATION in stage.denies
    return True


def _json(reading: Reading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        "part": reading.part,
        "okta_id": reading.okta_id,
        "pointer": reading.pointer,
        "excerpt": reading.excerpt,
    }
