"""The audit page: who reads what, filters in the URL, and exactly that view as CSV."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.audit.models import AuditLine
from apps.audit.services import record
from apps.orgs.models import Org
from tests.factories import make_member

PAGE = "/audit/"
EXPORT = "/audit/export.csv"


@pytest.fixture
def lines(org: Org, other_org: Org) -> None:
    record("ada@acme.example", "org.connected", "org:acme", org_id=org.pk)
    record("lea@acme.example", "step.waived", "step:12", org_id=org.pk, why="=1+1")
    record("ada@acme.example", "org.connected", "org:umbra", org_id=other_org.pk)
    record("ada@acme.example", "person.invited", "person:vic@acme.example")


def subjects(response: Any) -> list[str]:
    page = response.context["page"]
    return [row.line.subject for row in page.listing.rows]


def exported(client: Client, query: str = "") -> list[list[str]]:
    response: Any = client.get(EXPORT + query)
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(StringIO(text)))


def test_the_addresses_have_names() -> None:
    assert reverse("audit:line_list") == PAGE
    assert reverse("audit:line_export") == EXPORT


def test_an_administrator_reads_every_line(
    client: Client, administrator: User, lines: None
) -> None:
    client.force_login(administrator)
    response = client.get(PAGE)
    assert subjects(response) == [
        "person:vic@acme.example",
        "org:umbra",
        "step:12",
        "org:acme",
    ]
    assert "=1+1" in response.content.decode()


def test_a_lead_reads_the_lines_of_the_own_orgs(
    client: Client, lead: User, lines: None
) -> None:
    client.force_login(lead)
    response = client.get(PAGE)
    assert subjects(response) == ["step:12", "org:acme"]
    assert response.context["page"].listing.total == 2
    assert [row[4] for row in exported(client)[1:]] == ["step:12", "org:acme"]


@pytest.mark.django_db
def test_a_lead_of_every_org_reads_what_concerns_an_org(
    client: Client, lines: None
) -> None:
    client.force_login(make_member("leo@acme.example", Role.LEAD))
    assert subjects(client.get(PAGE)) == ["org:umbra", "step:12", "org:acme"]


@pytest.mark.parametrize("address", [PAGE, EXPORT])
@pytest.mark.parametrize("who", ["contributor", "viewer", "outsider"])
def test_nobody_else_reads_it(
    client: Client, request: pytest.FixtureRequest, who: str, address: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(address).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", [PAGE, EXPORT])
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?actor=LEA", ["step:12"]),
        ("?verb=connected", ["org:umbra", "org:acme"]),
        ("?verb=connected&subject=umbra", ["org:umbra"]),
        ("?subject=nothing", []),
    ],
)
def test_filters_stand_in_the_address_and_hold_for_the_download(
    client: Client, administrator: User, lines: None, query: str, expected: list[str]
) -> None:
    client.force_login(administrator)
    assert subjects(client.get(PAGE + query)) == expected
    assert [row[4] for row in exported(client, query)[1:]] == expected


def test_days_are_whole_days(client: Client, administrator: User, lines: None) -> None:
    moment = datetime(2026, 3, 4, 23, 59, 59, tzinfo=UTC)
    AuditLine.objects.filter(subject="org:acme").update(at=moment)
    client.force_login(administrator)
    query = "?since=2026-03-04&until=2026-03-04"
    assert subjects(client.get(PAGE + query)) == ["org:acme"]


def test_a_date_that_is_none_is_said_and_filters_nothing(
    client: Client, administrator: User, lines: None
) -> None:
    client.force_login(administrator)
    response = client.get(f"{PAGE}?since=yesterday")
    assert "Write the date as 2026-11-23." in response.content.decode()
    assert len(subjects(response)) == 4


def test_days_in_the_wrong_order_are_said(
    client: Client, administrator: User, lines: None
) -> None:
    client.force_login(administrator)
    response = client.get(f"{PAGE}?since=2026-03-05&until=2026-03-04")
    assert "before the first one" in response.content.decode()


def test_htmx_gets_the_lines_alone(
    client: Client, administrator: User, lines: None
) -> None:
    client.force_login(administrator)
    response = client.get(f"{PAGE}?actor=lea", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert 'id="lines"' not in text  # the target stays, its content is replaced
    assert "step:12" in text
    assert "<html" not in text
    assert "/audit/export.csv?actor=lea" in text


def test_an_empty_view_says_what_to_do(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert "Nothing has been recorded" in client.get(PAGE).content.decode()
    filtered = client.get(f"{PAGE}?actor=x").content.decode()
    assert "No line fits these filters" in filtered


def test_the_download_is_safe_in_a_spreadsheet(
    client: Client, administrator: User, lines: None
) -> None:
    client.force_login(administrator)
    rows = exported(client)
    assert rows[0][:5] == ["number", "at", "actor", "verb", "subject"]
    assert rows[3][7] == "'=1+1"


def test_what_changed_is_shown_value_by_value(
    client: Client, administrator: User
) -> None:
    record(
        "ada@acme.example",
        "x",
        "y",
        before={"name": "old", "same": 1},
        after={"name": "new", "same": 1, "list": [1]},
    )
    client.force_login(administrator)
    [row] = client.get(PAGE).context["page"].listing.rows
    assert [(each.name, each.before, each.after) for each in row.changes] == [
        ("name", "old", "new"),
        ("list", "", "[1]"),
    ]


def test_more_lines_cost_no_more_queries(
    client: Client,
    administrator: User,
    lines: None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(administrator)
    client.get(PAGE)
    for n in range(60):
        record("ada@acme.example", "test.wrote", f"line:{n}", after={"n": n})
    # session, user, roles; lines, their number
    with django_assert_num_queries(5):
        response = client.get(PAGE)
    assert len(subjects(response)) == 50
    assert len(subjects(client.get(f"{PAGE}?page=2"))) == 14


def test_the_ends_of_the_calendar_are_days_like_others(
    client: Client, administrator: User, lines: None
) -> None:
    client.force_login(administrator)
    query = "?since=0001-01-01&until=9999-12-31"
    assert len(subjects(client.get(PAGE + query))) == 4
    assert len(exported(client, query)) == 5
