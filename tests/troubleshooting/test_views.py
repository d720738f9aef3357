"""The pages of symptoms: who sees what, by which org and application."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Role, User
from apps.facts.symptoms import SYMPTOMS
from apps.findings.models import Finding
from apps.inventory import services as inventory
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.simulator.plants import PLANTS
from apps.syncs.judging import judge
from tests.factories import NOW, make_application, make_member, make_org, make_team
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import connect, sync

LIST, PANEL = "/symptoms/", "/symptoms/panel/"


@pytest.fixture
def chosen(viewer: User, org: Org) -> Application:
    return make_application(org, "Payroll")


def text_of(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_symptom_is_listed_without_an_org(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    text = text_of(client, LIST)
    assert "68 of 68 symptoms" in text
    assert all(f'id="symptom-{one}"' in text for one in SYMPTOMS)
    assert "Confirmed</span>" not in text
    assert "Choose an org" in text


@pytest.mark.parametrize(
    ("words", "symptom"),
    [
        ("still behaves like", "still_classic"),
        ("PHONE receiver", "hook_no_phone"),
        ("cookieToken Snowflake", "cookie_token_fails"),
    ],
)
def test_words_find_a_symptom(
    client: Client, viewer: User, words: str, symptom: str
) -> None:
    client.force_login(viewer)
    text = text_of(client, LIST, q=words)
    assert f'id="symptom-{symptom}"' in text
    assert 'id="symptom-state_mismatch"' not in text


def test_words_that_no_symptom_has_say_so(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    assert "No symptom fits" in text_of(client, LIST, q="xylophone")


@pytest.mark.parametrize(
    ("error", "symptom"),
    [
        (
            "AuthApiError: The requested feature is not enabled in this environment.",
            "feature_not_available",
        ),
        ('{"error": "unauthorized_client"}', "unauthorized_client_grant"),
        ("TypeError: target is undefined at line 3", "target_is_undefined"),
        ("i18n: {key: 'idx.session.expired'}", "idx_session_expired"),
    ],
)
def test_a_pasted_error_finds_its_symptom_first(
    client: Client, viewer: User, error: str, symptom: str
) -> None:
    client.force_login(viewer)
    text = client.post(LIST, {"error": error}).content.decode()
    first = text.index('id="symptom-')
    assert text[first:].startswith(f'id="symptom-{symptom}"')


def test_a_pasted_error_is_shown_as_text(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    error = "<script>alert(1)</script> unauthorized_client " + "x" * 20_000
    text = client.post(LIST, {"error": error}).content.decode()
    assert "<script>alert(1)" not in text
    assert len(text) < 100_000


@pytest.mark.parametrize("address", [LIST, PANEL])
def test_strangers_find_no_org(
    client: Client, viewer: User, outsider: User, other_org: Org, address: str
) -> None:
    client.force_login(viewer)
    assert client.get(address, {"org": other_org.name}).status_code == 404
    assert client.get(address, {"org": "no-such-org"}).status_code == 404
    client.force_login(outsider)
    assert client.get(address, {"org": "acme-production"}).status_code == 404


@pytest.mark.parametrize("address", [LIST, PANEL])
def test_another_teams_application_cannot_be_chosen(
    client: Client, org: Org, address: str
) -> None:
    ours, theirs = make_team("Ours"), make_team("Theirs")
    mine = make_application(org, "Aurora", team=ours)
    other = make_application(org, "Boreal", team=theirs)
    client.force_login(make_member("tia@acme.example", Role.VIEWER, team=ours))
    assert client.get(address, {"application": mine.pk}).status_code == 200
    assert client.get(address, {"application": other.pk}).status_code == 404
    step: dict[str, Any] = {"org": org.name, "stage": "app_interaction_code_grant"}
    subject = f"application:{other.okta_id}"
    other.model_override = "embedded_widget"
    other.save()
    assert client.get(address, {**step, "subject": subject}).status_code == 404


def test_only_applications_in_reach_are_offered(client: Client, org: Org) -> None:
    ours, theirs = make_team("Ours"), make_team("Theirs")
    make_application(org, "Aurora", team=ours)
    make_application(org, "Boreal", team=theirs)
    client.force_login(make_member("tia@acme.example", Role.VIEWER, team=ours))
    text = text_of(client, LIST, org=org.name)
    assert "Aurora" in text
    assert "Boreal" not in text
    assert ">Boreal<" not in text_of(client, LIST, org=org.name, find="Boreal")


def test_an_application_of_another_org_is_not_found(
    client: Client, administrator: User, org: Org
) -> None:
    client.force_login(administrator)
    other = make_application(make_org("acme-preview"), "Elsewhere")
    asked: dict[str, Any] = {"org": org.name, "application": other.pk}
    assert client.get(LIST, asked).status_code == 404


@pytest.mark.parametrize("address", [LIST, PANEL])
def test_people_who_are_not_signed_in_are_asked_to(
    client: Client, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_the_panel_is_only_read(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    assert client.post(PANEL).status_code == 405
    assert client.delete(LIST).status_code == 405


def test_an_org_that_was_not_read_leaves_all_unknown(
    client: Client, chosen: Application, viewer: User
) -> None:
    client.force_login(viewer)
    text = text_of(client, LIST, application=chosen.pk)
    assert "not read yet" in text
    assert "Confirmed</span>" not in text
    assert "Ruled out</span>" not in text


def test_htmx_gets_the_rows_alone(client: Client, viewer: User) -> None:
    client.force_login(viewer)
    part = client.get(LIST, {"q": "PKCE"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "symptom-pkce_required" in part.content.decode()
    panel = client.get(
        PANEL, {"stage": "org_event_hooks"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in panel.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"stage": "app_interaction_code_grant"}, "requested feature not available"),
        ({"probe": "no_routing_rule_uses_iwa"}, "Failed to update OIE upgrade state"),
        ({"stage": "org_inventory"}, "No documented symptom"),
        ({"stage": "no-such-stage"}, "No documented symptom"),
        ({}, "No documented symptom"),
    ],
)
def test_the_panel_says_what_people_will_see(
    client: Client, viewer: User, org: Org, query: dict[str, str], said: str
) -> None:
    client.force_login(viewer)
    assert said in text_of(client, PANEL, org=org.name, **query)


@pytest.fixture
def read(simulate: Simulate) -> Org:
    """Return an org on Identity Engine that was synced, with its applications."""
    planted = [name for name, one in PLANTS.items() if one.fits("identity_engine")]
    okta = simulate(engine="identity_engine", applications=12, plants=sorted(planted))
    org = connect(okta, "told")
    sync(org, judge=judge)
    org.refresh_from_db()
    return org


def clients(org: Org) -> list[Application]:
    rows = Application.objects.filter(org=org, sign_on_mode="OPENID_CONNECT")
    return list(rows.exclude(application_type="service").exclude(is_okta_own=True))


def test_a_snapshot_tells_which_grant_is_missing(
    client: Client, administrator: User, read: Org
) -> None:
    client.force_login(administrator)
    without = next(
        one for one in clients(read) if "interaction_code" not in one.grant_types
    )
    text = text_of(
        client, LIST, application=without.pk, q="requested feature not available"
    )
    assert "Cause found</span>" in text
    assert "Confirmed</span>" in text
    assert "interaction_code is missing" in text
    raw = reverse(
        "snapshots:raw",
        args=[read.name, read.latest_snapshot_id, "applications", without.okta_id],
    )
    assert raw in text
    assert client.get(raw).status_code == 200


def test_the_page_asks_as_much_for_one_symptom_as_for_all(
    client: Client,
    administrator: User,
    read: Org,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(administrator)
    one = clients(read)[0]
    with django_assert_max_num_queries(16):
        text_of(client, LIST, org=read.name, application=one.pk)


def test_every_failed_step_and_finding_leads_to_the_panel(
    client: Client, administrator: User, read: Org
) -> None:
    client.force_login(administrator)
    one = clients(read)[0]
    inventory.override_model(one, "embedded_widget", "They showed us.", administrator)
    page = text_of(client, reverse("checklists:application_detail", args=[one.pk]))
    assert "What users will see" in page
    subject = f"application:{one.okta_id}"
    panel = text_of(
        client, PANEL, org=read.name, subject=subject, stage="widget_rollout"
    )
    assert "app still behaves like Classic" in panel
    assert f"application={one.pk}" in panel
    finding = read.findings.filter(
        state="open", probe="enrollment_rules_have_no_app_condition"
    ).first()
    assert finding
    page = text_of(client, reverse("findings:finding_detail", args=[finding.pk]))
    assert f"probe={finding.probe}" in page
    panel = text_of(client, PANEL, org=read.name, probe=finding.probe)
    assert "Enrollment prompt appears for all apps" in panel
    assert "Confirmed</span>" in panel


def test_a_settled_finding_leads_nowhere(
    client: Client, viewer: User, org: Org
) -> None:
    client.force_login(viewer)
    pages = []
    for state in ("open", "resolved"):
        row = Finding.objects.create(
            org=org,
            probe="no_routing_rule_uses_iwa",
            subject=f"rule:{state}",
            severity="high",
            state=state,
            opened_at=NOW,
            last_seen_at=NOW,
        )
        address = reverse("findings:finding_detail", args=[row.pk])
        pages.append(text_of(client, address))
    assert ["What users will see" in page for page in pages] == [True, False]


def test_an_application_that_the_snapshot_does_not_show_is_unknown(
    client: Client, administrator: User, read: Org
) -> None:
    client.force_login(administrator)
    imported = make_application(read, "On paper", okta_id=None, origin="imported")
    gone = make_application(read, "Gone since")
    for one, why in ((imported, "No org lists"), (gone, "does not show")):
        text = text_of(client, LIST, application=one.pk, q="provided grant type")
        assert why in text
