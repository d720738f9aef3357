"""Asking probes: what was not seen, what is asked elsewhere, and what breaks."""

from collections.abc import Iterator
from typing import Any

import pytest

from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, passed
from apps.probes.engine import engine_of, judge_application, judge_org
from apps.probes.probe import (
    ApplicationView,
    Kind,
    Outcome,
    Probe,
    Severity,
    Subject,
    Verdict,
    first_or_none,
)
from tests.builders.org_snapshot import CLASSIC, HIDDEN, IDX, org_of, view_of


def make_probe(evaluate: Any, **fields: Any) -> Probe:
    declared: dict[str, Any] = {
        "id": "it_is_so",
        "title": "It is so",
        "kind": Kind.HAZARD,
        "subject": Subject.ORG,
        "severity": Severity.LOW,
        "why": "Because.",
        "fix": ("Mend it.",),
        "source": "https://developer.okta.com/",
        "parts": ("engine",),
        "evaluate": evaluate,
    }
    return Probe(**declared | fields)


def says_yes(_about: object) -> Iterator[Verdict]:
    yield passed("org", "Yes.")


def reads_hooks(org: OrgSnapshot) -> Iterator[Verdict]:
    yield failed("event_hook:h0", "Certain already.")
    for hook in org.event_hooks.value:
        yield passed(f"event_hook:{hook.id}", "Fine.")


def breaks(_about: object) -> Iterator[Verdict]:
    raise ZeroDivisionError


def test_an_unseen_part_is_unknown_and_keeps_what_was_certain() -> None:
    probe = make_probe(reads_hooks)
    verdicts = judge_org({probe.id: probe}, org_of(event_hooks=HIDDEN))[probe.id]
    assert [verdict.outcome for verdict in verdicts] == [
        Outcome.FAILED,
        Outcome.UNKNOWN,
    ]
    assert verdicts[1].message == "The scope is missing."


def test_a_mistake_in_one_probe_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    probes = {
        "broken": make_probe(breaks, id="broken"),
        "it_is_so": make_probe(says_yes),
    }
    verdicts = judge_org(probes, org_of())
    assert [each.outcome for each in verdicts["broken"]] == [Outcome.CRASHED]
    assert [each.outcome for each in verdicts["it_is_so"]] == [Outcome.PASSED]
    assert "broken" in caplog.text


@pytest.mark.parametrize(
    ("engine", "outcome"),
    [
        (IDX, Outcome.PASSED),
        (CLASSIC, Outcome.NOT_APPLICABLE),
        (None, Outcome.UNKNOWN),
    ],
)
def test_a_probe_is_asked_of_its_own_engine(
    engine: Engine | None, outcome: Outcome
) -> None:
    probe = make_probe(says_yes, asked_of=frozenset({IDX}))
    (verdict,) = judge_org({probe.id: probe}, org_of(engine))[probe.id]
    assert verdict.outcome is outcome


def test_probes_of_applications_are_asked_apart() -> None:
    def of_application(view: ApplicationView) -> Iterator[Verdict]:
        yield passed(f"application:{view.application.id}", "Yes.")

    probes = {
        "of_org": make_probe(says_yes, id="of_org"),
        "of_application": make_probe(
            of_application, id="of_application", subject=Subject.APPLICATION
        ),
    }
    assert set(judge_org(probes, org_of())) == {"of_org"}
    verdicts = judge_application(probes, view_of())
    assert set(verdicts) == {"of_application"}
    assert first_or_none(verdicts["of_application"]) == passed(
        "application:app1", "Yes."
    )


def test_a_broken_application_probe_names_its_application() -> None:
    probe = make_probe(breaks, subject=Subject.APPLICATION)
    (verdict,) = judge_application({probe.id: probe}, view_of())[probe.id]
    assert (verdict.outcome, verdict.subject) == (Outcome.CRASHED, "application:app1")


def test_the_engine_is_known_only_where_it_was_seen() -> None:
    assert engine_of(org_of(IDX)) is IDX
    assert engine_of(org_of(None)) is None


def test_severities_are_ranked() -> None:
    assert [each.rank for each in Severity] == [0, 1, 2, 3, 4]
    assert first_or_none([]) is None
