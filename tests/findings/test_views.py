"""The pages of findings: who sees them, what they show, and what may be done."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import User
from apps.findings import services
from apps.findings.models import Finding, ProbeTally, Waiver
from apps.orgs.models import Org
from apps.probes.registry import PROBES
from tests.factories import NOW, make_application, make_org, make_snapshot

LIST = "/findings/"
WHY = "The receiver is replaced in May."
PROBE = "no_routing_rule_uses_iwa"


def make_finding(org: Org, **fields: Any) -> Finding:
    number = Finding.objects.count()
    return Finding.objects.create(
        **{
            "org": org,
            "probe": PROBE,
            "subject": f"rule:{number}",
            "severity": "high",
            "message": f"Rule {number} routes to IWA.",
            "opened_at": NOW,
            "last_seen_at": NOW,
            **fields,
        }
    )


@pytest.fixture
def finding(org: Org) -> Finding:
    snapshot = make_snapshot(org)
    reading = {
        "part": "policy_rules",
        "okta_id": "0pr1",
        "pointer": "/actions/idp",
        "excerpt": '{"type": "IWA"}',
    }
    return make_finding(org, reading=reading, snapshot=snapshot, severity="blocker")


def address(finding: Finding, action: str = "", waiver: Waiver | None = None) -> str:
    keys = [finding.pk, waiver.pk] if waiver else [finding.pk]
    return reverse(f"findings:{action or 'finding_detail'}", args=keys)


def later(days: int = 30) -> str:
    return (timezone.now() + timedelta(days=days)).date().isoformat()


def test_the_list_shows_what_is_open_gravest_first(
    client: Client, viewer: User, org: Org
) -> None:
    make_finding(org, severity="low", message="A small thing.")
    make_finding(org, severity="blocker", message="A great thing.")
    make_finding(org, state="resolved", message="A past thing.")
    client.force_login(viewer)
    text = client.get(LIST).content.decode()
    assert text.index("A great thing.") < text.index("A small thing.")
    assert "A past thing." not in text
    assert "Findings · Upgrade planner" in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("severity=low", {"small"}),
        ("severity=none-such", {"small", "great"}),
        ("state=resolved", {"past"}),
        ("state=all", {"small", "great", "past"}),
        ("q=GREAT", {"great"}),
        ("q=Payroll", {"small"}),
        ("org=acme-production", {"small", "great"}),
        (f"probe={PROBE}", {"small"}),
        ("sort=-opened", {"small", "great"}),
        ("page=7", set()),
    ],
)
def test_the_list_is_filtered_by_its_address(
    client: Client, viewer: User, org: Org, query: str, shown: set[str]
) -> None:
    application = make_application(org, "Payroll")
    make_finding(org, severity="low", message="small", application=application)
    make_finding(org, probe="retired_probe", message="great")
    make_finding(org, state="resolved", message="past")
    client.force_login(viewer)
    text = client.get(f"{LIST}?{query}").content.decode()
    found = {word for word in ("small", "great", "past") if f">{word}</a>" in text}
    assert found == shown


def test_other_orgs_are_not_even_counted(
    client: Client, viewer: User, org: Org, other_org: Org
) -> None:
    make_finding(other_org, message="A secret thing.")
    client.force_login(viewer)
    text = client.get(f"{LIST}?org={other_org.name}&state=all").content.decode()
    assert "A secret thing." not in text
    assert other_org.name not in text
    assert "(1)" not in text


def test_htmx_gets_the_rows_alone(client: Client, viewer: User, org: Org) -> None:
    make_finding(org)
    client.force_login(viewer)
    text = client.get(LIST, headers={"HX-Request": "true"}).content.decode()
    assert "routes to IWA" in text
    assert "<html" not in text


def test_the_list_asks_as_much_for_many_as_for_one(
    client: Client,
    viewer: User,
    org: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(30):
        make_finding(org, application=make_application(org))
    client.force_login(viewer)
    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_without_an_org_the_list_says_so(client: Client, outsider: User) -> None:
    client.force_login(outsider)
    assert "No org is connected yet" in client.get(LIST).content.decode()


def test_a_finding_says_why_how_and_what_decided(
    client: Client, viewer: User, finding: Finding
) -> None:
    client.force_login(viewer)
    text = client.get(address(finding)).content.decode()
    probe = PROBES[PROBE]
    assert probe.source in text
    assert probe.fix[0].split(">")[0] in text
    raw = f"/snapshots/{finding.snapshot_id}/raw/policy_rules/0pr1/"
    assert raw in text
    assert "Ask for a waiver" not in text


def test_a_finding_of_a_retired_probe_is_still_shown(
    client: Client, viewer: User, org: Org
) -> None:
    client.force_login(viewer)
    retired = make_finding(org, probe="some_old_probe")
    assert "Some old probe" in client.get(address(retired)).content.decode()


def test_strangers_and_visitors_see_nothing(
    client: Client, outsider: User, finding: Finding
) -> None:
    assert client.get(address(finding)).status_code == 302
    client.force_login(outsider)
    assert client.get(address(finding)).status_code == 404
    assert client.post(address(finding, "waiver_ask")).status_code == 404
    limitations = reverse("findings:limitations", args=[finding.org.name])
    assert client.get(limitations).status_code == 404


def test_a_viewer_asks_for_nothing(
    client: Client, viewer: User, finding: Finding
) -> None:
    client.force_login(viewer)
    assert client.post(address(finding, "waiver_ask")).status_code == 403


def test_a_waiver_goes_from_one_person_to_another(
    client: Client, contributor: User, lead: User, finding: Finding
) -> None:
    client.force_login(contributor)
    wanted = {"reason": WHY, "until": later()}
    answer = client.post(address(finding, "waiver_ask"), wanted, follow=True)
    assert "Waits for approval" in answer.content.decode()
    waiver = Waiver.objects.get()
    assert client.post(address(finding, "waiver_approve", waiver)).status_code == 403
    client.force_login(lead)
    page = client.get(address(finding)).content.decode()
    assert "Approve" in page
    client.post(address(finding, "waiver_approve", waiver))
    finding.refresh_from_db()
    assert finding.state == "waived"
    client.post(address(finding, "waiver_withdraw", waiver), {"reason": "Done."})
    finding.refresh_from_db()
    assert finding.state == "open"
    again = client.post(address(finding, "waiver_withdraw", waiver), follow=True)
    assert "ended already" in again.content.decode()


def test_nobody_approves_their_own_request(
    client: Client, lead: User, finding: Finding
) -> None:
    until = timezone.now() + timedelta(days=5)
    waiver = services.ask_waiver(finding, WHY, until, lead, timezone.now())
    client.force_login(lead)
    answer = client.post(address(finding, "waiver_approve", waiver), follow=True)
    assert "Another person" in answer.content.decode()


@pytest.mark.parametrize(
    ("reason", "until"),
    [("", later()), ("Because", later()), (WHY, later(400)), (WHY, "soon"), (WHY, "")],
)
def test_a_bad_request_is_said_and_keeps_what_was_typed(
    client: Client, contributor: User, finding: Finding, reason: str, until: str
) -> None:
    client.force_login(contributor)
    answer = client.post(
        address(finding, "waiver_ask"), {"reason": reason, "until": until}
    )
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not Waiver.objects.exists()


def test_a_waiver_of_another_finding_is_not_found(
    client: Client, lead: User, finding: Finding, org: Org
) -> None:
    until = timezone.now() + timedelta(days=5)
    waiver = services.ask_waiver(finding, WHY, until, lead, timezone.now())
    other = make_finding(org)
    client.force_login(lead)
    assert client.post(address(other, "waiver_approve", waiver)).status_code == 404


def test_every_fact_stands_on_the_page_with_its_outcome(
    client: Client, viewer: User, org: Org
) -> None:
    ProbeTally.objects.create(
        org=org, probe=PROBE, outcome="failed", n=2, message="Rule “HQ” routes."
    )
    make_finding(org)
    client.force_login(viewer)
    url = reverse("findings:limitations", args=[org.name])
    text = client.get(url).content.decode()
    assert "Rule “HQ” routes. And 1 more." in text
    assert "2 failures" in text
    assert f"?org={org.name}&amp;probe={PROBE}" in text
    for word in ("Manual", "Needs traffic", "Needs a scan"):
        assert word in text
    manual = client.get(f"{url}?outcome=manual&kind=hub").content.decode()
    assert "Look at:" in manual
    assert "Rule “HQ”" not in manual
    nothing = client.get(f"{url}?q=no+such+words+anywhere")
    assert "Nothing fits" in nothing.content.decode()


def test_the_page_of_facts_counts_all_of_them_in_few_queries(
    client: Client,
    viewer: User,
    org: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(viewer)
    url = reverse("findings:limitations", args=[org.name])
    with django_assert_max_num_queries(6):
        text = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert "documented facts" in text
    assert make_org().name not in text
