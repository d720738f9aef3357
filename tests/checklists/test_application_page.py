"""The page of one application, and what people decide there."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.checklists.models import Decision, Evidence, Step, StepTransition
from apps.findings.models import Finding
from apps.inventory.models import Application
from apps.orgs.models import Org
from tests.checklists.listed import codes, listed
from tests.factories import NOW, make_snapshot

WHY = "Its owner showed me the hosted page."
STEP = "redirect_test_after_upgrade"


@pytest.fixture
def application(org: Org) -> Application:
    make_snapshot(org)
    votes = [
        {
            "witness": "configuration",
            "model": "redirect",
            "weight": 45,
            "reason": "No origin of it is trusted for CORS.",
        }
    ]
    return listed(
        org,
        "Payroll",
        votes=votes,
        confidence=45,
        sign_on_mode="OPENID_CONNECT",
        step_codes=codes("redirect"),
        next_step=STEP,
    )


def page_of(application: Application, action: str = "") -> str:
    return f"/applications/{application.pk}/{action}"


def step_of(application: Application, stage: str = STEP) -> str:
    subject = f"application:{application.okta_id}"
    return f"/orgs/{application.org.name}/steps/{subject}/{stage}/"


def text_of(client: Client, address: str) -> str:
    text = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    return re.sub(r"\s+", " ", text)


def evidence(application: Application, stage: str = STEP, **fields: Any) -> None:
    step, _ = Step.objects.get_or_create(
        org=application.org,
        application=application,
        subject=f"application:{application.okta_id}",
        stage=stage,
        defaults={"state": "not_started", "changed_at": NOW},
    )
    known = {"witness": "configuration", "says": "denies", "observed_at": NOW}
    Evidence.objects.create(
        **{**known, "step": step, "message": "It posts to /authn.", **fields}
    )


def finding(application: Application, severity: str, **fields: Any) -> Finding:
    return Finding.objects.create(
        org=application.org,
        application=application,
        subject=f"application:{application.okta_id}",
        severity=severity,
        message=f"A {severity} thing.",
        opened_at=NOW,
        last_seen_at=NOW,
        **{"probe": f"probe_{severity}", **fields},
    )


def test_it_says_what_is_next_and_why(
    client: Client, viewer: User, application: Application
) -> None:
    client.force_login(viewer)
    text = text_of(client, page_of(application))
    for word in (
        "Next step Test the redirect flow after the org upgrade",
        "45 % sure",
        "No origin of it is trusted for CORS.",
        "nobody yet",
        "What would prove it",
        "Before the upgrade",
        "After the upgrade",
    ):
        assert word in text


def test_strangers_get_404(client: Client, viewer: User, other_org: Org) -> None:
    hidden = listed(other_org, "Secret")
    client.force_login(viewer)
    assert client.get(page_of(hidden)).status_code == 404
    for action in ("model/", "model/withdraw/", "target/", "owner/"):
        assert client.post(page_of(hidden, action)).status_code == 404


def test_readers_see_no_form_and_may_send_none(
    client: Client, viewer: User, application: Application
) -> None:
    client.force_login(viewer)
    text = client.get(page_of(application)).content.decode()
    assert f'action="{page_of(application)}' not in text
    assert "Attest or decide" not in text
    changes = ("model/", "model/withdraw/", "target/", "owner/", "team/", "sdk/")
    decisions = ("attest/", "waive/", "not-applicable/")
    addresses = [page_of(application, action) for action in changes]
    for address in (*addresses, *(f"{step_of(application)}{one}" for one in decisions)):
        assert client.post(address, {"reason": WHY}).status_code == 403
    assert not AuditLine.objects.exists()


def test_evidence_opens_its_raw_reading(
    client: Client, viewer: User, application: Application
) -> None:
    snapshot = application.org.latest_snapshot
    assert snapshot is not None
    reading = {
        "part": "applications",
        "okta_id": "0oa1",
        "pointer": "/settings/oauthClient",
        "excerpt": '{"a": 1}',
    }
    evidence(application, snapshot=snapshot, reading=reading)
    client.force_login(viewer)
    text = client.get(page_of(application)).content.decode()
    raw = f"/orgs/{application.org.name}/snapshots/{snapshot.pk}/raw/applications/0oa1/"
    assert f'href="{raw}?pointer=/settings/oauthClient"' in text
    assert "{&quot;a&quot;: 1}" in text
    assert "It posts to /authn." in text


def test_findings_stand_gravest_first_the_settled_last(
    client: Client, viewer: User, application: Application
) -> None:
    finding(application, "blocker", state="resolved")
    finding(application, "low")
    finding(application, "high")
    client.force_login(viewer)
    text = text_of(client, page_of(application))
    places = [text.index(f"A {each} thing.") for each in ("high", "low", "blocker")]
    assert places == sorted(places)


def test_history_says_what_changed_and_why(
    client: Client, viewer: User, application: Application
) -> None:
    evidence(application)
    StepTransition.objects.create(
        step=Step.objects.get(stage=STEP),
        at=NOW,
        before="proven",
        after="reopened",
        why="The grant is gone.",
    )
    client.force_login(viewer)
    text = text_of(client, page_of(application))
    assert re.search("Proven .*Reopened .*The grant is gone", text)


def test_what_the_org_lists_no_more_is_said(
    client: Client, viewer: User, application: Application
) -> None:
    application.gone_at = NOW
    application.shape_problem = "signOnMode is a number"
    application.save()
    client.force_login(viewer)
    text = text_of(client, page_of(application))
    assert "The org no longer lists this application" in text
    assert "shape that is not known" in text
    assert "signOnMode is a number" in text


def test_an_application_without_steps_says_so(
    client: Client, viewer: User, org: Org
) -> None:
    make_snapshot(org)
    bookmark = listed(org, "Intranet", model="not_affected", grade="outside")
    client.force_login(viewer)
    text = text_of(client, page_of(bookmark))
    assert "Nothing has to be done here for the upgrade" in text
    assert "Next step" not in text


def test_setting_the_model_changes_the_checklist_and_is_audited(
    client: Client, contributor: User, application: Application
) -> None:
    client.force_login(contributor)
    asked = {"model": "embedded_widget", "reason": WHY}
    answer = client.post(page_of(application, "model/"), asked, follow=True)
    text = re.sub(r"\s+", " ", answer.content.decode())
    assert "The model is set" in text
    assert "Set by coby@acme.example" in text
    assert "Replace the token flow" in text or "widget" in text
    line = AuditLine.objects.get()
    assert (line.actor, line.why) == (contributor.email, WHY)
    assert line.after is not None
    client.post(page_of(application, "model/withdraw/"))
    application.refresh_from_db()
    assert application.effective_model == "redirect"
    assert AuditLine.objects.count() == 2


@pytest.mark.parametrize(
    ("action", "typed", "why"),
    [
        ("model/", {"model": "redirect", "reason": "so"}, "at least 10 characters"),
        ("model/", {"model": "unsure", "reason": WHY}, "not one of the available"),
        ("target/", {"target": "redirect", "reason": WHY}, "Authentication API"),
        ("owner/", {"owner": "999999"}, "Select a valid choice"),
    ],
)
def test_a_refused_decision_keeps_what_was_typed(  # noqa: PLR0917  # a row a case
    client: Client,
    contributor: User,
    application: Application,
    action: str,
    typed: dict[str, str],
    why: str,
) -> None:
    client.force_login(contributor)
    answer = client.post(page_of(application, action), typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert why in text
    if "reason" in typed:
        assert f"{typed['reason']}</textarea>" in text
    assert not AuditLine.objects.exists()
    application.refresh_from_db()
    assert (application.model_override, application.owner_id) == ("", None)


def test_a_caller_of_the_old_api_gets_a_target(
    client: Client, contributor: User, application: Application
) -> None:
    client.force_login(contributor)
    assert "Choose the target model" not in text_of(client, page_of(application))
    asked = {"model": "authn_api", "reason": WHY}
    client.post(page_of(application, "model/"), asked)
    assert "Choose the target model" in text_of(client, page_of(application))
    asked = {"target": "embedded_sdk", "reason": "The team writes its own pages."}
    answer = client.post(page_of(application, "target/"), asked)
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.target_model == "embedded_sdk"
    assert len(application.step_codes) == len(codes("authn_api", "embedded_sdk"))


def test_an_owner_is_named_from_those_who_work_here(  # noqa: PLR0917  # a cast
    client: Client,
    contributor: User,
    viewer: User,
    administrator: User,
    outsider: User,
    application: Application,
) -> None:
    client.force_login(contributor)
    text = client.get(page_of(application)).content.decode()
    choices = re.findall(r"<option[^>]*>([^<]*@[^<]*)</option>", text)
    assert choices == sorted([administrator.email, contributor.email])
    for owner, key in ((contributor, contributor.pk), (None, "")):
        answer = client.post(page_of(application, "owner/"), {"owner": key})
        assert answer.status_code == 302
        application.refresh_from_db()
        assert application.owner == owner
    assert AuditLine.objects.count() == 2


def test_a_person_attests_a_step_and_takes_it_back(
    client: Client, contributor: User, application: Application
) -> None:
    stage = "redirect_confirm_model"
    address = step_of(application, stage)
    client.force_login(contributor)
    assert f'href="{address}"' in client.get(page_of(application)).content.decode()
    answer = client.post(f"{address}attest/", {"attest-note": WHY})
    assert answer["Location"] == f"{page_of(application)}#step-{stage}"
    application.refresh_from_db()
    assert application.step_codes[0] == "a"
    text = text_of(client, page_of(application))
    assert f"{contributor.email}: {WHY}" in text
    assert "Counts until" in text
    assert AuditLine.objects.filter(verb="step.attested", why=WHY).exists()
    assert "Take this back" in text_of(client, address)
    withdraw = f"{address}decisions/{Decision.objects.get().pk}/withdraw/"
    client.post(withdraw, {"reason": "It has a form of its own."})
    application.refresh_from_db()
    assert application.step_codes[0] != "a"
    answer = client.post(withdraw, {"reason": WHY}, follow=True)
    assert "This was withdrawn before." in answer.content.decode()


def test_a_shared_step_is_not_attested_for_one_application(
    client: Client, contributor: User, application: Application
) -> None:
    client.force_login(contributor)
    address = step_of(application, "redirect_styling")
    assert address not in client.get(page_of(application)).content.decode()
    assert client.post(f"{address}attest/", {"attest-note": WHY}).status_code == 404


def test_more_evidence_and_findings_cost_no_query(
    client: Client,
    viewer: User,
    application: Application,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    evidence(application)
    finding(application, "low")
    client.force_login(viewer)
    with django_assert_max_num_queries(30) as few:
        client.get(page_of(application))
    for number in range(10):
        evidence(application, digest=str(number))
        finding(application, "low", key=str(number))
    with django_assert_max_num_queries(len(few)):
        client.get(page_of(application))
