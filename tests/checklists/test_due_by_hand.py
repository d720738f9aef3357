"""The day of one step, set by a lead: kept, shown, refused with the reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.checklists.models import StepSetting
from apps.checklists.places import Place, place_in, place_of
from apps.checklists.services import RefusedError, set_due
from apps.checklists.surveying import subject_of
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.plans import services as plans
from apps.plans.dates import Dated, Span
from apps.plans.phases import Phase
from tests.factories import make_application, make_snapshot

NOW = datetime(2027, 1, 4, tzinfo=UTC)
UPGRADE = datetime(2027, 2, 20, 22, tzinfo=UTC)
GRANTS = Span(date(2027, 3, 1), date(2027, 3, 5))
SDK = Span(date(2027, 3, 8), date(2027, 3, 12))


@pytest.fixture
def application(org: Org, lead: User) -> Application:
    """Return an application in a wave, of an org with a planned upgrade."""
    make_snapshot(org)
    row = make_application(org, "Payroll", model="embedded_sdk")
    wave = plans.create_wave("First", org, lead)
    phases = [Dated(Phase.GRANTS, GRANTS), Dated(Phase.SDK, SDK)]
    plans.set_dates(wave, phases, [], lead)
    plans.assign_wave([row], wave, lead)
    plans.plan_upgrade(org, UPGRADE, lead, now=NOW)
    return row


def place(application: Application, stage: str) -> Place:
    return place_in(application, stage)


def page(application: Application, stage: str, action: str = "") -> str:
    subject = subject_of(application)
    return f"/orgs/{application.org.name}/steps/{subject}/{stage}/{action}"


@pytest.mark.parametrize(
    ("stage", "day", "said"),
    [
        ("sdk_test_config", date(2027, 2, 19), "after the upgrade of acme-production"),
        ("sdk_test_config", date(2027, 3, 4), "It needs “Interaction Code grant"),
        ("sdk_update_dependency", date(2027, 3, 1), "Okta advises “Test after"),
        ("sdk_update_dependency", date(2027, 4, 2), "freeze of acme-production"),
    ],
)
def test_a_day_that_breaks_a_rule_is_refused(
    *, org: Org, application: Application, lead: User, stage: str, day: date, said: str
) -> None:
    days = Span(date(2027, 4, 1), date(2027, 4, 3))
    plans.add_freeze(org, days, "Audit", lead)
    with pytest.raises(RefusedError, match=said):
        set_due(place(application, stage), day, "", lead, NOW)
    assert not StepSetting.objects.exists()


def test_the_advised_order_is_left_with_a_reason_that_is_kept(
    application: Application, lead: User
) -> None:
    step, day = place(application, "sdk_update_dependency"), date(2027, 3, 1)
    set_due(step, day, "The build is broken without it.", lead, NOW)
    setting = StepSetting.objects.get()
    assert (setting.due, setting.due_is_set) == (day, True)
    assert setting.order_reason == "The build is broken without it."
    set_due(step, None, "", lead, NOW)
    setting.refresh_from_db()
    assert (setting.due, setting.due_is_set, setting.order_reason) == (None, False, "")
    lines = AuditLine.objects.filter(verb="step.due_set").order_by("seq")
    assert [line.after for line in lines] == [{"due": "2027-03-01"}, {"due": None}]


def test_a_settled_prerequisite_holds_no_day_back(
    application: Application, lead: User
) -> None:
    grant = place(application, "app_interaction_code_grant")
    application.steps.create(
        org=application.org,
        subject=grant.subject,
        stage=grant.stage.id,
        state="proven",
        changed_at=NOW,
    )
    day = date(2027, 3, 2)
    set_due(place(application, "sdk_test_config"), day, "", lead, NOW)
    assert StepSetting.objects.get().due == day


def test_a_step_of_the_org_has_a_day_too(
    org: Org, application: Application, lead: User
) -> None:
    step = place_of(org, "org", "org_inventory")
    set_due(step, date(2027, 1, 20), "", lead, NOW)
    assert StepSetting.objects.get().subject == "org"
    late = place_of(org, "org", "org_quiet_week")
    with pytest.raises(RefusedError, match="after the upgrade"):
        set_due(late, date(2027, 1, 20), "", lead, NOW)


def test_less_than_a_lead_sets_no_day(
    client: Client, application: Application, contributor: User, outsider: User
) -> None:
    step = place(application, "sdk_test_config")
    with pytest.raises(RefusedError, match="role Lead"):
        set_due(step, None, "", contributor, NOW)
    address = page(application, "sdk_test_config", "due/")
    assert client.post(address).status_code == 302
    client.force_login(contributor)
    assert client.post(address, {"due-day": "2027-03-20"}).status_code == 403
    assert (
        "Due date"
        not in client.get(page(application, "sdk_test_config")).content.decode()
    )
    client.force_login(outsider)
    assert client.post(address, {"due-day": "2027-03-20"}).status_code == 404


def test_the_page_shows_the_day_and_takes_another(
    client: Client, application: Application, lead: User
) -> None:
    client.force_login(lead)
    step = page(application, "sdk_test_config")
    assert "due 2027-03-05" in client.get(step).content.decode()
    refused = client.post(f"{step}due/", {"due-day": "2027-02-01"})
    assert refused.status_code == 422
    assert 'value="2027-02-01"' in refused.content.decode()
    client.post(f"{step}due/", {"due-day": "2027-03-20"})
    text = client.get(step).content.decode()
    assert "due 2027-03-20, set by hand" in text
    whole = client.get(f"/applications/{application.pk}/").content.decode()
    assert "due 2027-03-20, set by hand" in whole


def test_an_overdue_step_says_so(
    client: Client, application: Application, viewer: User
) -> None:
    yesterday = datetime.now(tz=UTC).date() - timedelta(days=1)
    StepSetting.objects.create(
        org=application.org,
        application=application,
        subject=subject_of(application),
        stage="sdk_test_config",
        due=yesterday,
        due_is_set=True,
    )
    client.force_login(viewer)
    text = client.get(page(application, "sdk_test_config")).content.decode()
    assert f"Overdue since {yesterday.isoformat()}" in text
