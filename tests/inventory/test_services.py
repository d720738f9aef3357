"""What people decide about an application, and what is left for others to see."""

import pytest

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.inventory import services
from apps.inventory.models import RecomputeRequest
from apps.inventory.services import RefusedError
from apps.orgs.models import Org
from tests.factories import make_application

WHY = "The team showed us the widget in their code."


def test_an_override_holds_with_its_reason_and_is_audited(org: Org, lead: User) -> None:
    application = make_application(org, model="unsure")
    services.override_model(application, "embedded_widget", WHY, lead)
    application.refresh_from_db()
    assert application.effective_model == "embedded_widget"
    assert application.model == "unsure"
    assert application.override_by == lead
    line = AuditLine.objects.get(verb="application.model_overridden")
    assert (line.actor, line.why, line.org_id) == (lead.email, WHY, org.pk)
    assert line.after == {
        "model": "embedded_widget",
        "override": "embedded_widget",
        "target": "",
    }
    assert RecomputeRequest.objects.get().application == application


def test_withdrawing_goes_back_to_the_votes(org: Org, lead: User) -> None:
    application = make_application(org, model="redirect")
    services.override_model(application, "embedded_sdk", WHY, lead)
    services.withdraw_override(application, lead)
    application.refresh_from_db()
    assert application.effective_model == "redirect"
    assert application.override_reason == ""
    assert AuditLine.objects.count() == 2
    services.withdraw_override(application, lead)
    assert AuditLine.objects.count() == 2


@pytest.mark.parametrize(
    ("model", "reason"),
    [("direct_auth", WHY), ("unsure", WHY), ("widget", WHY), ("redirect", " because ")],
)
def test_a_bad_override_is_refused_and_changes_nothing(
    org: Org, lead: User, model: str, reason: str
) -> None:
    application = make_application(org)
    with pytest.raises(RefusedError):
        services.override_model(application, model, reason, lead)
    application.refresh_from_db()
    assert application.model_override == ""
    assert not AuditLine.objects.exists()
    assert not RecomputeRequest.objects.exists()


def test_only_a_caller_of_the_authentication_api_has_a_target(
    org: Org, lead: User
) -> None:
    application = make_application(org, model="redirect")
    with pytest.raises(RefusedError):
        services.choose_target(application, "redirect", WHY, lead)
    services.override_model(application, "authn_api", WHY, lead)
    with pytest.raises(RefusedError):
        services.choose_target(application, "not_affected", WHY, lead)
    services.choose_target(application, "direct_auth", WHY, lead)
    application.refresh_from_db()
    assert application.target_model == "direct_auth"
    services.override_model(application, "redirect", WHY, lead)
    application.refresh_from_db()
    assert application.target_model == ""


def test_an_owner_is_named_and_taken_back(
    org: Org, lead: User, contributor: User
) -> None:
    application = make_application(org)
    services.assign_owner(application, contributor, lead)
    services.assign_owner(application, None, lead)
    application.refresh_from_db()
    assert application.owner is None
    assert AuditLine.objects.count() == 2


def test_asking_twice_leaves_one_request(org: Org) -> None:
    services.ask_recompute(org)
    services.ask_recompute(org.pk)
    application = make_application(org)
    services.ask_recompute(org, application)
    services.ask_recompute(org, application.pk)
    assert RecomputeRequest.objects.count() == 2
