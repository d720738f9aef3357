"""Waves, freezes and upgrades as people plan them: kept, refused, audited."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.accounts.models import Role, User
from apps.audit.models import AuditLine
from apps.facts.stages import STAGES
from apps.inventory.models import RecomputeRequest
from apps.orgs.models import Environment, Org
from apps.plans import services
from apps.plans.access import may_change_wave, visible_waves
from apps.plans.dates import Dated, Pause, Span
from apps.plans.models import Break, Freeze, OrgUpgrade, Wave, WavePhase
from apps.plans.phases import Phase
from apps.plans.queries import calendar_of, due_of
from apps.plans.services import RefusedError
from tests.factories import make_application, make_member, make_org, make_team

START = date(2027, 3, 1)
PLANNED = datetime(2027, 2, 20, 22, tzinfo=UTC)
BEFORE = datetime(2026, 11, 2, tzinfo=UTC)


def span(first: int, last: int) -> Span:
    return Span(START + timedelta(days=first), START + timedelta(days=last))


PHASES = [Dated(Phase.GRANTS, span(0, 4)), Dated(Phase.SDK, span(7, 11))]
BREAKS = [Pause(Phase.GRANTS, span(5, 6))]


@pytest.fixture
def wave(org: Org, lead: User) -> Wave:
    wave = services.create_wave("First wave", org, lead)
    services.set_dates(wave, PHASES, BREAKS, lead)
    return wave


def verbs() -> list[str]:
    return list(AuditLine.objects.order_by("seq").values_list("verb", flat=True))


def plan(org: Org, at: datetime, actor: User, reason: str = "") -> OrgUpgrade:
    return services.plan_upgrade(org, at, actor, reason=reason, now=BEFORE)


def test_a_wave_is_made_dated_renamed_and_removed(wave: Wave, lead: User) -> None:
    assert wave.name == "first-wave"
    application = make_application(wave.org or make_org())
    services.assign_wave([application], wave, lead)
    services.rename_wave(wave, "The first", lead)
    services.rename_wave(wave, "The first", lead)
    services.remove_wave(wave, "No longer needed.", lead)
    application.refresh_from_db()
    assert application.wave is None
    assert verbs() == [
        "wave.created",
        "wave.dated",
        "application.wave_assigned",
        "wave.renamed",
        "wave.removed",
    ]
    line = AuditLine.objects.get(verb="wave.removed")
    assert (line.before or {})["break after grants"] == "2027-03-06 to 2027-03-07"
    assert line.why == "No longer needed."


@pytest.mark.parametrize("title", ["First wave", "FIRST  wave", "!!"])
def test_a_title_that_gives_no_name_of_its_own_is_refused(
    wave: Wave, lead: User, title: str
) -> None:
    with pytest.raises(RefusedError):
        services.create_wave(title, None, lead)


def test_dates_as_they_were_write_nothing(wave: Wave, lead: User) -> None:
    rows = set(WavePhase.objects.values_list("pk", flat=True))
    services.set_dates(wave, PHASES, BREAKS, lead)
    assert set(WavePhase.objects.values_list("pk", flat=True)) == rows
    assert verbs().count("wave.dated") == 1


def test_refused_dates_leave_the_old_ones(wave: Wave, lead: User) -> None:
    phases = [PHASES[0], Dated(Phase.SDK, span(3, 6))]
    with pytest.raises(RefusedError, match="overlaps"):
        services.set_dates(wave, phases, [], lead)
    assert WavePhase.objects.get(phase="sdk").starts == START + timedelta(days=7)
    assert Break.objects.count() == 1


def test_the_advised_order_is_left_with_a_reason_alone(wave: Wave, lead: User) -> None:
    phases = [
        Dated(Phase.REGISTRATION, span(0, 1)),
        Dated(Phase.RECOVERY, span(2, 3)),
    ]
    with pytest.raises(RefusedError, match="Okta advises"):
        services.set_dates(wave, phases, [], lead, " ")
    services.set_dates(wave, phases, [], lead, "Nobody can reset a password here.")
    wave.refresh_from_db()
    assert wave.order_reason == "Nobody can reset a password here."
    services.set_dates(wave, PHASES, [], lead, "Not needed now.")
    wave.refresh_from_db()
    assert wave.order_reason == ""


def test_a_wave_with_applications_waits_for_their_org(
    wave: Wave, org: Org, lead: User
) -> None:
    services.assign_wave([make_application(org)], wave, lead)
    with pytest.raises(RefusedError, match="Wave First wave: Grants starts on"):
        plan(org, datetime(2027, 3, 1, tzinfo=UTC), lead)
    plan(org, PLANNED, lead)
    early = [Dated(Phase.GRANTS, span(-9, -8))]
    with pytest.raises(RefusedError, match="is planned to be upgraded"):
        services.set_dates(wave, early, [], lead)


def test_an_application_joins_only_where_the_dates_can_be(
    wave: Wave, org: Org, other_org: Org, lead: User, administrator: User
) -> None:
    stranger = make_application(other_org)
    with pytest.raises(RefusedError, match="needs the role Lead"):
        services.assign_wave([stranger], wave, lead)
    with pytest.raises(RefusedError, match="alone"):
        services.assign_wave([stranger], wave, administrator)
    late = datetime(2027, 3, 3, tzinfo=UTC)
    own = make_application(org)
    plan(org, late, administrator)
    with pytest.raises(RefusedError, match="planned to be upgraded on 3 March"):
        services.assign_wave([own], wave, lead)
    services.withdraw_upgrade(org, "Moved.", lead)
    assert services.assign_wave([own], wave, lead) == 1
    assert services.assign_wave([own], wave, lead) == 0
    assert services.assign_wave([own], None, lead) == 1
    assert RecomputeRequest.objects.filter(application=own).exists()


def test_production_comes_a_week_after_preview(
    org: Org, administrator: User, lead: User
) -> None:
    preview = make_org("acme-preview", environment=Environment.PREVIEW)
    with pytest.raises(RefusedError, match="none has a date"):
        plan(org, PLANNED, administrator)
    plan(preview, PLANNED, administrator)
    with pytest.raises(RefusedError, match="27 February 2027 at the earliest"):
        plan(org, PLANNED + timedelta(days=6), administrator, "In a hurry.")
    row = plan(org, PLANNED + timedelta(days=7), administrator)
    assert row.order_reason == ""
    with pytest.raises(RefusedError, match="acme-production"):
        plan(preview, PLANNED + timedelta(days=1), administrator)
    # Who sees one org alone hears nothing of the others.
    plan(org, PLANNED + timedelta(days=1), lead)


def test_the_demo_is_no_preview_of_a_real_org(org: Org, administrator: User) -> None:
    demo = make_org("demo", environment=Environment.PREVIEW, is_demo=True)
    plan(demo, PLANNED, administrator)
    plan(org, PLANNED, administrator)
    assert OrgUpgrade.objects.count() == 2


def test_a_plan_is_for_the_future_in_a_zone_that_exists(org: Org, lead: User) -> None:
    with pytest.raises(RefusedError, match="past"):
        plan(org, BEFORE, lead)
    with pytest.raises(RefusedError, match="time zones"):
        services.plan_upgrade(org, PLANNED, lead, zone="Mars/Base", now=BEFORE)
    assert OrgUpgrade.objects.count() == 0
    with pytest.raises(RefusedError, match="No upgrade"):
        services.withdraw_upgrade(org, "", lead)


def test_the_day_of_an_upgrade_is_that_of_its_zone(org: Org, lead: User) -> None:
    late = datetime(2027, 2, 20, 23, tzinfo=UTC)
    services.plan_upgrade(org, late, lead, zone="Europe/Berlin", now=BEFORE)
    assert calendar_of(org, []).org.day == date(2027, 2, 21)


def test_a_freeze_and_a_plan_exclude_each_other(
    wave: Wave, org: Org, lead: User
) -> None:
    freeze = services.add_freeze(org, span(20, 30), "Year end", lead)
    services.assign_wave([make_application(org)], wave, lead)
    late = [Dated(Phase.GRANTS, span(29, 33))]
    with pytest.raises(RefusedError, match="Year end"):
        services.set_dates(wave, late, [], lead)
    with pytest.raises(RefusedError, match="falls into the freeze"):
        services.add_freeze(org, span(11, 12), "Audit", lead)
    plan(org, PLANNED, lead)
    with pytest.raises(RefusedError, match="planned to be upgraded on 20 February"):
        services.add_freeze(org, span(-10, -5), "Audit", lead)
    for days, reason in ((span(50, 49), "Audit"), (span(50, 51), " ")):
        with pytest.raises(RefusedError):
            services.add_freeze(org, days, reason, lead)
    services.remove_freeze(freeze, lead)
    assert Freeze.objects.count() == 0
    assert verbs()[-1] == "freeze.removed"


def test_a_step_is_due_with_its_phase_or_before_the_upgrade(
    wave: Wave, org: Org, lead: User
) -> None:
    application = make_application(org)
    assert due_of(application, "sdk_update_dependency") is None
    services.assign_wave([application], wave, lead)
    assert due_of(application, "sdk_update_dependency") == START + timedelta(days=11)
    assert due_of(application, "widget_update_version") is None
    plan(org, PLANNED, lead)
    assert due_of(application, "widget_update_version") == date(2027, 2, 19)
    assert due_of(application, "widget_update_version", START) == START
    assert calendar_of(org, [None]).waves == {}
    assert STAGES["widget_update_version"].phase == "pre_upgrade"


def test_who_leads_all_of_a_wave_changes_it(org: Org, lead: User, viewer: User) -> None:
    team = make_team("Checkout")
    teammate = make_member("tea@acme.example", Role.LEAD, team=team)
    wave = services.create_wave("Over orgs", None, teammate)
    assert list(visible_waves(teammate)) == [wave]
    assert may_change_wave(teammate, wave)
    assert not visible_waves(lead).exists()
    ours = make_application(org, team=team)
    services.assign_wave([ours], wave, teammate)
    assert list(visible_waves(viewer)) == [wave]
    assert may_change_wave(teammate, wave)
    services.assign_wave([make_application(org)], wave, lead)
    assert not may_change_wave(teammate, wave)
    assert may_change_wave(lead, wave)
    assert not may_change_wave(viewer, wave)
