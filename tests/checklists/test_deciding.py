"""What people decide about steps: who may, for how long, and what becomes of it."""

from datetime import timedelta

import pytest

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.checklists import services
from apps.checklists.decision_rules import link_problem
from apps.checklists.models import Decision, Step, StepSetting, StepTransition
from apps.checklists.places import NoSuchStepError, place_in, place_of
from apps.checklists.services import RefusedError
from apps.inventory import services as inventory
from apps.inventory.models import RecomputeRequest
from apps.orgs.models import Org
from tests.checklists.steps import (
    DAY,
    STAGE,
    WHY,
    application_of,
    make_step,
    org_step,
    say,
    state_of,
    tell,
    waived,
)
from tests.factories import NOW


def test_an_attestation_counts_at_once_with_history_and_an_audit_line(
    org: Org, contributor: User
) -> None:
    place = make_step(org)
    decision = services.attest(
        place, WHY, contributor, NOW, link="https://wiki.acme.example/x"
    )
    step = Step.objects.get(stage=STAGE)
    assert (step.state, step.next_change_at) == ("attested", NOW + 90 * DAY)
    assert f"coby@acme.example: {WHY}" in step.why
    assert StepTransition.objects.filter(step=step, after="attested").exists()
    assert decision.approved_by == contributor
    line = AuditLine.objects.get(verb="step.attested")
    assert (line.org_id, line.why) == (org.pk, WHY)
    assert "a" in application_of(place).step_codes


@pytest.mark.parametrize(
    ("stage", "note", "link"),
    [
        (STAGE, "Done", ""),
        (STAGE, WHY, "http://wiki.acme.example"),
        (STAGE, WHY, "https://user:secret@wiki.acme.example"),
        (STAGE, WHY, "javascript:alert(1)"),
        (STAGE, "x" * 5000, ""),
        ("sdk_rollout", WHY, ""),  # traffic alone proves it
        ("app_interaction_code_grant", WHY, ""),  # configuration alone proves it
    ],
)
def test_not_everything_can_be_attested(
    org: Org, contributor: User, stage: str, note: str, link: str
) -> None:
    place = make_step(org, stage)
    with pytest.raises(RefusedError):
        services.attest(place, note, contributor, NOW, link=link)
    assert not Decision.objects.exists()
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize(
    "link", ["https://[::1", "https://", "ftp://a.example", "https://a b.example"]
)
def test_a_link_that_is_none_is_refused(link: str) -> None:
    assert link_problem(link)
    assert not link_problem("https://wiki.acme.example/page?x=1#y")


def test_the_last_attestation_taken_back_reopens_the_step(
    org: Org, contributor: User, lead: User
) -> None:
    place = make_step(org)
    first = services.attest(place, WHY, contributor, NOW)
    second = services.attest(place, WHY, lead, NOW + DAY)
    services.withdraw(second, "It was another one.", lead, NOW + 2 * DAY)
    assert state_of(place) == "attested"
    services.withdraw(first, "It was another one.", contributor, NOW + 3 * DAY)
    assert state_of(place) == "reopened"
    services.attest(place, WHY, contributor, NOW + 4 * DAY)
    assert state_of(place) == "attested"
    with pytest.raises(RefusedError, match="before"):
        services.withdraw(first, "", contributor, NOW + 4 * DAY)


def test_a_decision_is_taken_back_by_its_maker_or_a_lead(
    org: Org, contributor: User, lead: User, viewer: User
) -> None:
    place = make_step(org)
    decision = services.set_outside(place, WHY, contributor, NOW)
    assert state_of(place) == "not_applicable"
    with pytest.raises(RefusedError, match="Lead"):
        services.withdraw(decision, "", viewer, NOW)
    services.withdraw(decision, "", lead, NOW)
    assert state_of(place) == "not_started"


def test_a_waiver_holds_from_its_approval_by_another_person_to_its_end(
    org: Org, contributor: User, lead: User
) -> None:
    place = make_step(org)
    decision = services.ask_waiver(place, WHY, NOW + 30 * DAY, contributor, NOW)
    assert state_of(place) == "not_started"
    services.approve_waiver(decision, lead, NOW)
    assert state_of(place) == "waived"
    assert Step.objects.get(stage=STAGE).next_change_at == NOW + 30 * DAY
    tell(place, NOW + 31 * DAY)
    assert state_of(place) == "not_started"
    with pytest.raises(RefusedError, match="no longer"):
        services.approve_waiver(decision, lead, NOW)


def test_nobody_approves_their_own_waiver_and_no_contributor_any(
    org: Org, contributor: User, lead: User
) -> None:
    place = make_step(org)
    own = services.ask_waiver(place, WHY, NOW + DAY, lead, NOW)
    with pytest.raises(RefusedError, match="Another person"):
        services.approve_waiver(own, lead, NOW)
    with pytest.raises(RefusedError, match="Lead"):
        services.approve_waiver(own, contributor, NOW)
    with pytest.raises(RefusedError, match="already waiting"):
        services.ask_waiver(place, WHY, NOW + DAY, contributor, NOW)
    assert state_of(place) == "not_started"


@pytest.mark.parametrize(
    "ends_in", [timedelta(0), -DAY, 366 * DAY, 365 * DAY + timedelta(seconds=1)]
)
def test_a_waiver_ends_in_the_future_and_within_a_year(
    org: Org, contributor: User, ends_in: timedelta
) -> None:
    with pytest.raises(RefusedError):
        services.ask_waiver(make_step(org), WHY, NOW + ends_in, contributor, NOW)


def test_an_expired_or_withdrawn_request_cannot_be_approved(
    org: Org, contributor: User, lead: User
) -> None:
    place = make_step(org)
    decision = services.ask_waiver(place, WHY, NOW + DAY, contributor, NOW)
    with pytest.raises(RefusedError):
        services.approve_waiver(decision, lead, NOW + DAY)
    services.withdraw(decision, "", contributor, NOW)
    with pytest.raises(RefusedError):
        services.approve_waiver(decision, lead, NOW)


def test_not_applicable_stands_above_a_waiver_and_both_above_denial(
    org: Org, contributor: User, lead: User
) -> None:
    place = make_step(org)
    services.attest(place, WHY, contributor, NOW - DAY)
    say(place, "source_code", "denies")
    assert state_of(place) == "reopened"
    waived(place, contributor, lead)
    assert state_of(place) == "waived"
    outside = services.set_outside(place, WHY, contributor, NOW)
    assert state_of(place) == "not_applicable"
    services.withdraw(outside, "", contributor, NOW)
    assert state_of(place) == "waived"


def test_a_machines_newer_no_beats_a_persons_yes(org: Org, contributor: User) -> None:
    place = make_step(org)
    services.attest(place, WHY, contributor, NOW - DAY)
    assert state_of(place) == "attested"
    say(place, "source_code", "denies", message="The old package is still there.")
    step = Step.objects.get(stage=STAGE)
    assert step.state == "reopened"
    assert "The old package is still there." in step.why


def test_a_step_of_the_org_is_told_at_once_and_the_rest_by_the_sweep(
    org: Org, contributor: User
) -> None:
    services.attest(org_step(org), WHY, contributor, NOW)
    assert state_of(org_step(org)) == "attested"
    assert RecomputeRequest.objects.get().application is None


def test_a_lead_shortens_how_long_a_proof_counts(
    org: Org, contributor: User, lead: User
) -> None:
    place = make_step(org)
    services.attest(place, WHY, contributor, NOW - 5 * DAY)
    services.set_shelf_life(place, 3, WHY, lead, NOW)
    assert state_of(place) == "stale"
    services.set_shelf_life(place, 6, WHY, lead, NOW)
    assert state_of(place) == "attested"
    services.set_shelf_life(place, None, WHY, lead, NOW)
    step = Step.objects.get(stage=STAGE)
    assert step.next_change_at == NOW + 85 * DAY
    assert AuditLine.objects.filter(verb="step.shelf_life_set").count() == 3


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_shelf_life_lies_between_a_day_and_a_year(
    org: Org, lead: User, contributor: User, days: int
) -> None:
    place = make_step(org)
    with pytest.raises(RefusedError, match="days"):
        services.set_shelf_life(place, days, WHY, lead, NOW)
    with pytest.raises(RefusedError, match="Lead"):
        services.set_shelf_life(place, 3, WHY, contributor, NOW)
    with pytest.raises(RefusedError, match="sentence"):
        services.set_shelf_life(place, 3, "no", lead, NOW)
    assert not StepSetting.objects.exists()


def test_another_model_keeps_what_its_checklist_shares(
    org: Org, contributor: User
) -> None:
    place = make_step(org, "as_interaction_code_grant")
    application = application_of(place)
    services.set_outside(place, WHY, contributor, NOW)
    services.attest(place_in(application, STAGE), WHY, contributor, NOW)
    inventory.override_model(application, "embedded_widget", WHY, contributor)
    services.recompute_application(application, NOW)
    assert state_of(place_in(application, place.stage.id)) == "not_applicable"
    with pytest.raises(NoSuchStepError):
        place_in(application, STAGE)
    inventory.withdraw_override(application, contributor)
    services.recompute_application(application, NOW)
    assert state_of(place_in(application, STAGE)) == "attested"


@pytest.mark.parametrize(
    ("subject", "stage"),
    [
        ("org", "no_such_stage"),
        ("org", STAGE),
        ("org:1", "org_inventory"),
        ("brand:bnd1", "redirect_styling"),
        ("application:", STAGE),
        ("application:0oaNobody", STAGE),
        ("application:row-x", STAGE),
        ("planet:1", STAGE),
        ("", "org_inventory"),
    ],
)
def test_what_is_no_step_is_no_place(org: Org, subject: str, stage: str) -> None:
    with pytest.raises(NoSuchStepError):
        place_of(org, subject, stage)


def test_an_application_that_no_org_lists_has_steps_too(
    org: Org, contributor: User
) -> None:
    place = make_step(org, okta_id=None, origin="imported")
    again = place_of(org, place.subject, STAGE)
    services.attest(again, WHY, contributor, NOW)
    assert state_of(place) == "attested"
