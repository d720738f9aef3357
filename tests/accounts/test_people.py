"""Changes to people: each leaves a line, and one administrator always stays."""

import threading
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client

from apps.accounts import services
from apps.accounts.errors import (
    AccountError,
    LastAdministratorError,
    TakenAddressError,
)
from apps.accounts.models import Membership, OneTimeLink, Role, User
from apps.accounts.queries import administrators
from apps.audit.models import AuditLine
from apps.orgs.models import Org
from tests.factories import make_member

ADA = "ada@acme.example"


def last_line() -> AuditLine:
    line = AuditLine.objects.first()
    assert line is not None
    return line


def signed_in(client: Client, person: User) -> Client:
    """Sign in as the page does, so that the session is listed."""
    client.post(
        "/accounts/login/",
        {"login": person.email, "password": "correct horse battery staple"},
    )
    return client


def test_an_invited_person_has_a_role_and_no_way_in_yet(org: Org) -> None:
    person = services.invite(ADA, "New@Acme.example", Role.VIEWER, org.pk)
    assert person.email == "new@acme.example"
    assert person.is_invited
    assert Membership.objects.get(user=person).org == org
    line = last_line()
    assert (line.actor, line.verb, line.subject, line.org_id, line.after) == (
        ADA,
        "person.invited",
        "person:new@acme.example",
        org.pk,
        {"acme-production": "viewer"},
    )


def test_nobody_is_invited_twice(viewer: User) -> None:
    with pytest.raises(TakenAddressError, match="already has an account"):
        services.invite(ADA, "VIC@acme.example", Role.LEAD)
    assert not AuditLine.objects.exists()


def test_an_administrator_of_one_org_is_not_made(viewer: User, org: Org) -> None:
    with pytest.raises(AccountError, match="every org"):
        services.set_role(ADA, viewer, Role.ADMINISTRATOR, org.pk)
    assert Membership.objects.get(user=viewer).role == Role.VIEWER


def test_a_role_is_changed_added_and_taken_away(
    administrator: User, viewer: User, org: Org, other_org: Org
) -> None:
    services.set_role(ADA, viewer, Role.LEAD, org.pk)
    line = last_line()
    assert line.before == {"acme-production": "viewer"}
    assert line.after == {"acme-production": "lead"}
    assert line.org_id == org.pk
    services.set_role(ADA, viewer, Role.VIEWER, other_org.pk)
    services.set_role(ADA, viewer, None, org.pk)
    assert last_line().after == {"umbra-production": "viewer"}
    services.set_role(ADA, viewer, Role.CONTRIBUTOR, None)
    assert last_line().after == {
        "umbra-production": "viewer",
        "every org": "contributor",
    }


def test_what_changes_nothing_leaves_no_line(
    administrator: User, viewer: User, org: Org
) -> None:
    services.set_role(ADA, viewer, Role.VIEWER, org.pk)
    services.reactivate(ADA, viewer)
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize("role", [None, Role.LEAD])
def test_the_last_administrator_stays_one(
    administrator: User, role: Role | None
) -> None:
    with pytest.raises(LastAdministratorError, match="last administrator"):
        services.set_role(ADA, administrator, role)
    assert administrators().get() == administrator
    assert not AuditLine.objects.exists()


def test_the_last_administrator_is_not_deactivated(
    administrator: User,
) -> None:
    services.invite(ADA, "second@acme.example", Role.ADMINISTRATOR)
    with pytest.raises(LastAdministratorError):
        services.deactivate(ADA, administrator)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_one_of_two_administrators_may_go(administrator: User) -> None:
    second = make_member("second@acme.example", Role.ADMINISTRATOR)
    services.deactivate(ADA, second)
    assert last_line().verb == "person.deactivated"
    assert administrators().get() == administrator


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_at_once() -> None:
    people = [
        make_member(f"{name}@acme.example", Role.ADMINISTRATOR) for name in ("a", "b")
    ]
    answers: list[str] = []
    start = threading.Barrier(2)

    def remove(person: User) -> None:
        try:
            start.wait()
            services.set_role("x", person, None)
            answers.append("removed")
        except LastAdministratorError:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["refused", "removed"]
    assert administrators().count() == 1


def test_who_is_deactivated_is_out_at_once(
    administrator: User, viewer: User, client: Client
) -> None:
    signed_in(client, viewer)
    assert client.get("/accounts/sessions/").status_code == 200
    url = services.password_link(ADA, viewer)
    services.deactivate(ADA, viewer)
    assert client.get("/accounts/sessions/").status_code == 302
    assert not OneTimeLink.objects.filter(used_at=None).exists()
    assert Client().get(url).status_code == 410
    services.reactivate(ADA, viewer)
    assert last_line().after == {"active": True}
    signed_in(client, viewer)
    assert client.get("/accounts/sessions/").status_code == 200


def test_sessions_end_on_every_device(viewer: User) -> None:
    phone, desk = signed_in(Client(), viewer), signed_in(Client(), viewer)
    assert services.end_sessions(ADA, viewer) == 2
    for client in (phone, desk):
        assert client.get("/accounts/sessions/").status_code == 302
    assert not UserSession.objects.exists()
    assert last_line().after == {"sessions": 2}


def test_a_lost_second_factor_is_removed(viewer: User) -> None:
    Authenticator.objects.create(
        user=viewer, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    services.remove_second_factor(ADA, viewer)
    assert not Authenticator.objects.exists()
    line = last_line()
    assert line.before == {"kinds": ["totp"]}
    with pytest.raises(AccountError, match="no second factor"):
        services.remove_second_factor(ADA, viewer)


def test_an_account_that_exists_becomes_administrator(viewer: User) -> None:
    viewer.is_active = False
    viewer.save()
    person = services.make_administrator("VIC@acme.example", "another long phrase")
    assert person == viewer
    assert person.is_active
    assert person.check_password("another long phrase")
    assert administrators().get() == viewer


def test_no_line_holds_a_password_or_a_link(administrator: User) -> None:
    url = services.password_link(ADA, administrator)
    services.make_administrator("b@acme.example", "another long phrase")
    text: Any = str(list(AuditLine.objects.values()))
    assert "another long phrase" not in text
    assert url.split("/")[-2] not in text


def test_a_role_is_given_while_there_is_no_administrator_yet(
    viewer: User, org: Org
) -> None:
    services.set_role("command line", viewer, Role.LEAD, org.pk)
    assert Membership.objects.get(user=viewer).role == Role.LEAD
    services.deactivate("command line", viewer)
    viewer.refresh_from_db()
    assert not viewer.is_active
