"""Applications of teams: who sees which, how many, and who may give them away."""

import csv
from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import Membership, Role, Team, User
from apps.accounts.scope import scope_of
from apps.audit.models import AuditLine
from apps.checklists.models import ApplicationRollup, StepRollup
from apps.checklists.queries import step_counts
from apps.checklists.services import recompute_org
from apps.inventory import services
from apps.inventory.models import Application, RecomputeRequest
from apps.inventory.services import RefusedError
from apps.orgs.models import Org
from tests.factories import make_application, make_member, make_team

LIST = "/applications/"
EXPORT = "/applications.csv"


@pytest.fixture
def stores(db: None) -> Team:
    return make_team("Stores")


@pytest.fixture
def payments(db: None) -> Team:
    return make_team("Payments")


@pytest.fixture
def rows(org: Org, other_org: Org, stores: Team, payments: Team) -> None:
    """Two of the stores, three of payments, one of nobody; one elsewhere."""
    for n in range(2):
        make_application(org, f"Store {n}", team=stores, model="redirect")
    for n in range(3):
        make_application(org, f"Payment {n}", team=payments, model="redirect")
    make_application(org, "Orphan", model="embedded_widget")
    make_application(other_org, "Far store", team=stores, model="redirect")
    for each in (org, other_org):
        recompute_org(each)


@pytest.fixture
def member(stores: Team) -> User:
    return make_member("mia@acme.example", Role.CONTRIBUTOR, team=stores)


@pytest.fixture
def team_lead(stores: Team) -> User:
    return make_member("leo@acme.example", Role.LEAD, team=stores)


def page_for(client: Client, person: User, query: str = "") -> Any:
    client.force_login(person)
    response: Any = client.get(LIST + query)
    assert response.status_code == 200
    return response.context["page"]


def counted(choices: Any) -> dict[str, int]:
    return {one.value: one.count for one in choices}


@pytest.mark.usefixtures("rows")
def test_the_list_and_its_counts_are_the_teams_own(
    client: Client, member: User
) -> None:
    page = page_for(client, member)
    assert {row.label for row in page.listing} == {"Store 0", "Store 1", "Far store"}
    assert page.listing.total == 3
    assert counted(page.choices["org"]) == {"acme-production": 2, "umbra-production": 1}
    assert counted(page.choices["model"]) == {"redirect": 3}
    assert counted(page.choices["team"]) == {"stores": 3}
    assert sum(counted(page.choices["grade"]).values()) == 3


@pytest.mark.usefixtures("rows")
def test_a_team_within_an_org_ends_there(
    client: Client, org: Org, payments: Team
) -> None:
    person = make_member("hal@acme.example", Role.VIEWER, org, payments)
    page = page_for(client, person)
    assert page.listing.total == 3
    assert counted(page.choices["org"]) == {"acme-production": 3}
    assert counted(page.choices["team"]) == {"payments": 3}


@pytest.mark.usefixtures("rows")
def test_the_whole_org_counts_every_team(client: Client, viewer: User) -> None:
    page = page_for(client, viewer)
    assert page.listing.total == 6
    assert counted(page.choices["team"]) == {"-": 1, "payments": 3, "stores": 2}
    assert page_for(client, viewer, "?team=stores").listing.total == 2
    assert page_for(client, viewer, "?team=-").listing.total == 1
    assert page_for(client, viewer, "?team=-&q=Orphan").listing.total == 1


@pytest.mark.usefixtures("rows")
def test_a_team_out_of_sight_is_no_filter(client: Client, member: User) -> None:
    page = page_for(client, member, "?team=payments")
    assert page.filter.ignored == ("team “payments”",)
    assert page.listing.total == 3


@pytest.mark.usefixtures("rows")
def test_the_export_holds_the_same_rows(client: Client, member: User) -> None:
    client.force_login(member)
    text = b"".join(client.get(EXPORT)).decode()
    lines = list(csv.DictReader(text.splitlines()))
    assert {line["application"] for line in lines} == {
        "Far store",
        "Store 0",
        "Store 1",
    }
    assert {line["team"] for line in lines} == {"stores"}


@pytest.mark.usefixtures("rows")
def test_another_teams_application_is_no_application(
    client: Client, member: User
) -> None:
    theirs = Application.objects.get(label="Payment 0")
    client.force_login(member)
    assert client.get(f"{LIST}{theirs.pk}/").status_code == 404
    for action in ("model", "model/withdraw", "target", "owner", "team"):
        assert client.post(f"{LIST}{theirs.pk}/{action}/").status_code == 404
    ours = Application.objects.get(label="Store 0")
    assert client.get(f"{LIST}{ours.pk}/").status_code == 200


@pytest.mark.usefixtures("rows")
def test_rollups_are_kept_by_team(org: Org, stores: Team, member: User) -> None:
    cells = ApplicationRollup.objects.filter(org=org).values_list("team__name", "n")
    totals: dict[str | None, int] = {}
    for name, n in cells:
        totals[name] = totals.get(name, 0) + n
    assert totals == {"stores": 2, "payments": 3, None: 1}
    stage = StepRollup.objects.filter(org=org, stage="redirect_confirm_model")
    assert dict(stage.values_list("team__name", "n")) == {"stores": 2, "payments": 3}
    shared = StepRollup.objects.filter(org=org, model="")
    assert shared.exists()
    assert not shared.filter(team__isnull=False).exists()
    own = step_counts({org.pk}, scope_of(member))
    assert sum(own["redirect", "redirect_confirm_model"].values()) == 2
    everything = step_counts({org.pk})
    assert sum(everything["redirect", "redirect_confirm_model"].values()) == 5
    assert own.keys() >= {key for key in everything if not key[0]}


@pytest.mark.usefixtures("rows")
def test_giving_it_to_a_team_moves_the_counts(
    client: Client, lead: User, member: User, org: Org
) -> None:
    orphan = Application.objects.get(label="Orphan")
    client.force_login(lead)
    assert "Give it to a team" in client.get(f"{LIST}{orphan.pk}/").content.decode()
    response = client.post(f"{LIST}{orphan.pk}/team/", {"team": "stores"})
    assert response.status_code == 302
    page = page_for(client, member)
    assert page.listing.total == 4
    assert counted(page.choices["model"]) == {"redirect": 3, "embedded_widget": 1}
    assert (
        sum(ApplicationRollup.objects.filter(org=org).values_list("n", flat=True)) == 6
    )
    line = AuditLine.objects.get(verb="application.team_assigned")
    assert (line.before, line.after) == ({"team": None}, {"team": "stores"})
    assert line.team_id == Team.objects.get(name="stores").pk
    client.force_login(lead)
    client.post(f"{LIST}{orphan.pk}/team/", {"team": ""})
    assert page_for(client, member).listing.total == 3


@pytest.mark.usefixtures("rows")
def test_contributors_give_nothing_away(
    client: Client, member: User, contributor: User
) -> None:
    ours = Application.objects.get(label="Store 0")
    for person in (member, contributor):
        client.force_login(person)
        page = client.get(f"{LIST}{ours.pk}/").content.decode()
        assert "Give it to a team" not in page
        response = client.post(f"{LIST}{ours.pk}/team/", {"team": "payments"})
        assert response.status_code == 403
    ours.refresh_from_db()
    assert ours.team is not None
    assert ours.team.name == "stores"


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("team", ["payments", "", "no-such-team"])
def test_a_lead_of_a_team_gives_only_to_teams_they_lead(
    client: Client, team_lead: User, team: str
) -> None:
    ours = Application.objects.get(label="Store 0")
    client.force_login(team_lead)
    response = client.post(f"{LIST}{ours.pk}/team/", {"team": team})
    assert response.status_code == 422
    assert not AuditLine.objects.exists()
    payments = Team.objects.get(name="payments")
    Membership.objects.create(user=team_lead, team=payments, role=Role.LEAD)
    if team == "payments":
        response = client.post(f"{LIST}{ours.pk}/team/", {"team": team})
        assert response.status_code == 302


@pytest.mark.usefixtures("rows")
def test_the_service_refuses_what_the_form_does(
    team_lead: User, payments: Team, stores: Team
) -> None:
    ours = Application.objects.get(label="Store 0")
    for team in (payments, None):
        with pytest.raises(RefusedError, match="a team that you lead"):
            services.assign_team(ours, team, team_lead)
    services.assign_team(ours, stores, team_lead)
    assert not AuditLine.objects.exists()
    assert not RecomputeRequest.objects.exists()


@pytest.mark.usefixtures("rows")
def test_owners_are_people_who_may_see_it(
    client: Client, member: User, contributor: User, payments: Team, viewer: User
) -> None:
    other = make_member("pam@acme.example", Role.LEAD, team=payments)
    ours = Application.objects.get(label="Store 0")
    orphan = Application.objects.get(label="Orphan")
    client.force_login(contributor)

    def offered(application: Application) -> set[str]:
        response: Any = client.get(f"{LIST}{application.pk}/")
        form = response.context["page"].forms.owner
        return {person.email for person in form.fields["owner"].queryset}

    assert offered(ours) == {member.email, contributor.email}
    assert offered(orphan) == {contributor.email}
    refused = client.post(f"{LIST}{ours.pk}/owner/", {"owner": str(other.pk)})
    assert refused.status_code == 422
    taken = client.post(f"{LIST}{ours.pk}/owner/", {"owner": str(member.pk)})
    assert taken.status_code == 302


@pytest.mark.usefixtures("rows")
def test_a_team_lead_reads_the_trail_of_the_teams_applications(
    client: Client, team_lead: User, lead: User
) -> None:
    for label in ("Store 0", "Payment 0", "Orphan"):
        row = Application.objects.get(label=label)
        services.assign_owner(row, lead, lead)
    client.force_login(team_lead)
    response: Any = client.get("/audit/")
    shown = [row.line.subject for row in response.context["page"].listing]
    ours = Application.objects.get(label="Store 0")
    assert shown == [f"application:{ours.okta_id}"]
    client.force_login(lead)
    whole: Any = client.get("/audit/")
    assert whole.context["page"].listing.total == 3
