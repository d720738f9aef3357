"""What a snapshot confirms, what it rules out, and what it cannot know."""

from typing import Any

import pytest

from apps.facts.fact import Witness
from apps.facts.symptoms import SYMPTOMS, Cause, Decides
from apps.okta.snapshot import OrgSnapshot
from apps.probes.engine import judge_application, judge_org
from apps.probes.probe import ApplicationView, Outcome, Verdict
from apps.probes.registry import PROBES
from apps.troubleshooting.checks import CHECKS
from apps.troubleshooting.evaluate import Seen, State, answer, diagnose
from tests.builders.org_snapshot import (
    CLASSIC,
    HIDDEN,
    IDX,
    client,
    listed,
    org_of,
    server,
    server_policy,
    view_of,
)

ALL = {**PROBES, **CHECKS}
PER_APPLICATION = frozenset(one.id for one in ALL.values() if one.is_per_application)
YES, NO, OPEN = State.CONFIRMED, State.RULED_OUT, State.UNKNOWN
GRANT = ("authorization_code", "interaction_code")


def seen(about: OrgSnapshot | ApplicationView) -> Seen:
    if isinstance(about, ApplicationView):
        verdicts = judge_org(ALL, about.org) | judge_application(ALL, about)
        return Seen(verdicts, True, PER_APPLICATION)
    return Seen(judge_org(ALL, about), False, PER_APPLICATION)


def states(symptom: str, about: OrgSnapshot | ApplicationView) -> list[State]:
    return [one.state for one in diagnose(SYMPTOMS[symptom], seen(about)).answers]


def application(
    org: OrgSnapshot, *grants: str, kind: str = "web", **fields: Any
) -> ApplicationView:
    return view_of(org, **client(*grants, kind=kind), **fields)


def with_server(*grants: str, engine: Any = IDX) -> OrgSnapshot:
    policy = server_policy("pol1", *grants)
    return org_of(engine, authorization_servers=[server("aus1", policy)])


BARE: dict[str, Any] = {"authorization_servers": []}
FIRST_ROW = {
    "a Classic org": (
        application(org_of(CLASSIC, **BARE), "authorization_code"),
        [YES, NO, NO, NO, OPEN],
    ),
    "the grant is missing on the application": (
        application(with_server("interaction_code"), "authorization_code"),
        [NO, YES, NO, OPEN, OPEN],
    ),
    "the grant is missing on the authorization server": (
        application(with_server("authorization_code"), "authorization_code"),
        [NO, YES, YES, OPEN, OPEN],
    ),
    "both have the grant": (
        application(with_server("interaction_code"), *GRANT),
        [NO, NO, NO, OPEN, OPEN],
    ),
    "the servers were not seen": (
        application(org_of(IDX, authorization_servers=HIDDEN), *GRANT),
        [NO, NO, OPEN, OPEN, OPEN],
    ),
    "the engine was not seen": (
        application(org_of(None, **BARE), "authorization_code"),
        [OPEN, OPEN, OPEN, OPEN, OPEN],
    ),
    "the engine was not seen, the grant is there": (
        application(org_of(None, **BARE), *GRANT),
        [OPEN, NO, OPEN, OPEN, OPEN],
    ),
    "a SAML application": (
        view_of(org_of(IDX, **BARE), signOnMode="SAML_2_0"),
        [NO, OPEN, OPEN, OPEN, OPEN],
    ),
    "no application is chosen": (
        with_server("interaction_code"),
        [NO, OPEN, OPEN, OPEN, OPEN],
    ),
}


@pytest.mark.parametrize(
    ("about", "expected"), FIRST_ROW.values(), ids=FIRST_ROW.keys()
)
def test_the_feature_is_not_available_because(
    about: OrgSnapshot | ApplicationView, expected: list[State]
) -> None:
    assert states("feature_not_available", about) == expected


def test_a_server_without_the_grant_is_named() -> None:
    org = with_server("authorization_code")
    found = diagnose(
        SYMPTOMS["feature_not_available"], seen(application(org, "authorization_code"))
    )
    on_application, on_server = found.answers[1:3]
    assert "interaction_code is missing" in on_application.why
    assert on_application.reading
    assert on_application.reading.pointer == "/settings/oauthClient/grant_types"
    assert "Aus1" in on_server.why


@pytest.mark.parametrize(
    ("engine", "expected"),
    [(CLASSIC, [YES, OPEN, OPEN]), (IDX, [NO, OPEN, OPEN]), (None, [OPEN] * 3)],
)
def test_sdk_errors_come_from_a_classic_org(engine: Any, expected: list[State]) -> None:
    assert states("sdk_errors_on_classic_org", org_of(engine)) == expected


@pytest.mark.parametrize("engine", [CLASSIC, IDX, None])
def test_configuration_cannot_tell_who_still_behaves_like_classic(engine: Any) -> None:
    view = application(org_of(engine, **BARE), *GRANT)
    found = diagnose(SYMPTOMS["still_classic"], seen(view))
    assert {one.state for one in found.answers} == {OPEN}
    assert [one.decided_by for one in found.answers] == [
        "code",
        "code",
        "code",
        "traffic",
        "a person",
        "traffic",
    ]
    assert "configuration cannot show it" in found.answers[0].why


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_what_was_not_seen_rules_nothing_out(symptom: str) -> None:
    for nothing in (Seen(), seen(view_of(org_of(None)))):
        found = diagnose(SYMPTOMS[symptom], nothing)
        for one in found.answers:
            by_application = one.cause.probe_ids & PER_APPLICATION
            assert one.state is OPEN or (nothing.verdicts and by_application)
            assert one.why


def test_nothing_is_known_of_an_org_that_was_not_read() -> None:
    for symptom in SYMPTOMS.values():
        found = diagnose(symptom, Seen())
        assert {one.state for one in found.answers} == {OPEN}


SAID = {
    "any failed confirms": (Decides.BOTH, ["passed", "failed"], YES),
    "all passed rule out": (Decides.BOTH, ["passed", "passed"], NO),
    "some do not apply": (Decides.BOTH, ["passed", "not_applicable"], NO),
    "none applies": (Decides.BOTH, ["not_applicable"], OPEN),
    "one is unknown": (Decides.BOTH, ["passed", "unknown"], OPEN),
    "one crashed": (Decides.BOTH, ["passed", "crashed"], OPEN),
    "failed beside unknown": (Decides.BOTH, ["unknown", "failed"], YES),
    "nothing was said": (Decides.BOTH, [], OPEN),
    "a part failed": (Decides.CONFIRMS, ["failed"], YES),
    "a part passed": (Decides.CONFIRMS, ["passed"], OPEN),
    "it fits, and proves nothing": (Decides.RULES_OUT, ["failed"], OPEN),
    "it cannot be": (Decides.RULES_OUT, ["passed"], NO),
    "one of two cannot be": (Decides.RULES_OUT, ["passed", "failed"], OPEN),
}


def cause(**fields: Any) -> Cause:
    words = {"text": "A", "confirms": "B", "rules_out": "C", "fix": "D"}
    return Cause(**{**words, "probes": ("a",), **fields})


def verdict(outcome: str, subject: str = "org", key: str = "") -> Verdict:
    return Verdict(Outcome(outcome), subject, f"It {outcome}.", key=key)


@pytest.mark.parametrize(("decides", "outcomes", "expected"), SAID.values(), ids=SAID)
def test_probes_decide_as_far_as_they_reach(
    decides: Decides, outcomes: list[str], expected: State
) -> None:
    one = cause(
        decides=decides, witness=Witness.TRAFFIC, left_open="Only traffic tells."
    )
    said = answer(one, Seen({"a": [verdict(each) for each in outcomes]}))
    assert said.state is expected
    assert said.why
    assert said.decided_by == ("traffic" if expected is OPEN else "")


def test_two_probes_rule_out_together() -> None:
    one = cause(probes=("a", "b"))
    assert answer(one, Seen({"a": [verdict("passed")]})).state is OPEN
    both = Seen({"a": [verdict("passed")], "b": [verdict("passed")]})
    assert answer(one, both).state is NO


def test_a_key_is_looked_at_alone() -> None:
    one = cause(probes=("a#mine",))
    mine, others = verdict("failed", "b1", "mine"), verdict("failed", "b2", "else")
    assert answer(one, Seen({"a": [others, mine]})).state is YES
    assert answer(one, Seen({"a": [others]})).state is NO
    assert answer(one, Seen({"a": [others, verdict("unknown")]})).state is OPEN


def test_an_undocumented_engine_confirms_nothing() -> None:
    said = {"a": [verdict("failed")], "org_runs_identity_engine": [verdict("unknown")]}
    assert answer(cause(engine="classic"), Seen(said)).state is OPEN


def test_the_rows_of_the_guide_come_first_and_then_what_is_confirmed() -> None:
    about = seen(org_of(CLASSIC))
    in_order = (
        "feature_not_available",
        "sdk_errors_on_classic_org",
        "still_classic",
        "widget_empty",
        "state_mismatch",
        "okta_mobile_message",
    )
    ranks = [diagnose(SYMPTOMS[one], about).rank for one in in_order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


CHECKED = {
    "a service": ("application_is_no_service_application", {"kind": "service"}, YES),
    "a web application": ("application_is_no_service_application", {}, NO),
    "implicit alone": (
        "application_may_use_authorization_code",
        {"grants": ["implicit"]},
        YES,
    ),
    "with the grant": ("application_may_use_authorization_code", {}, NO),
}


@pytest.mark.parametrize(("probe", "fields", "expected"), CHECKED.values(), ids=CHECKED)
def test_a_check_looks_at_the_application(
    probe: str, fields: Any, expected: State
) -> None:
    grants = fields.get("grants", ["authorization_code"])
    view = application(org_of(IDX), *grants, kind=fields.get("kind", "web"))
    assert answer(cause(probes=(probe,)), seen(view)).state is expected


def profile_policy(action: str, **fields: Any) -> OrgSnapshot:
    rule = listed("r1", actions={"profileEnrollment": {"unknownUserAction": action}})
    policy = listed("rst1", rules=[rule], **fields)
    return org_of(IDX, profile_enrollment_policies=[policy])


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        (profile_policy("DENY", system=True), [YES, YES, OPEN]),
        (profile_policy("REGISTER", system=False), [NO, NO, OPEN]),
        (profile_policy("REGISTER"), [NO, OPEN, OPEN]),
        (org_of(IDX, profile_enrollment_policies=[]), [OPEN, OPEN, OPEN]),
        (org_of(IDX, profile_enrollment_policies=HIDDEN), [OPEN, OPEN, OPEN]),
        (org_of(CLASSIC), [NO, NO, OPEN]),
    ],
)
def test_registration_follows_the_user_profile_policy(
    org: OrgSnapshot, expected: list[State]
) -> None:
    href = "https://acme.okta.com/api/v1/policies/rst1"
    link: dict[str, Any] = {"_links": {"profileEnrollment": {"href": href}}}
    assert states("registration_not_supported", application(org, **link)) == expected


@pytest.mark.parametrize(
    ("symptom", "place", "org", "expected"),
    [
        ("third_party_cookies", 1, org_of(IDX, domains=[]), YES),
        (
            "third_party_cookies",
            1,
            org_of(IDX, domains=[{"id": "OcD1", "domain": "id.acme.example"}]),
            OPEN,
        ),
        ("third_party_cookies", 1, org_of(IDX, domains=HIDDEN), OPEN),
        (
            "extra_factors",
            0,
            org_of(IDX, authenticators=[listed("aut1", key="okta_email")]),
            YES,
        ),
        (
            "extra_factors",
            0,
            org_of(IDX, authenticators=[listed("aut1", "INACTIVE", key="okta_email")]),
            NO,
        ),
        ("custom_as_403", 0, org_of(IDX, authorization_servers=[]), NO),
        ("custom_as_403", 0, org_of(IDX, authorization_servers=HIDDEN), OPEN),
        ("looks_different", 0, org_of(IDX, sign_on_policies=[]), NO),
    ],
)
def test_a_check_looks_at_the_org(
    symptom: str, place: int, org: OrgSnapshot, expected: State
) -> None:
    assert states(symptom, org)[place] is expected
