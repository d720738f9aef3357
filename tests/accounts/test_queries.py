"""Who may do what: the highest role that a person holds counts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from apps.accounts import queries
from apps.accounts.models import Membership, Role, User
from apps.orgs.models import Org
from tests.factories import make_member, make_user


def test_roles_grow() -> None:
    assert [role for role in Role if role.covers(Role.LEAD)] == [
        Role.LEAD,
        Role.ADMINISTRATOR,
    ]


def test_an_administrator_holds_everything_everywhere(
    administrator: User, org: Org
) -> None:
    assert queries.org_ids_for(administrator) is None
    assert queries.role_for(administrator, org.pk) is Role.ADMINISTRATOR
    assert queries.has_role(administrator, org.pk, Role.ADMINISTRATOR)
    assert queries.is_administrator(administrator)


def test_a_role_holds_in_its_org_alone(lead: User, org: Org, other_org: Org) -> None:
    assert queries.org_ids_for(lead) == frozenset({org.pk})
    assert queries.role_for(lead, org.pk) is Role.LEAD
    assert queries.role_for(lead, other_org.pk) is None
    assert queries.has_role(lead, org.pk, Role.VIEWER)
    assert not queries.has_role(lead, org.pk, Role.ADMINISTRATOR)
    assert not queries.has_role(lead, other_org.pk, Role.VIEWER)
    assert not queries.is_administrator(lead)


def test_a_role_for_every_org_and_one_for_an_org_add_up(
    viewer: User, org: Org, other_org: Org
) -> None:
    Membership.objects.create(user=viewer, org=None, role=Role.CONTRIBUTOR)
    Membership.objects.create(user=viewer, org=other_org, role=Role.LEAD)
    assert queries.org_ids_for(viewer) is None
    assert queries.org_ids_for(viewer, Role.LEAD) == frozenset({other_org.pk})
    assert queries.role_for(viewer, org.pk) is Role.CONTRIBUTOR
    assert queries.role_for(viewer, other_org.pk) is Role.LEAD


def test_an_administrator_of_one_org_is_one_of_all(org: Org, other_org: Org) -> None:
    person = make_member("odd@acme.example", Role.ADMINISTRATOR, org)
    assert queries.has_role(person, other_org.pk, Role.ADMINISTRATOR)


def test_who_is_not_signed_in_or_deactivated_holds_nothing(
    administrator: User, org: Org
) -> None:
    administrator.is_active = False
    for person in (AnonymousUser(), administrator):
        assert queries.org_ids_for(person) == frozenset()
        assert queries.role_for(person, org.pk) is None
        assert not queries.is_administrator(person)


def test_many_questions_cost_one_query(
    lead: User, org: Org, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = User.objects.get(pk=lead.pk)
    with django_assert_num_queries(1):
        for _ in range(3):
            queries.has_role(person, org.pk, Role.LEAD)
            queries.org_ids_for(person)


def test_only_who_can_sign_in_counts_as_administrator(db: None) -> None:
    assert not queries.administrator_exists()
    invited = User.objects.create_user("new@acme.example")
    Membership.objects.create(user=invited, role=Role.ADMINISTRATOR)
    gone = make_user("gone@acme.example", is_active=False)
    Membership.objects.create(user=gone, role=Role.ADMINISTRATOR)
    assert not queries.administrator_exists()
    make_member("ada@acme.example", Role.ADMINISTRATOR)
    assert queries.administrator_exists()


def test_addresses_are_kept_in_lower_case(db: None) -> None:
    person = User.objects.create_user(" Ada@Acme.Example ")
    assert person.email == "ada@acme.example"
    assert str(person) == "ada@acme.example"
    assert User.objects.get_by_natural_key("ADA@acme.example") == person


def test_orgs_are_offered_by_name(org: Org, other_org: Org) -> None:
    assert queries.org_choices() == [
        (org.pk, "acme-production"),
        (other_org.pk, "umbra-production"),
    ]


def test_a_person_holds_one_role_per_place(lead: User, org: Org) -> None:
    for place in (org, None):
        Membership.objects.filter(user=lead, org=place).delete()
        Membership.objects.create(user=lead, org=place, role=Role.VIEWER)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=lead, org=place, role=Role.LEAD)
