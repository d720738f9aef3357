"""A waiver has a reason, two people and an end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.models import Role, User
from apps.audit.models import AuditLine
from apps.findings import services
from apps.findings.models import Finding, Waiver
from apps.findings.services import RefusedError
from apps.inventory.models import RecomputeRequest
from apps.orgs.models import Org
from tests.factories import NOW, make_member

WHY = "The receiver is replaced in May."
IN_MAY = NOW + timedelta(days=60)


@pytest.fixture
def finding(org: Org) -> Finding:
    return Finding.objects.create(
        org=org,
        probe="a_probe",
        subject="rule:1",
        state="open",
        severity="high",
        message="It routes.",
        opened_at=NOW,
        last_seen_at=NOW,
    )


@pytest.fixture
def asked(finding: Finding, contributor: User) -> Waiver:
    return services.ask_waiver(finding, WHY, IN_MAY, contributor, NOW)


def test_asking_changes_nothing_but_is_on_record(
    finding: Finding, asked: Waiver
) -> None:
    finding.refresh_from_db()
    assert finding.state == "open"
    line = AuditLine.objects.get()
    assert (line.verb, line.why) == ("waiver.asked", WHY)


def test_another_person_approves(finding: Finding, asked: Waiver, lead: User) -> None:
    services.approve_waiver(asked, lead, NOW)
    finding.refresh_from_db()
    assert finding.state == "waived"
    assert asked.approved_by == lead
    assert RecomputeRequest.objects.get().org == finding.org
    line = AuditLine.objects.get(verb="waiver.approved")
    assert line.before == {"state": "open"}


def test_the_asker_cannot_approve(finding: Finding, lead: User) -> None:
    own = services.ask_waiver(finding, WHY, IN_MAY, lead, NOW)
    with pytest.raises(RefusedError, match="Another person"):
        services.approve_waiver(own, lead, NOW)


def test_a_contributor_cannot_approve(asked: Waiver, org: Org) -> None:
    second = make_member("cleo@acme.example", Role.CONTRIBUTOR, org)
    with pytest.raises(RefusedError, match="role Lead"):
        services.approve_waiver(asked, second, NOW)


def test_a_lead_of_another_org_cannot_approve(asked: Waiver, other_org: Org) -> None:
    stranger = make_member("sly@umbra.example", Role.LEAD, other_org)
    with pytest.raises(RefusedError, match="role Lead"):
        services.approve_waiver(asked, stranger, NOW)


def test_approving_twice_is_refused(asked: Waiver, lead: User) -> None:
    services.approve_waiver(asked, lead, NOW)
    with pytest.raises(RefusedError, match="no longer waits"):
        services.approve_waiver(asked, lead, NOW)


@pytest.mark.parametrize(
    ("reason", "days"), [("Because", 5), (WHY, 366), (WHY, -1), (WHY, 0)]
)
def test_a_waiver_without_reason_or_end_is_refused(
    finding: Finding, lead: User, reason: str, days: int
) -> None:
    with pytest.raises(RefusedError):
        services.ask_waiver(finding, reason, NOW + timedelta(days=days), lead, NOW)
    assert not Waiver.objects.exists()


def test_one_request_at_a_time(finding: Finding, asked: Waiver, lead: User) -> None:
    with pytest.raises(RefusedError, match="already waiting"):
        services.ask_waiver(finding, WHY, IN_MAY, lead, NOW)


def test_what_is_not_open_cannot_be_waived(finding: Finding, lead: User) -> None:
    finding.state = "resolved"
    with pytest.raises(RefusedError, match="open"):
        services.ask_waiver(finding, WHY, IN_MAY, lead, NOW)


def test_withdrawing_opens_the_finding_again(
    finding: Finding, asked: Waiver, lead: User
) -> None:
    services.approve_waiver(asked, lead, NOW)
    services.withdraw_waiver(asked, "It is May.", lead, NOW)
    finding.refresh_from_db()
    assert finding.state == "open"
    with pytest.raises(RefusedError, match="ended already"):
        services.withdraw_waiver(asked, "", lead, NOW)


def test_the_asker_may_take_a_request_back(
    finding: Finding, asked: Waiver, contributor: User, org: Org
) -> None:
    second = make_member("cleo@acme.example", Role.CONTRIBUTOR, org)
    with pytest.raises(RefusedError, match="role Lead"):
        services.withdraw_waiver(asked, "", second, NOW)
    services.withdraw_waiver(asked, "Not needed.", contributor, NOW)
    finding.refresh_from_db()
    assert finding.state == "open"


def test_an_expired_waiver_opens_the_finding_again_once(
    finding: Finding, asked: Waiver, lead: User
) -> None:
    services.approve_waiver(asked, lead, NOW)
    assert services.expire_waivers(IN_MAY - timedelta(seconds=1)) == 0
    assert services.expire_waivers(IN_MAY) == 1
    assert services.expire_waivers(IN_MAY) == 0
    finding.refresh_from_db()
    assert finding.state == "open"
    assert AuditLine.objects.get(verb="waiver.expired").actor == "system"


def test_a_resolved_finding_does_not_open_by_expiry(
    finding: Finding, asked: Waiver, lead: User
) -> None:
    services.approve_waiver(asked, lead, NOW)
    Finding.objects.update(state="resolved")
    assert services.expire_waivers(timezone.now() + timedelta(days=4000)) == 0
