"""The life of the demo company's row, and who may move it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.demo import queries, services
from apps.demo.errors import DemoError, DemoLostError
from apps.demo.models import DemoCompany
from apps.demo.services import waiting

State = DemoCompany.State

pytestmark = pytest.mark.django_db


def row() -> DemoCompany:
    return DemoCompany.objects.get()


def expire() -> None:
    DemoCompany.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_nobody_wants_it_at_first() -> None:
    assert not queries.is_wanted()
    assert queries.company().state == State.OFF
    assert services.claim() is None


def test_asking_is_news_once_and_leaves_an_audit_line(administrator: User) -> None:
    assert services.ask(administrator)
    assert not services.ask(administrator)
    assert queries.is_wanted()
    assert AuditLine.objects.get(verb="demo.asked").actor == administrator.email


def test_one_worker_claims_it() -> None:
    services.ask()
    assert services.claim()
    assert services.claim() is None
    assert row().day_served is None


def test_another_worker_begins_again_when_the_lease_ran_out() -> None:
    services.ask()
    first = services.claim()
    expire()
    assert services.claim()
    assert first
    with pytest.raises(DemoLostError):
        services.keep(first)


def test_it_is_given_up_after_three_attempts() -> None:
    services.ask()
    for _ in range(3):
        assert services.claim()
        expire()
    assert services.claim() is None
    services.give_up_exhausted()
    assert row().state == State.FAILED
    assert "3 times" in row().reason
    assert services.ask()


def test_a_reason_of_somebody_who_lost_it_is_not_kept() -> None:
    services.ask()
    first = services.claim()
    expire()
    services.claim()
    assert first
    services.fail(first, "Too late.")
    assert row().state == State.BUILDING


def test_it_is_not_removed_while_it_is_made() -> None:
    services.ask()
    services.claim()
    assert not services.leave()
    expire()
    assert services.leave()


def test_ports_stay_while_orgs_are_connected() -> None:
    services.start_serving({"preview": "http://127.0.0.1:8171"})
    assert queries.kept_ports(row()) == ()
    DemoCompany.objects.update(state=State.READY)
    assert queries.kept_ports(row()) == (8171,)


def test_what_was_played_counts_only_where_it_is_still_wanted() -> None:
    services.start_serving({"preview": "http://127.0.0.1:8171"})
    services.note_served(60)
    assert row().day_served is None
    services.note_served(0)
    assert row().day_served == 0


def test_silence_is_noticed() -> None:
    services.start_serving({})
    assert queries.is_heard(row())
    DemoCompany.objects.update(heard_at=timezone.now() - timedelta(minutes=2))
    assert not queries.is_heard(row())


def test_the_player_returns_the_origins_once_the_day_is_played() -> None:
    services.ask()
    token = services.claim()
    assert token
    services.start_serving({"preview": "http://127.0.0.1:8171"})
    services.note_served(0)
    origins = services.RowPlayer(token).play_to(0)
    assert origins == {"preview": "http://127.0.0.1:8171"}


def test_the_player_says_that_nobody_simulates() -> None:
    services.ask()
    token = services.claim()
    assert token
    player = waiting.RowPlayer(token, patience_seconds=0.1)
    with pytest.raises(DemoError, match="simulate_demo"):
        player.play_to(0)
