"""The history of the demo company, made over HTTP by the real services."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from apps.accounts.models import Membership, User
from apps.audit.models import AuditHead, AuditLine
from apps.audit.services import verify
from apps.checklists.models import Step, StepTransition
from apps.demo import services
from apps.demo.models import DemoCompany
from apps.demo.rules import ORDER
from apps.demo.services.people import CAST
from apps.demo.serving import ServedCompany
from apps.findings.models import Finding, Waiver
from apps.inventory.models import Application
from apps.orgs.models import Org, RateBucket
from apps.snapshots.models import Snapshot
from tests.demo.company import make, make_history
from tests.factories import make_org

State = DemoCompany.State


def history() -> dict[str, Any]:
    """Return what a building comes to, without ids of rows and times of day."""
    findings = Finding.objects.values_list(
        "org__name", "probe", "subject", "key", "state"
    )
    days = StepTransition.objects.values_list("step__org__name", "step__stage", "after")
    return {
        "findings": sorted(findings),
        "steps": Counter(Step.objects.values_list("org__name", "stage", "state")),
        "transitions": Counter(days),
        "syncs": Counter(Snapshot.objects.values_list("org__name", "state")),
        "applications": Counter(
            Application.objects.values_list("org__name", "model_override", "grade")
        ),
        "people": sorted(User.objects.values_list("email", "is_active")),
    }


@dataclass
class Built:
    """What two buildings, one after the other, came to."""

    said: list[str]
    histories: list[dict[str, Any]]


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Make the history twice for every test here, and take it away at the end.

    Outside of any test, whose transaction would lock the threads of a sync out.
    """
    with (
        django_db_blocker.unblock(),
        ServedCompany((0, 0, 0), make=make) as served,
    ):
        make_org("acme-production")
        made = Built([], [])
        for _ in range(2):
            made.said = make_history(served)
            made.histories.append(history())
        yield made
        services.leave()
        services.remove()
        for model in (Org, DemoCompany, AuditLine, AuditHead):
            model.objects.all().delete()


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Undo what a single test changes."""


def demo(name: str) -> Org:
    return Org.objects.get(name=f"demo-{name}")


def test_three_orgs_are_ready_and_in_the_present() -> None:
    orgs = Org.objects.filter(is_demo=True)
    assert sorted(orgs.values_list("name", flat=True)) == [
        "demo-preview",
        "demo-production",
        "demo-sandbox",
    ]
    assert not orgs.filter(is_replayed=True).exists()
    assert DemoCompany.objects.get().state == State.READY
    for org in orgs:
        assert org.latest_snapshot
        assert org.latest_snapshot.state == Snapshot.State.COMPLETE
        assert org.next_sync_at
        assert org.next_sync_at > timezone.now()
        assert org.created < timezone.now() - timedelta(days=59)


def test_each_step_is_said(built: Built) -> None:
    row = DemoCompany.objects.get()
    assert row.done == row.total == len(built.said)
    assert any("preview: Okta upgrades the preview org" in one for one in built.said)


def test_preview_was_upgraded_in_the_past() -> None:
    preview = demo("preview")
    assert preview.engine == "identity_engine"
    assert preview.upgraded_seen_at
    assert preview.upgraded_seen_at < timezone.now() - timedelta(days=50)
    assert {demo("sandbox").engine, demo("production").engine} == {"classic"}


def test_every_org_was_synced_about_once_a_week() -> None:
    for name in ORDER:
        moments = Snapshot.objects.filter(org=demo(name)).order_by("pk")
        days = [one.date() for one in moments.values_list("seen_at", flat=True) if one]
        assert 8 <= len(days) <= 14
        assert days == sorted(days)
        gaps = [(b - a).days for a, b in pairwise(days)]
        assert max(gaps) <= 9


def test_a_revoked_scope_made_one_sync_partial_and_was_given_back() -> None:
    (partial,) = Snapshot.objects.filter(state=Snapshot.State.PARTIAL)
    assert partial.org.name == "demo-production"
    assert "identity_providers" in partial.reason
    assert not Snapshot.objects.filter(
        org=partial.org, pk__gt=partial.pk, state=Snapshot.State.PARTIAL
    ).exists()


def test_findings_were_opened_resolved_reopened_and_waived() -> None:
    states = Counter(Finding.objects.values_list("state", flat=True))
    assert states["open"] > 20
    assert states["resolved"] > 5
    reopened = Finding.objects.get(state=Finding.State.REOPENED)
    assert reopened.probe == "no_identity_provider_is_named_duo_security"
    waived = Finding.objects.get(state=Finding.State.WAIVED)
    assert waived.probe == "no_smart_card_identity_provider_is_active"
    waiver = waived.waivers.get()
    assert waiver.approved_by != waiver.asked_by
    assert waiver.asked_at < timezone.now() - timedelta(days=20)
    assert waiver.expires_at > timezone.now()


def test_one_waiver_waits_for_an_answer() -> None:
    (waiting,) = Waiver.objects.filter(approved_at=None)
    assert waiting.finding.org.name == "demo-sandbox"


def test_steps_were_proven_and_reopened_by_what_changed() -> None:
    moves = StepTransition.objects.filter(before="proven", after="reopened")
    stages = set(moves.values_list("step__org__name", "step__stage"))
    assert stages == {
        ("demo-preview", "app_interaction_code_grant"),
        ("demo-production", "org_delete_iwa_rules"),
        ("demo-sandbox", "org_rename_duo_idp"),
    }
    click = Step.objects.get(
        org=demo("preview"),
        application__label="Click and Collect",
        stage="app_interaction_code_grant",
    )
    assert click.state == "proven"  # taken away, given back
    booking = Step.objects.get(
        org=demo("preview"),
        application__label="Table Booking",
        stage="app_interaction_code_grant",
    )
    assert booking.state == "reopened"


def test_people_decided_and_cannot_sign_in() -> None:
    cast = User.objects.filter(email__in=[one.email for one in CAST])
    assert cast.count() == len(CAST)
    assert not any(one.is_active or one.has_usable_password() for one in cast)
    overridden = Application.objects.exclude(model_override="")
    assert overridden.count() == 5
    assert all(one.override_reason for one in overridden)
    assert Application.objects.filter(owner__in=cast).count() > 5
    memberships = Membership.objects.filter(user__in=cast)
    assert all(one.org and one.org.is_demo for one in memberships)


def test_an_application_went_and_another_has_a_new_name() -> None:
    rows = Application.objects.filter(org=demo("production"))
    assert rows.get(label="Recipe Planner").gone_at
    assert rows.filter(label="Meridian Club", gone_at=None).exists()


def test_nothing_of_a_real_org_was_touched() -> None:
    real = Org.objects.get(is_demo=False)
    assert real.name == "acme-production"
    for model in (Snapshot, Finding, Step, Application):
        assert not model.objects.filter(org__is_demo=False).exists()
    assert not AuditLine.objects.filter(org_id=real.pk).exists()


def test_the_audit_trail_is_whole_and_dated_by_the_history() -> None:
    assert verify().is_whole
    first = AuditLine.objects.filter(verb="org.connected").earliest("seq")
    assert first.at < timezone.now() - timedelta(days=59)
    assert first.actor == "demo"


def test_lifted_rate_limits_are_forgotten() -> None:
    assert not RateBucket.objects.exists()


def test_a_second_building_gives_the_same_history(built: Built) -> None:
    first, second = built.histories
    assert first == second


def test_removal_leaves_real_orgs_and_the_audit_trail() -> None:
    assert services.leave()
    assert services.remove()
    assert not services.remove()
    assert list(Org.objects.values_list("name", flat=True)) == ["acme-production"]
    assert not User.objects.filter(email__in=[one.email for one in CAST]).exists()
    assert not Snapshot.objects.exists()
    assert AuditLine.objects.filter(verb="org.removed").count() >= 3
    assert DemoCompany.objects.get().state == State.OFF
