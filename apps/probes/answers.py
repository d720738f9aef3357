"""Verdicts written short, and the walk over policies and rules. Decides nothing."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from apps.okta.seen import PartUnseenError
from apps.okta.shapes import Application, Policy, PolicyRule
from apps.okta.snapshot import OrgSnapshot
from apps.probes.probe import Outcome, Reading, Severity, Verdict

__all__ = [
    "active",
    "application_reading",
    "counted",
    "excerpt",
    "failed",
    "judge_rules",
    "named",
    "no_hit",
    "not_applicable",
    "passed",
    "policy_reading",
    "rule_reading",
    "settled",
    "subject_of",
    "unknown",
]

EXCERPT_LENGTH = 200
RuleProblem = Callable[[Policy, PolicyRule], Iterable[Verdict]]


def passed(subject: str, message: str, reading: Reading | None = None) -> Verdict:
    return Verdict(Outcome.PASSED, subject, message, reading)


def failed(
    subject: str,
    message: str,
    reading: Reading | None = None,
    *,
    severity: Severity | None = None,
    key: str = "",
) -> Verdict:
    return Verdict(Outcome.FAILED, subject, message, reading, severity, key)


def unknown(subject: str, message: str, reading: Reading | None = None) -> Verdict:
    return Verdict(Outcome.UNKNOWN, subject, message, reading)


def no_hit(message: str) -> Verdict:
    """Return UNKNOWN for a probe whose hits are proof, and whose silence is none.

    It looked everywhere, so what it found earlier is gone.
    """
    return Verdict(Outcome.UNKNOWN, "org", message, saw_all=True)


def not_applicable(subject: str, message: str) -> Verdict:
    return Verdict(Outcome.NOT_APPLICABLE, subject, message)


def counted(count: int, noun: str) -> str:
    """Return "1 origin" or "2 origins"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def excerpt(value: Any) -> str:
    """Return a value as short JSON text."""
    text = json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)
    if len(text) <= EXCERPT_LENGTH:
        return text
    return text[: EXCERPT_LENGTH - 1] + "…"


def named(name: str, okta_id: str) -> str:
    """Return a name for a sentence, the id where Okta gave none."""
    return f"“{name or okta_id}”"


def active(thing: Policy | PolicyRule | Application) -> bool:
    return thing.status == "ACTIVE"


def subject_of(application: Application) -> str:
    return f"application:{application.id}"


def application_reading(application: Application, pointer: str, value: Any) -> Reading:
    return Reading("applications", application.id, pointer, excerpt(value))


def policy_reading(part: str, policy: Policy, pointer: str, value: Any) -> Reading:
    return Reading(part, policy.id, pointer, excerpt(value))


def rule_reading(rule: PolicyRule, pointer: str, value: Any) -> Reading:
    return Reading("policy_rules", rule.id, pointer, excerpt(value))


def judge_rules(
    org: OrgSnapshot,
    policies: Iterable[Policy],
    problems: RuleProblem,
    all_well: str,
) -> Iterator[Verdict]:
    """Yield the problems of each rule of the active policies.

    UNKNOWN "policy:<id>" where a policy's rules were not seen; PASSED "org" only where
    every rule was seen and none has a problem.
    """
    clean = True
    for policy in filter(active, policies):
        try:
            rules = org.rules_of(policy)
        except PartUnseenError as unseen:
            clean = False
            name = named(policy.name, policy.id)
            yield unknown(f"policy:{policy.id}", f"Rules of {name}: {unseen}")
            continue
        for rule in rules:
            for verdict in problems(policy, rule):
                clean = False
                yield verdict
    if clean:
        yield passed("org", all_well)


def settled(subject: str, verdicts: Iterable[Verdict], done: str) -> Verdict:
    """Return one verdict of a step: FAILED before UNKNOWN before PASSED."""
    all_verdicts = list(verdicts)
    for outcome in (Outcome.FAILED, Outcome.UNKNOWN):
        found = [each for each in all_verdicts if each.outcome is outcome]
        if found:
            more = f" And {len(found) - 1} more." if len(found) > 1 else ""
            message = found[0].message + more
            return Verdict(outcome, subject, message, found[0].reading)
    return passed(subject, done)
