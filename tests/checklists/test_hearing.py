"""Which steps a verdict supports or denies."""

from typing import Any

import pytest

from apps.checklists.hearing import Heard, hear, spoken_to
from apps.checklists.rules import Says
from apps.okta.shapes.org import Engine
from apps.probes.probe import Kind, Reading, Subject, Verdict
from tests.findings.builders import probe, verdict

CLASSIC, IDENTITY = Engine.CLASSIC, Engine.IDENTITY_ENGINE
SERVER_STAGE = "as_interaction_code_grant"


def heard_of(
    stage: str, *verdicts: Verdict, engine: Engine | None = IDENTITY, **fields: Any
) -> dict[str, list[Heard]]:
    asked = probe("p", kind=Kind.PROOF, proves=(stage,), **fields)
    return hear({"p": asked}, {"p": list(verdicts)}, engine)


@pytest.mark.parametrize(
    ("outcomes", "says"),
    [
        (["passed"], Says.SUPPORTS),
        (["passed", "not_applicable"], Says.SUPPORTS),
        (["passed", "unknown"], Says.UNKNOWN),
        (["passed", "crashed"], Says.UNKNOWN),
        (["unknown", "failed", "passed"], Says.DENIES),
        (["not_applicable"], Says.OUTSIDE),
    ],
)
def test_verdicts_about_one_subject_speak_with_one_voice(
    outcomes: list[str], says: Says
) -> None:
    rules = [verdict(outcome, f"rule:{n}") for n, outcome in enumerate(outcomes)]
    (statement,) = heard_of("org_delete_iwa_rules", *rules)["org"]
    assert statement.says is says


def test_more_failures_are_counted_and_the_first_keeps_its_reading() -> None:
    first = verdict("failed", "rule:1", "One.", reading=Reading("policy_rules", "1"))
    (statement,) = heard_of("org_delete_iwa_rules", first, verdict("failed", "rule:2"))[
        "org"
    ]
    assert statement.message == "One. And 1 more."
    assert statement.reading is not None
    assert statement.reading["okta_id"] == "1"


def test_servers_are_spoken_of_one_by_one() -> None:
    heard = heard_of(
        SERVER_STAGE,
        verdict("passed", "authorization_server:a"),
        verdict("failed", "authorization_server:b"),
        subject=Subject.AUTHORIZATION_SERVER,
    )
    said = {subject: one.says for subject, (one,) in heard.items()}
    assert said == {
        "authorization_server:a": Says.SUPPORTS,
        "authorization_server:b": Says.DENIES,
    }


def test_a_probe_that_could_not_look_speaks_of_every_server() -> None:
    heard = heard_of(SERVER_STAGE, verdict("unknown", message="No scope."))
    (statement,) = spoken_to(heard, "authorization_server:a")
    assert (statement.says, statement.message) == (Says.UNKNOWN, "No scope.")
    assert not list(spoken_to(heard, "org"))


def test_an_application_hears_of_its_own_standing_on_a_server_stage() -> None:
    heard = heard_of(SERVER_STAGE, verdict("passed", "application:0oa1"))
    assert list(heard) == ["application:0oa1"]


def test_a_stage_is_proven_and_denied_only_by_witnesses_it_names() -> None:
    assert not heard_of("redirect_styling", verdict("failed", "brand:1"))
    assert not heard_of("cors_locate_and_register", verdict("passed"))
    assert not heard_of("org_inventory", verdict("passed"))
    assert heard_of("cors_locate_and_register", verdict("failed"))


def test_a_probe_of_the_other_engine_says_nothing() -> None:
    asked_of = frozenset({IDENTITY})
    elsewhere = verdict("not_applicable")
    stage = "org_enroll_policy_conversion"
    assert not heard_of(stage, elsewhere, engine=CLASSIC, asked_of=asked_of)
    assert heard_of(stage, elsewhere, engine=IDENTITY, asked_of=asked_of)
    assert heard_of(stage, verdict("unknown"), engine=None, asked_of=asked_of)


def test_another_word_or_reading_is_another_statement() -> None:
    one = Heard("s", "p", Says.SUPPORTS, "Yes.", {"okta_id": "1"})
    other = Heard("s", "p", Says.SUPPORTS, "Yes.", {"okta_id": "2"})
    assert one.digest != other.digest
    assert one.digest == Heard("s", "q", Says.SUPPORTS, "Yes.", {"okta_id": "1"}).digest
