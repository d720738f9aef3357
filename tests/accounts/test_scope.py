"""How far roles reach: orgs, teams, and a team within one org."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import Membership, Role, Team, User
from apps.accounts.queries import has_role, is_administrator, role_for
from apps.accounts.scope import Scope, scope_of, sees_teams, visible_teams
from apps.inventory.models import Application
from apps.orgs.access import visible_orgs
from apps.orgs.models import Org
from tests.factories import make_application, make_member, make_team, make_user


@pytest.fixture
def payments(db: None) -> Team:
    return make_team("payments")


@pytest.fixture
def stores(db: None) -> Team:
    return make_team("stores")


def labels(person: User) -> set[str]:
    rows = Application.objects.filter(scope_of(person).applications())
    return set(rows.values_list("label", flat=True))


@pytest.fixture
def rows(org: Org, other_org: Org, payments: Team, stores: Team) -> None:
    for place in (org, other_org):
        for team in (payments, stores, None):
            named = team.name if team else "nobody"
            make_application(place, f"{named} {place.name}", team=team)


ACME, UMBRA = "acme-production", "umbra-production"


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    ("in_org", "in_team", "seen"),
    [
        (
            None,
            None,
            {f"{who} {where}" for who in ("payments", "stores", "nobody")
             for where in (ACME, UMBRA)},
        ),
        (ACME, None, {f"{who} {ACME}" for who in ("payments", "stores", "nobody")}),
        (None, "payments", {f"payments {ACME}", f"payments {UMBRA}"}),
        (ACME, "payments", {f"payments {ACME}"}),
    ],
)  # fmt: skip
def test_a_role_reaches_as_far_as_org_and_team_say(
    in_org: str | None, in_team: str | None, seen: set[str]
) -> None:
    org = Org.objects.filter(name=in_org).first()
    team = Team.objects.filter(name=in_team).first()
    person = make_member("mia@acme.example", Role.VIEWER, org, team)
    assert labels(person) == seen
    scope = scope_of(person)
    covered = {
        row.label
        for row in Application.objects.all()
        if scope.covers(row.org_id, row.team_id)
    }
    assert covered == seen
    assert scope.everything == (in_org is None and in_team is None)
    assert scope_of(person, Role.LEAD).is_empty


@pytest.mark.usefixtures("rows")
def test_roles_add_up(org: Org, payments: Team, other_org: Org, stores: Team) -> None:
    person = make_member("mia@acme.example", Role.VIEWER, org)
    Membership.objects.create(user=person, org=other_org, team=stores, role=Role.LEAD)
    assert f"stores {UMBRA}" in labels(person)
    assert f"payments {UMBRA}" not in labels(person)
    assert scope_of(person).covers_org(org.pk)
    assert not scope_of(person).covers_org(other_org.pk)
    assert scope_of(person).org_ids() == frozenset({org.pk})
    assert role_for(person, other_org.pk, stores.pk) is Role.LEAD
    assert role_for(person, other_org.pk) is None
    assert role_for(person, org.pk, stores.pk) is Role.VIEWER
    assert has_role(person, other_org.pk, Role.CONTRIBUTOR, stores.pk)
    assert not has_role(person, other_org.pk, Role.VIEWER, payments.pk)


def test_who_holds_nothing_sees_nothing(org: Org, outsider: User) -> None:
    make_application(org)
    for person in (outsider, AnonymousUser()):
        assert scope_of(person).is_empty
        assert not Application.objects.filter(scope_of(person).applications())
    assert not Application.objects.filter(Scope().where("org", "team"))


def test_a_team_shows_the_orgs_in_which_it_has_applications(
    org: Org, other_org: Org, payments: Team
) -> None:
    person = make_member("mia@acme.example", Role.VIEWER, team=payments)
    assert not visible_orgs(person)
    make_application(org, team=payments)
    make_application(org, team=payments)
    make_application(other_org)
    assert list(visible_orgs(person)) == [org]


def test_a_team_within_an_org_shows_no_other_org(
    org: Org, other_org: Org, payments: Team
) -> None:
    for place in (org, other_org):
        make_application(place, team=payments)
    person = make_member("mia@acme.example", Role.VIEWER, org, payments)
    assert list(visible_orgs(person)) == [org]


def test_shared_rows_are_everybodys_and_never_widen_everything(
    org: Org, payments: Team
) -> None:
    from django.db.models import Q

    make_application(org, "ours", team=payments)
    make_application(org, "shared", name="shared")
    make_application(org, "theirs")
    shared = Q(name="shared")
    member = make_member("mia@acme.example", Role.VIEWER, team=payments)
    everybody = make_member("eve@acme.example", Role.VIEWER)

    def seen(person: User) -> set[str]:
        bounds = scope_of(person).with_shared(shared)
        rows = Application.objects.filter(bounds)
        return set(rows.values_list("label", flat=True))

    assert seen(member) == {"ours", "shared"}
    assert seen(everybody) == {"ours", "shared", "theirs"}


def test_an_administrator_of_a_team_is_none(payments: Team) -> None:
    person = make_member("odd@acme.example", Role.ADMINISTRATOR, team=payments)
    assert not is_administrator(person)
    assert not scope_of(person).everything


@pytest.mark.usefixtures("rows")
def test_many_questions_cost_one_query(
    payments: Team, org: Org, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pk = make_member("mia@acme.example", Role.LEAD, team=payments).pk
    person = User.objects.get(pk=pk)
    with django_assert_num_queries(1):
        for _ in range(3):
            assert scope_of(person, Role.LEAD).covers(org.pk, payments.pk)
            assert has_role(person, org.pk, Role.LEAD, payments.pk)
            assert sees_teams(person)


def test_teams_are_seen_by_their_people(
    payments: Team, stores: Team, viewer: User, administrator: User
) -> None:
    member = make_member("mia@acme.example", Role.VIEWER, team=payments)
    assert list(visible_teams(member)) == [payments]
    assert not visible_teams(viewer)
    assert not sees_teams(viewer)
    assert set(visible_teams(administrator)) == {payments, stores}


def test_a_person_holds_one_role_per_place(org: Org, payments: Team) -> None:
    person = make_user("mia@acme.example")
    for place in (
        {"org": org, "team": payments},
        {"org": None, "team": payments},
        {"org": org, "team": None},
        {"org": None, "team": None},
    ):
        Membership.objects.create(user=person, role=Role.VIEWER, **place)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=person, role=Role.LEAD, **place)
    assert Membership.objects.filter(user=person).count() == 4
