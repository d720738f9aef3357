"""Probes and verdicts for tests of what becomes of them; plain values."""

from typing import Any

from apps.probes.probe import Kind, Outcome, Probe, Reading, Severity, Subject, Verdict

SOURCE = "https://developer.okta.com/docs/guides/oie-upgrade-overview/main/"


def probe(name: str = "a_probe", **fields: Any) -> Probe:
    return Probe(
        **{
            "id": name,
            "title": f"The title of {name}",
            "kind": Kind.HAZARD,
            "subject": Subject.ORG,
            "severity": Severity.HIGH,
            "why": "Because.",
            "fix": ("Mend it.",),
            "source": SOURCE,
            "parts": ("policy_rules",),
            "evaluate": lambda org: iter(()),
            **fields,
        }
    )


def verdict(
    outcome: str, subject: str = "org", message: str = "", **fields: Any
) -> Verdict:
    said = message or f"{subject} {outcome}"
    return Verdict(Outcome(outcome), subject, said, **fields)


def reading(okta_id: str = "0pr1") -> Reading:
    return Reading("policy_rules", okta_id, "/actions/idp", "{}")
