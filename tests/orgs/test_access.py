"""Strangers get 404, readers 403 on writes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.accounts.models import Role, User
from apps.orgs.access import (
    left_out,
    may_connect,
    org_for,
    org_for_reading,
    require_connecting,
    visible_orgs,
)
from apps.orgs.models import Org
from tests.factories import make_org

pytestmark = pytest.mark.django_db


def test_a_person_sees_the_orgs_of_their_roles(
    viewer: User, org: Org, other_org: Org
) -> None:
    assert list(visible_orgs(viewer)) == [org]


def test_an_administrator_sees_every_org(
    administrator: User, org: Org, other_org: Org
) -> None:
    assert set(visible_orgs(administrator)) == {org, other_org}


def test_a_stranger_and_a_wrong_name_look_the_same(
    outsider: User, viewer: User, org: Org
) -> None:
    with pytest.raises(Http404):
        org_for_reading(outsider, org.name)
    with pytest.raises(Http404):
        org_for_reading(viewer, "nobody")


def test_a_reader_is_refused_a_write(viewer: User, org: Org) -> None:
    assert org_for_reading(viewer, org.name) == org
    with pytest.raises(PermissionDenied):
        org_for(viewer, org.name, Role.LEAD)


def test_a_stranger_does_not_learn_that_a_write_is_refused(
    outsider: User, org: Org
) -> None:
    with pytest.raises(Http404):
        org_for(outsider, org.name, Role.LEAD)


def test_a_lead_may_write_and_not_remove(lead: User, org: Org) -> None:
    assert org_for(lead, org.name, Role.LEAD) == org
    with pytest.raises(PermissionDenied):
        org_for(lead, org.name, Role.ADMINISTRATOR)


def test_leads_and_administrators_connect(
    administrator: User, lead: User, contributor: User, outsider: User
) -> None:
    assert may_connect(administrator)
    assert may_connect(lead)
    assert not may_connect(contributor)
    with pytest.raises(PermissionDenied):
        require_connecting(outsider)


def test_a_demo_is_left_out_beside_real_orgs_unless_it_is_chosen(org: Org) -> None:
    demo = make_org("demo-preview", is_demo=True)
    assert left_out([org, demo], "") == [demo]
    assert left_out([org, demo], "demo-preview") == []
    assert left_out([demo], "") == []
