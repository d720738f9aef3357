"""Steps of a judged org: overrides, waivers, age, and what pages read of them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role
from apps.audit.models import AuditLine
from apps.checklists import queries, services
from apps.checklists.models import ApplicationRollup, Evidence, Step, StepRollup
from apps.checklists.places import NoSuchStepError, place_in, place_of
from apps.checklists.rules import STEP_CODES, State
from apps.facts.stages import stages_of
from apps.findings import services as findings
from apps.findings.models import Finding
from apps.inventory import services as inventory
from apps.inventory.models import Application, RecomputeRequest
from apps.orgs.models import Org
from apps.simulator.server import Running
from apps.snapshots.models import PartState
from apps.syncs.judging import judge
from tests.factories import make_member, make_user
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import connect, sync

WHY = "The team showed us the SDK in their code."
DAY = timedelta(days=1)


@pytest.fixture
def judged(okta: Running) -> Org:
    org = connect(okta)
    sync(org, judge=judge)
    org.refresh_from_db()
    return org


def test_an_override_brings_the_checklist_of_the_other_model(judged: Org) -> None:
    application = Application.objects.get(model="unsure")
    lead = make_user("lea@acme.example")
    inventory.override_model(application, "embedded_sdk", WHY, lead)
    assert services.sweep_due(timezone.now()) == 1
    assert not RecomputeRequest.objects.exists()
    application.refresh_from_db()
    assert len(application.step_codes) == len(stages_of("embedded_sdk"))
    assert application.grade == "on_track"
    grant = Step.objects.get(
        application=application, stage="app_interaction_code_grant"
    )
    assert grant.evidence.count() == 1
    assert ApplicationRollup.objects.get(model="embedded_sdk").n == 1
    assert not ApplicationRollup.objects.filter(model="unsure").exists()
    assert StepRollup.objects.filter(stage="as_interaction_code_grant").exists()
    inventory.withdraw_override(application, lead)
    services.recompute_application(application)
    application.refresh_from_db()
    assert (application.grade, application.step_codes) == ("unsure", "n")


def test_nothing_due_is_nothing_done(judged: Org) -> None:
    before = Evidence.objects.count()
    assert services.sweep_due(timezone.now()) == 0
    services.recompute_org(judged)
    assert Evidence.objects.count() == before


def test_proof_that_is_not_renewed_goes_stale_once(judged: Org) -> None:
    proven = Step.objects.filter(org=judged, state="proven")
    assert proven.exists()
    soon = timezone.now() + 6 * DAY
    assert services.sweep_due(soon) == 0
    late = timezone.now() + 8 * DAY
    assert services.sweep_due(late) == 1
    assert not proven.exists()
    stale = Step.objects.filter(org=judged, state="stale")
    assert stale.exists()
    assert all("counted until" in step.why for step in stale)
    assert Application.objects.filter(grade="at_risk").exists()
    assert services.sweep_due(late) == 0


def test_a_complete_reading_keeps_proof_fresh_without_a_new_row(judged: Org) -> None:
    evidence = Evidence.objects.count()
    late = timezone.now() + 8 * DAY
    PartState.objects.update(last_complete_at=late - DAY)
    assert services.sweep_due(late) == 0
    services.recompute_org(judged, late)
    assert Step.objects.filter(org=judged, state="proven").exists()
    assert Evidence.objects.count() == evidence


def test_a_stale_step_is_proven_again_by_the_next_sync(
    judged: Org, okta: Running
) -> None:
    services.sweep_due(timezone.now() + 8 * DAY)
    sync(judged, judge=judge)
    assert not Step.objects.filter(org=judged, state="stale").exists()


def test_an_attestation_holds_until_it_ends(judged: Org) -> None:
    coby = make_member("coby@acme.example", Role.CONTRIBUTOR, judged)
    now = timezone.now()
    place = place_of(judged, "org", "org_inventory")
    services.attest(place, "Everything is listed.", coby, now)
    step = Step.objects.get(stage="org_inventory")
    assert step.state == "attested"
    assert "coby@acme.example: Everything is listed." in step.why
    end = step.next_change_at
    assert end == now + 90 * DAY
    assert AuditLine.objects.get(verb="step.attested").org_id == judged.pk
    services.sweep_due(end)
    step.refresh_from_db()
    assert (step.state, step.next_change_at) == ("stale", None)


def test_an_attestation_taken_back_reopens_the_step(judged: Org) -> None:
    coby = make_member("coby@acme.example", Role.CONTRIBUTOR, judged)
    application = Application.objects.filter(model="redirect")[0]
    now = timezone.now()
    place = place_in(application, "redirect_backend_clients")
    decision = services.attest(place, WHY, coby, now)
    application.refresh_from_db()
    assert application.step_codes[7] == "a"
    services.withdraw(decision, "It was another one.", coby, now + DAY)
    application.refresh_from_db()
    assert application.step_codes[7] == "r"
    with pytest.raises(services.RefusedError, match="withdrawn before"):
        services.withdraw(decision, WHY, coby, now)


@pytest.mark.parametrize(
    ("stage", "message"), [("org_upgraded", WHY), ("org_inventory", "Done")]
)
def test_not_everything_can_be_attested(judged: Org, stage: str, message: str) -> None:
    coby = make_member("coby@acme.example", Role.CONTRIBUTOR, judged)
    before = Evidence.objects.count()
    with pytest.raises(services.RefusedError):
        services.attest(place_of(judged, "org", stage), message, coby, timezone.now())
    assert Evidence.objects.count() == before


@pytest.mark.parametrize("stage", ["redirect_retest", "no_such_stage"])
def test_an_org_has_the_steps_of_its_track_alone(judged: Org, stage: str) -> None:
    with pytest.raises(NoSuchStepError):
        place_of(judged, "org", stage)


def test_a_waived_blocker_blocks_no_longer(judged: Org, okta: Running) -> None:
    okta.world.plant("iwa_routing_rule")
    sync(judged, judge=judge)
    upgraded = Step.objects.get(stage="org_upgraded")
    assert upgraded.state == "blocked"
    finding = Finding.objects.get(severity="blocker")
    asker = make_member("coby@acme.example", Role.CONTRIBUTOR, judged)
    lead = make_member("lea@acme.example", Role.LEAD, judged)
    now = timezone.now()
    waiver = findings.ask_waiver(finding, WHY, now + DAY, asker, now)
    findings.approve_waiver(waiver, lead, now)
    services.sweep_due(now)
    upgraded.refresh_from_db()
    assert upgraded.state == "waiting"
    findings.expire_waivers(now + DAY)
    services.sweep_due(now + DAY)
    upgraded.refresh_from_db()
    assert upgraded.state == "blocked"


def test_a_page_sees_what_judging_wrote(judged: Org) -> None:
    for application in Application.objects.filter(gone_at=None):
        views = queries.steps_of(application)
        letters = "".join(STEP_CODES[view.state] for view in views)
        assert letters == application.step_codes


def test_a_step_shows_its_evidence_and_who_can_prove_it(judged: Org) -> None:
    application = Application.objects.filter(sign_on_mode="SAML_2_0").first()
    assert application is not None
    views = {view.stage.id: view for view in queries.steps_of(application)}
    confirmed = views["redirect_confirm_model"]
    assert confirmed.state is State.PROVEN
    assert confirmed.is_settled
    (evidence,) = confirmed.evidence
    assert evidence.has_raw
    assert (evidence.part, evidence.okta_id) == ("applications", application.okta_id)
    assert evidence.snapshot_id == judged.latest_snapshot_id
    page = views["redirect_check_custom_page"]
    assert page.is_shared
    assert page.evidence
    tested = views["redirect_test_after_upgrade"]
    assert tested.who == "Can be proven by: sign-in traffic or a person."
    assert [one.title for one in tested.befores if one.technical]


def test_the_org_its_brands_and_servers_have_steps_of_their_own(judged: Org) -> None:
    own = queries.org_steps(judged)
    assert [view.stage.id for view in own][:2] == [
        "org_inventory",
        "org_record_baseline",
    ]
    assert "cors_locate_and_register" not in {view.stage.id for view in own}
    brands = queries.brand_steps(judged)
    assert all(len(views) == 5 for views in brands.values())
    assert set(queries.server_steps(judged).values()) == {()}
    moves = queries.history_of(Application.objects.filter(steps__gt=0)[0])
    assert moves[0].after


def test_counts_are_bounded_by_the_orgs_asked_for(judged: Org) -> None:
    everything = queries.step_counts(None)
    assert everything == queries.step_counts({judged.pk})
    assert queries.step_counts(set()) == {}
    assert everything["", "org_inventory"] == {State.NOT_STARTED: 1}


def test_a_page_of_steps_asks_as_much_in_a_large_org_as_in_a_small_one(
    simulate: Simulate, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    org = connect(simulate(engine="identity_engine", applications=120))
    sync(org, judge=judge)
    application = Application.objects.select_related("org").filter(model="redirect")[0]
    with django_assert_max_num_queries(18):
        queries.steps_of(application)
