"""Calls that a person waits for come to an end."""

import pytest

from apps.okta.errors import OktaError, ServerFaultError, ThrottledError
from apps.orgs.models import Org, RateBucket
from apps.orgs.services import examine
from apps.orgs.services.doors import Door, Patience
from apps.simulator.server import Running


def test_patience_sleeps_while_there_is_time() -> None:
    Patience(5.0)(0.001)


def test_patience_ends_with_the_sentence_of_the_rate_limit() -> None:
    with pytest.raises(ThrottledError, match="share of the org's rate limit"):
        Patience(0.0)(1.0)


def test_patience_ends_with_the_reason_for_the_pause_where_there_is_one() -> None:
    def pause_after(error: OktaError) -> None:
        try:
            raise error
        except OktaError:
            Patience(0.0)(1.0)

    with pytest.raises(ServerFaultError, match="failed to answer"):
        pause_after(ServerFaultError("Okta failed to answer."))


def test_no_repr_of_a_door_shows_the_proxy_s_password() -> None:
    assert "sesame" not in repr(Door(proxy="http://me:sesame@proxy.example:3128"))


@pytest.mark.django_db
def test_an_examination_draws_from_the_shared_rows(
    okta: Running, connected: Org
) -> None:
    examine(connected, actor="ada@acme.example")
    row = RateBucket.objects.get(org=connected, bucket="/api/v1")
    assert row.taken >= 14
    assert row.in_flight == 0
