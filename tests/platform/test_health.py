"""Tests of /healthz and /readyz."""

import pytest
from django.test import Client

from apps.accounts.models import User
from upgradeplanner import heartbeat


def test_the_process_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"alive": True}


@pytest.mark.django_db
def test_it_is_ready_while_a_worker_lives(client: Client) -> None:
    heartbeat.mark()
    response = client.get("/readyz")
    assert response.status_code == 200
    answer = response.json()
    assert answer["ready"] is True
    names = [check["name"] for check in answer["checks"]]
    assert names == ["database", "migrations", "broker", "worker"]
    assert all(check["sentence"].endswith(".") for check in answer["checks"])


@pytest.mark.django_db
def test_it_is_not_ready_without_a_worker_and_says_so(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"][-1] == {
        "name": "worker",
        "ok": False,
        "sentence": "No worker is alive: nothing will sync.",
    }


@pytest.mark.django_db
def test_readiness_asks_no_log_in(client: Client, administrator: User) -> None:
    anonymous = client.get("/readyz").json()
    client.force_login(administrator)
    assert client.get("/readyz").json() == anonymous
