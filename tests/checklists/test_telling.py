"""What time and readings do to decided steps, and who hears of it."""

import logging

import pytest

from apps.accounts.models import User
from apps.checklists import services
from apps.checklists.models import Evidence, Step
from apps.checklists.services.notices import leads_of, waivers_ending
from apps.orgs.models import Org
from apps.snapshots.models import PartState
from tests.checklists.steps import DAY, WHY, make_step, org_step, say, waived
from tests.factories import NOW, make_snapshot


def told(caplog: pytest.LogCaptureFixture, event: str) -> list[str]:
    return [one.getMessage() for one in caplog.records if event in one.getMessage()]


def test_the_owner_hears_of_a_step_that_a_reading_denies(
    org: Org, contributor: User, caplog: pytest.LogCaptureFixture
) -> None:
    place = make_step(org, owner=contributor)
    services.attest(place, WHY, contributor, NOW - DAY)
    with caplog.at_level(logging.INFO):
        say(place, "source_code", "denies", message="The old package is back.")
    (line,) = told(caplog, "step_reopened")
    assert f"user {contributor.pk}" in line
    assert "The old package is back." in line


def test_leads_hear_of_a_waiver_and_its_asker_of_the_approval(
    org: Org,
    contributor: User,
    lead: User,
    administrator: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    place = make_step(org)
    assert set(leads_of(place)) == {lead, administrator}
    with caplog.at_level(logging.INFO):
        waived(place, contributor, lead, days=5)
        waivers_ending(NOW)
    assert len(told(caplog, "approval_asked")) == 2
    assert f"user {contributor.pk}" in told(caplog, "approval_given")[0]
    assert len(told(caplog, "waiver_ending")) == 2


def test_the_sweep_ends_a_waiver_on_its_day(
    org: Org, contributor: User, lead: User
) -> None:
    make_snapshot(org)
    place = make_step(org)
    waived(place, contributor, lead, days=5)
    services.sweep_due(NOW + 4 * DAY)
    assert Step.objects.get().state == "waived"
    services.sweep_due(NOW + 6 * DAY)
    assert Step.objects.get().state == "not_started"


def test_the_sweep_minds_a_shelf_life_that_a_lead_set(
    org: Org, lead: User, contributor: User
) -> None:
    make_snapshot(org)
    short, usual = make_step(org), make_step(org)
    for place in (short, usual):
        probe = "application_has_interaction_code_grant"
        say(place, "configuration", probe=probe)
        PartState.objects.all().delete()
    services.set_shelf_life(short, 2, WHY, lead, NOW)
    services.sweep_due(NOW + 3 * DAY)
    states = dict(Step.objects.values_list("subject", "state"))
    assert states == {short.subject: "stale", usual.subject: "proven"}
    written = Evidence.objects.count()
    assert services.sweep_due(NOW + 3 * DAY) == 0
    assert Evidence.objects.count() == written


def test_a_shared_step_has_leads_too(org: Org, lead: User, contributor: User) -> None:
    assert leads_of(org_step(org)) == [lead]
