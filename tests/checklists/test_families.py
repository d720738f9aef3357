"""Counterparts: how they are found, joined and left, and what they lend each other."""

import pytest

from apps.accounts.models import Role, User
from apps.checklists import services
from apps.checklists.counterparts import members_of, proposals_for
from apps.checklists.models import Decision, Evidence
from apps.checklists.pairing import Candidate, match, plain
from apps.checklists.places import Place, place_in
from apps.checklists.services import RefusedError
from apps.checklists.services.families import (
    baselines,
    can_carry,
    carry_over,
    join,
    leave,
)
from apps.checklists.services.running import carry_run, record_run
from apps.inventory.models import Application, Family
from apps.orgs.models import Org
from tests.checklists.steps import (
    DAY,
    WHY,
    application_of,
    make_step,
    say,
    state_of,
    tell,
)
from tests.checklists.test_running import outcomes
from tests.factories import NOW, make_application, make_member, make_org


@pytest.fixture
def preview(org: Org) -> Org:
    return make_org("acme-preview", environment="preview", engine="identity_engine")


@pytest.fixture
def worker(preview: Org) -> User:
    return make_member("wanda@acme.example", Role.CONTRIBUTOR)


@pytest.fixture
def pair(org: Org, preview: Org, worker: User) -> tuple[Place, Place]:
    """Return the same step of two counterparts, preview first."""
    there, here = make_step(preview, label="Portal"), make_step(org, label="Portal")
    join(application_of(there), application_of(here), worker)
    return there, here


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Billing (Preview)", "billing"),
        ("[DEV] Billing portal", "Billing Portal - PROD"),
        ("billing_uat2", "Billing"),
        ("preview", "Preview"),
    ],
)
def test_labels_are_alike_but_for_their_environment(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_numbers_tell_applications_apart() -> None:
    assert plain("Shop 1") != plain("Shop 2")
    assert plain("shop1") != plain("shop2")
    assert plain("preview") != plain("production")


@pytest.mark.parametrize(
    ("other", "confidence"),
    [
        ({"client_id": "portal-client"}, 95),
        ({"label": "Portal", "hosts": frozenset({"portal.acme.example"})}, 90),
        ({"label": "Portal", "name": "oidc_client"}, 75),
        ({"label": "Portal"}, 70),
        ({"hosts": frozenset({"portal.acme.example"})}, 50),
        ({"label": "Payroll"}, None),
        ({"client_id": "0oaMine", "label": "Other"}, None),
    ],
)
def test_a_match_says_how_sure_it_is(
    other: dict[str, object], confidence: int | None
) -> None:
    wanted = Candidate(
        1,
        "Portal (preview)",
        "oidc_client",
        "portal-client",
        "0oaMine",
        frozenset({"portal-preview.acme.example"}),
    )
    found = match(wanted, Candidate(2, **{"label": "Else", **other}))  # type: ignore[arg-type]
    assert (found.confidence if found else None) == confidence


def test_an_okta_id_is_no_client_id_that_somebody_chose() -> None:
    one = Candidate(1, "A", client_id="0oaX", okta_id="0oaX")
    assert match(one, Candidate(2, "B", client_id="0oaX", okta_id="0oaX")) is None


def test_proposals_come_from_other_environments_that_one_may_work_in(
    org: Org, preview: Org, contributor: User, worker: User
) -> None:
    wanted = make_application(org, "Portal")
    make_application(make_org("acme-two"), "Portal")
    make_application(make_org("demo", environment="preview", is_demo=True), "Portal")
    theirs = make_application(preview, "Portal (preview)")
    make_application(preview, "Payroll")
    make_application(preview, "Portal", is_okta_own=True)
    found = proposals_for(wanted, worker)
    assert [one.application for one in found] == [theirs]
    assert proposals_for(wanted, contributor) == []


def test_a_family_has_one_member_an_org_and_ends_with_its_last(
    org: Org, preview: Org, worker: User
) -> None:
    here, there = make_application(org), make_application(preview)
    family = join(here, there, worker)
    with pytest.raises(RefusedError, match="already"):
        join(here, make_application(preview), worker)
    with pytest.raises(RefusedError, match="different orgs"):
        join(here, make_application(org), worker)
    other = make_application(make_org(environment="sandbox"))
    join(other, make_application(make_org(environment="preview")), worker)
    with pytest.raises(RefusedError, match="leave it first"):
        join(here, other, worker)
    leave(there, worker)
    here.refresh_from_db()
    assert here.family is None
    assert not Family.objects.filter(pk=family.pk).exists()
    with pytest.raises(RefusedError):
        leave(there, worker)


@pytest.mark.parametrize(
    ("witness", "offered"),
    [("source_code", 1), ("configuration", 0), ("traffic", 0)],
)
def test_configuration_and_traffic_are_never_carried_over(
    pair: tuple[Place, Place], worker: User, witness: str, offered: int
) -> None:
    there, here = pair
    row = say(there, witness)
    source, target = application_of(there), application_of(here)
    assert len(can_carry(source, target)) == offered
    if not offered:
        with pytest.raises(RefusedError):
            carry_over(source, target, [row.pk], worker, NOW)
        assert not Evidence.objects.filter(step__org=here.org).exists()


def test_code_proof_counts_there_as_long_as_here(
    pair: tuple[Place, Place], worker: User
) -> None:
    there, here = pair
    row = say(there, "source_code")
    source, target = application_of(there), application_of(here)
    (decision,) = carry_over(source, target, [row.pk], worker, NOW + DAY)
    assert state_of(here) == "proven"
    assert decision.kind == Decision.Kind.CARRY
    copy = Evidence.objects.get(decision=decision)
    assert (copy.observed_at, copy.valid_until) == (NOW, NOW + 30 * DAY)
    assert "acme-preview" in copy.message
    tell(here, NOW + 31 * DAY)
    assert state_of(here) == "stale"
    services.withdraw(decision, "", worker, NOW + 2 * DAY)
    assert state_of(here) != "proven"


def test_an_attestation_is_carried_with_its_source_and_can_be_withdrawn(
    pair: tuple[Place, Place], worker: User
) -> None:
    there, here = pair
    link = "https://wiki.acme.example/x"
    original = services.attest(there, WHY, worker, NOW, link=link)
    source, target = application_of(there), application_of(here)
    ((_, row),) = can_carry(source, target)
    (decision,) = carry_over(source, target, [row.pk], worker, NOW)
    assert (decision.carried_from, decision.link) == (original, link)
    assert state_of(here) == "attested"
    services.withdraw(decision, "", worker, NOW)
    assert state_of(here) == "reopened"
    assert state_of(there) == "attested"


def test_old_proof_does_not_beat_a_newer_no(
    pair: tuple[Place, Place], worker: User
) -> None:
    there, here = pair
    row = say(there, "source_code", observed_at=NOW - 5 * DAY)
    say(here, "source_code", "denies", probe="other")
    source, target = application_of(there), application_of(here)
    carry_over(source, target, [row.pk], worker, NOW)
    assert state_of(here) != "proven"


@pytest.mark.parametrize("says", ["denies", "unknown", "outside"])
def test_only_support_is_carried_over(pair: tuple[Place, Place], says: str) -> None:
    there, here = pair
    say(there, "source_code", says)
    assert can_carry(application_of(there), application_of(here)) == []


def test_strangers_and_other_checklists_lend_nothing(
    org: Org, preview: Org, worker: User
) -> None:
    there = make_step(preview)
    row = say(there, "source_code")
    stranger = make_application(org, model="embedded_sdk")
    assert can_carry(application_of(there), stranger) == []
    redirecting = make_application(org, model="redirect")
    join(application_of(there), redirecting, worker)
    assert can_carry(application_of(there), redirecting) == []
    with pytest.raises(RefusedError):
        carry_over(application_of(there), redirecting, [row.pk], worker, NOW)


def test_proof_that_went_stale_stays_where_it_is(
    pair: tuple[Place, Place], worker: User
) -> None:
    there, here = pair
    row = say(there, "source_code", observed_at=NOW - 40 * DAY)
    source, target = application_of(there), application_of(here)
    with pytest.raises(RefusedError, match="too old"):
        carry_over(source, target, [row.pk], worker, NOW)
    assert not Decision.objects.exists()


def test_a_baseline_is_carried_over_and_a_run_after_the_upgrade_is_not(
    org: Org, preview: Org, worker: User
) -> None:
    there, here = make_step(preview, "sdk_test_config"), make_step(org)
    source, target = application_of(there), application_of(here)
    join(source, target, worker)
    before = record_run(there, "before", outcomes(), "", worker, NOW)
    after = record_run(there, "after", outcomes(), "", worker, NOW)
    assert baselines(source, target) == [before]
    place = place_in(target, "sdk_test_config")
    copy = carry_run(before, place, worker, NOW)
    assert copy.carried_from == before
    assert copy.results.count() == 5
    assert baselines(source, target) == []
    assert can_carry(source, target) == [], "what a run attests is its org's"
    for run in (before, after):
        with pytest.raises(RefusedError):
            carry_run(run, place, worker, NOW)


def test_members_are_shown_to_who_may_see_them(
    pair: tuple[Place, Place], worker: User, contributor: User
) -> None:
    here: Application = application_of(pair[1])
    assert [one.application for one in members_of(here, worker)] == [
        application_of(pair[0])
    ]
    assert members_of(here, contributor) == []
