"""Teams and their members: what may be changed, and what the trail says of it."""

import pytest

from apps.accounts import services
from apps.accounts.errors import AccountError, TeamInUseError
from apps.accounts.models import Membership, Role, Team, User
from apps.audit.models import AuditLine
from apps.orgs.models import Org
from tests.factories import NOW, make_application, make_member, make_team

ADA = "ada@acme.example"
pytestmark = pytest.mark.django_db


def test_a_team_is_created_under_a_name_of_its_own() -> None:
    team = services.create_team(ADA, " Store Systems ")
    assert (team.name, team.title) == ("store-systems", "Store Systems")
    line = AuditLine.objects.get()
    assert (line.actor, line.verb) == (ADA, "team.created")
    assert line.subject == "team:store-systems"


@pytest.mark.parametrize("title", ["", "  ", "!!!", "Create", "stores"])
def test_a_title_that_gives_no_name_of_its_own_is_refused(title: str) -> None:
    make_team("Stores")
    with pytest.raises(AccountError):
        services.create_team(ADA, title)
    assert Team.objects.count() == 1
    assert not AuditLine.objects.exists()


def test_another_title_keeps_the_name() -> None:
    team = make_team("Stores")
    services.rename_team(ADA, team, "Shops")
    services.rename_team(ADA, team, " Shops ")
    team.refresh_from_db()
    assert (team.name, team.title) == ("stores", "Shops")
    line = AuditLine.objects.get()
    assert (line.before, line.after) == ({"title": "Stores"}, {"title": "Shops"})


def test_a_team_with_applications_stays(org: Org) -> None:
    team = make_team("Stores")
    kept = make_application(org, team=team)
    with pytest.raises(TeamInUseError, match="still has 1 application"):
        services.remove_team(ADA, team)
    kept.gone_at = NOW
    kept.save()
    services.remove_team(ADA, team, "Merged into Shops.")
    kept.refresh_from_db()
    assert kept.team is None


def test_removing_a_team_takes_its_roles_and_keeps_its_people(org: Org) -> None:
    team = make_team("Stores")
    person = make_member("mia@acme.example", Role.LEAD, team=team)
    Membership.objects.create(user=person, org=org, role=Role.VIEWER)
    services.remove_team(ADA, team, "Merged into Shops.")
    assert [row.place for row in person.memberships.all()] == [org.name]
    line = AuditLine.objects.get()
    assert line.verb == "team.removed"
    assert line.before == {"title": "Stores", "members": ["mia@acme.example: lead"]}
    assert line.why == "Merged into Shops."


def test_a_member_gets_a_role_another_and_none(viewer: User) -> None:
    team = make_team("Stores")
    for role in (Role.CONTRIBUTOR, Role.LEAD, None):
        services.set_member(ADA, team, " VIC@acme.example ", role)
    assert not team.memberships.exists()
    changes = [line.after or {} for line in AuditLine.objects.order_by("seq")]
    assert [each.get("Stores in every org") for each in changes] == [
        "contributor",
        "lead",
        None,
    ]
    assert {line.team_id for line in AuditLine.objects.all()} == {team.pk}
    assert viewer.memberships.get().role == Role.VIEWER


def test_roles_in_an_org_and_in_every_org_stand_side_by_side(
    viewer: User, org: Org
) -> None:
    team = make_team("Stores")
    services.set_member(ADA, team, viewer.email, Role.VIEWER)
    services.set_member(ADA, team, viewer.email, Role.LEAD, org.pk)
    services.set_member(ADA, team, viewer.email, None)
    held = team.memberships.get()
    assert (held.org, held.role) == (org, Role.LEAD)
    assert held.place == "Stores in acme-production"


def test_nobody_is_made_a_member_by_a_slip(viewer: User) -> None:
    team = make_team("Stores")
    with pytest.raises(AccountError, match="Nobody signs in"):
        services.set_member(ADA, team, "nobody@acme.example", Role.VIEWER)
    viewer.is_active = False
    viewer.save()
    with pytest.raises(AccountError, match="Nobody signs in"):
        services.set_member(ADA, team, viewer.email, Role.VIEWER)
    assert not team.memberships.exists()


def test_no_team_has_an_administrator(viewer: User) -> None:
    team = make_team("Stores")
    with pytest.raises(AccountError, match="every org and team"):
        services.set_member(ADA, team, viewer.email, Role.ADMINISTRATOR)
    assert not AuditLine.objects.exists()


def test_the_last_administrator_may_leave_a_team(administrator: User) -> None:
    team = make_team("Stores")
    services.set_member(ADA, team, administrator.email, Role.LEAD)
    services.set_member(ADA, team, administrator.email, None)
    assert administrator.memberships.get().role == Role.ADMINISTRATOR
