"""The list of applications: who sees what, filters, counts, order, and its CSV."""

import csv
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.checklists.rules import State
from apps.orgs.models import Org
from tests.checklists.listed import codes, count_again, listed
from tests.factories import make_member, make_org

LIST, CSV = "/applications/", "/applications.csv"
HTMX = {"HX-Request": "true", "HX-Target": "list"}


def shown(client: Client, query: str = "", **options: Any) -> list[str]:
    """Return the labels of the rows, in their order."""
    text = client.get(f"{LIST}?{query}", **options).content.decode()
    return re.findall(r'<a href="/applications/\d+/"[^>]*>([^<]*)</a>', text)


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{CSV}?{query}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    content: Any = answer.streaming_content  # type: ignore[attr-defined]
    return list(csv.DictReader(b"".join(content).decode().splitlines()))


def text_of(client: Client, query: str = "") -> str:
    found = client.get(f"{LIST}?{query}").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found))


def test_a_row_says_what_is_known(client: Client, viewer: User, org: Org) -> None:
    listed(
        org,
        "Payroll",
        name="oidc_client",
        confidence=45,
        step_codes=codes("redirect", redirect_confirm_model=State.PROVEN),
        next_step="redirect_retest",
        open_findings=3,
        owner=viewer,
    )
    client.force_login(viewer)
    text = text_of(client)
    for word in ("Payroll", "oidc_client", "45 % sure", "Final test and sign-off"):
        assert word in text
    assert viewer.email in text
    assert 'aria-label="1 of 10 steps settled' in client.get(LIST).content.decode()


def test_rows_counts_and_csv_leave_out_the_orgs_of_others(
    client: Client, viewer: User, org: Org, other_org: Org, administrator: User
) -> None:
    listed(org, "Payroll")
    listed(other_org, "Secret", model="embedded_sdk", grade="done", owner=administrator)
    client.force_login(viewer)
    text = client.get(LIST).content.decode()
    assert shown(client) == ["Payroll"]
    assert [row["application"] for row in exported(client)] == ["Payroll"]
    for hidden in ("Secret", other_org.name, "Embedded SDK", administrator.email):
        assert hidden not in text
    assert "1 application" in text_of(client)
    assert shown(client, f"org={other_org.name}") == ["Payroll"]
    assert [row["org"] for row in exported(client, f"org={other_org.name}")] == [
        org.name
    ]


def test_whoever_has_no_role_sees_nothing(
    client: Client, outsider: User, org: Org
) -> None:
    listed(org, "Payroll")
    client.force_login(outsider)
    assert shown(client) == []
    assert exported(client) == []
    assert org.name not in client.get(LIST).content.decode()


def test_only_who_may_connect_is_offered_to(
    client: Client, outsider: User, administrator: User
) -> None:
    client.force_login(outsider)
    assert "No org is shown to you" in text_of(client)
    client.force_login(administrator)
    assert "Connect an org" in text_of(client)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["Audit", "Benefits", "Claims", "Dining"]),
        ("org=acme-production", ["Audit", "Benefits", "Claims"]),
        ("model=redirect", ["Audit", "Dining"]),
        ("model=authn_api", ["Benefits"]),
        ("model=embedded_widget", ["Claims"]),
        ("grade=at_risk", ["Claims"]),
        ("owner=none", ["Benefits", "Dining"]),
        ("owner=me", ["Audit"]),
        ("q=AUD", ["Audit"]),
        ("q=workday", ["Benefits"]),
        ("q=0oaClaims", ["Claims"]),
        ("q=0oaClaim", []),
        ("q=client-of-dining", ["Dining"]),
        ("status=INACTIVE", ["Dining"]),
        ("status=gone", ["Gone"]),
        ("state=proven", ["Audit", "Benefits"]),
        ("stage=redirect_retest", ["Audit", "Benefits", "Dining"]),
        ("stage=redirect_retest&state=proven", ["Audit"]),
        ("stage=redirect_policies&state=proven", []),
        ("stage=authn_retire&state=proven", ["Benefits"]),
        ("stage=org_inventory", []),
        ("grade=at_risk&model=redirect", []),
    ],
)
def test_each_filter_leaves_what_fits(
    client: Client, viewer: User, org: Org, query: str, labels: list[str]
) -> None:
    sandbox = make_org("acme-sandbox")
    viewer.memberships.create(org=sandbox, role=Role.VIEWER)
    colleague = make_member("cleo@acme.example", Role.CONTRIBUTOR, org)
    done = codes("redirect", redirect_retest=State.PROVEN)
    listed(org, "Audit", owner=viewer, step_codes=done)
    retired = codes("authn_api", "redirect", authn_retire=State.PROVEN)
    chosen = {"model_override": "authn_api", "target_model": "redirect"}
    listed(org, "Benefits", name="workday", step_codes=retired, **chosen)
    claims = {"model": "embedded_widget", "okta_id": "0oaClaims", "grade": "at_risk"}
    listed(org, "Claims", owner=colleague, step_codes="nnn", **claims)
    late = codes("redirect")
    dining = {"client_id": "client-of-dining", "status": "INACTIVE"}
    listed(sandbox, "Dining", step_codes=late, **dining)
    listed(org, "Gone", gone_at=timezone.now())
    client.force_login(viewer)
    assert shown(client, query) == labels
    assert [row["application"] for row in exported(client, query)] == labels
    assert f"{len(labels)} application" in text_of(client, query)


def test_a_colleague_who_owns_something_can_be_chosen(
    client: Client, viewer: User, lead: User, org: Org
) -> None:
    listed(org, "Audit", owner=lead)
    listed(org, "Benefits")
    client.force_login(viewer)
    assert f'<option value="{lead.pk}"' in client.get(LIST).content.decode()
    assert shown(client, f"owner={lead.pk}") == ["Audit"]


@pytest.mark.parametrize(
    "query",
    ["org=umbra", "model=saml", "grade=A", "stage=x", "state=x", "owner=7", "status=x"],
)
def test_a_value_that_no_list_has_is_named_and_left_out(
    client: Client, viewer: User, org: Org, query: str
) -> None:
    listed(org, "Payroll")
    client.force_login(viewer)
    name, _, value = query.partition("=")
    assert f"Not filtered by {name} “{value}”" in text_of(client, query)
    assert shown(client, query) == ["Payroll"]


def test_a_filter_is_a_chip_that_takes_itself_away(
    client: Client, viewer: User, org: Org
) -> None:
    listed(org, "Payroll")
    client.force_login(viewer)
    text = client.get(f"{LIST}?grade=on_track&q=pay&page=1").content.decode()
    assert 'aria-label="Grade: On track. Take this filter away"' in text
    assert 'href="?q=pay"' in text
    assert 'href="?grade=on_track"' in text
    assert f'href="{LIST}">Clear all' in text


def test_choices_count_what_they_would_leave(
    client: Client, viewer: User, org: Org
) -> None:
    listed(org, "Audit", model="redirect", grade="at_risk")
    listed(org, "Benefits", model="redirect", grade="on_track")
    listed(org, "Claims", model="unsure", grade="unsure")
    client.force_login(viewer)
    text = text_of(client, "model=redirect")
    assert "Redirect (2)" in text
    assert "Unsure (1)" in text  # the model; the grade has none left
    assert text.count("Unsure (1)") == 1
    assert "At risk (1)" in text


@pytest.mark.parametrize(
    ("sort", "labels"),
    [
        ("label", ["Audit", "Benefits", "Claims"]),
        ("-label", ["Claims", "Benefits", "Audit"]),
        ("-findings", ["Benefits", "Claims", "Audit"]),
        ("confidence", ["Claims", "Audit", "Benefits"]),
        ("grade", ["Claims", "Audit", "Benefits"]),
        ("password", ["Audit", "Benefits", "Claims"]),
    ],
)
def test_it_sorts_by_what_is_allowed(
    client: Client, viewer: User, org: Org, sort: str, labels: list[str]
) -> None:
    listed(org, "Audit", confidence=50, open_findings=0)
    listed(org, "Benefits", confidence=90, open_findings=4)
    listed(org, "Claims", confidence=10, open_findings=1, grade="at_risk")
    client.force_login(viewer)
    assert shown(client, f"sort={sort}") == labels
    assert [row["application"] for row in exported(client, f"sort={sort}")] == labels


def test_pages_keep_the_filter_and_end_where_the_rows_end(
    client: Client, viewer: User, org: Org
) -> None:
    for number in range(53):
        listed(org, f"Portal {number:02}")
    client.force_login(viewer)
    first = client.get(f"{LIST}?q=portal").content.decode()
    assert "1 to 50 of 53 applications" in first
    assert 'href="?q=portal&amp;page=2"' in first
    last = ["Portal 50", "Portal 51", "Portal 52"]
    assert shown(client, "page=2") == last
    assert shown(client, "page=99999") == last
    assert len(shown(client, "page=-1")) == 50
    assert len(exported(client, "page=2")) == 53


def test_htmx_gets_the_part_that_it_swaps(
    client: Client, viewer: User, org: Org
) -> None:
    listed(org, "Payroll")
    client.force_login(viewer)
    whole = client.get(LIST)
    assert whole["Vary"].startswith("HX-Request, HX-Target")
    part = client.get(LIST, headers=HTMX).content.decode()
    assert "<html" not in part
    assert 'id="q"' in part
    rows = client.get(LIST, headers={**HTMX, "HX-Target": "rows"}).content.decode()
    assert "Payroll" in rows
    assert 'id="q"' not in rows
    back = client.get(LIST, headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_ten_more_rows_cost_no_query(
    client: Client,
    viewer: User,
    org: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        listed(org, owner=viewer)
    client.force_login(viewer)
    with django_assert_max_num_queries(9) as few:  # 3: session, person, roles
        client.get(f"{LIST}?q=a")
    for _ in range(10):
        listed(org, owner=viewer)
    with django_assert_max_num_queries(len(few)):
        client.get(f"{LIST}?q=a")


def test_nothing_found_and_nothing_there_are_told_apart(
    client: Client, viewer: User, org: Org
) -> None:
    client.force_login(viewer)
    assert "No application is known yet" in text_of(client)
    assert "No application fits" in text_of(client, "q=nothing")


def test_the_csv_says_the_same_and_runs_nowhere(
    client: Client, viewer: User, org: Org
) -> None:
    listed(
        org,
        '=HYPERLINK("http://evil")',
        name="oidc_client",
        step_codes=codes("redirect", redirect_confirm_model=State.PROVEN),
        owner=viewer,
    )
    client.force_login(viewer)
    (row,) = exported(client)
    assert row["application"] == '\'=HYPERLINK("http://evil")'
    assert row["org"] == org.name
    assert row["settled steps"] == "1"
    assert row["steps"].startswith("redirect_confirm_model=p; ")
    assert row["owner"] == viewer.email
    name = client.get(CSV)["Content-Disposition"]
    assert name == 'attachment; filename="applications.csv"'


def test_labels_are_text_and_no_markup(client: Client, viewer: User, org: Org) -> None:
    listed(org, "<script>alert(1)</script>")
    client.force_login(viewer)
    text = client.get(LIST).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_signing_in_comes_first(client: Client, db: None) -> None:
    for address in (LIST, CSV):
        assert client.get(address)["Location"].startswith("/accounts/login/")
        assert client.post(address).status_code == 405


def test_counts_are_those_of_the_rollup(client: Client, viewer: User, org: Org) -> None:
    application = listed(org, "Audit")
    application.gone_at = timezone.now()
    application.save()
    count_again(org)
    client.force_login(viewer)
    assert "0 applications" in text_of(client)
