"""Faults strike when and where they were told to."""

import socket
import time
from email.utils import parsedate_to_datetime

import httpx
import pytest

from apps.simulator.server import Running
from tests.simulator.conftest import get

APPS = "/api/v1/apps?limit=10"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("rate_limit", 429, "E0000047"),
        ("concurrency", 429, "E0000047"),
        ("server_error", 500, "E0000009"),
        ("policy_busy", 423, "E0000239"),
        ("forbidden", 403, "E0000006"),
    ],
)
def test_an_error_comes_once_and_then_the_answer(
    kind: str, status: int, code: str, client: httpx.Client, classic: Running
) -> None:
    classic.faults.add(kind, path="/api/v1/apps", times=1)
    refused = get(client, classic, APPS)

    assert refused.status_code == status
    assert refused.json()["errorCode"] == code
    assert get(client, classic, APPS).status_code == 200
    assert [entry.fault for entry in classic.log.entries] == [kind, ""]


def test_a_rate_limit_names_its_reset(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("rate_limit", seconds=5)
    refused = get(client, classic, APPS)

    assert 3 <= int(refused.headers["x-rate-limit-reset"]) - time.time() <= 5


@pytest.mark.parametrize("kind", ["html", "unavailable"])
def test_a_page_in_html_is_no_json(
    kind: str, client: httpx.Client, classic: Running
) -> None:
    classic.faults.add(kind)
    response = get(client, classic, APPS)

    assert response.headers["content-type"].startswith("text/html")
    assert "x-rate-limit-limit" not in response.headers
    assert response.text.startswith("<!DOCTYPE html>")


def test_another_host_answers_like_apache(
    client: httpx.Client, classic: Running
) -> None:
    classic.faults.add("apache_404")
    response = get(client, classic, "/.well-known/okta-organization")

    assert response.headers["server"] == "Apache"
    assert response.json() == {"status": 404, "message": "Resource not found"}


def test_a_connection_can_be_dropped(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("drop", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        get(client, classic, APPS)

    assert get(client, classic, APPS).status_code == 200


def test_a_body_can_break_off(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("truncate", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        get(client, classic, APPS)

    assert get(client, classic, APPS).status_code == 200


def test_a_body_can_be_no_json(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("invalid_json")
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|Invalid"):
        get(client, classic, APPS).json()


def test_rate_headers_can_be_missing(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("no_rate_headers")
    response = get(client, classic, APPS)

    assert response.status_code == 200
    assert "x-rate-limit-limit" not in response.headers
    assert len(response.headers.get_list("link")) == 2


def test_the_next_link_can_lead_away(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("foreign_next")
    response = get(client, classic, APPS)

    assert response.links["next"]["url"].startswith("https://attacker.invalid/api")
    assert response.links["self"]["url"].startswith(classic.origin)


def test_a_redirect_leads_away(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("redirect")
    response = get(client, classic, APPS)

    assert response.status_code == 302
    assert response.headers["location"] == "https://portal.invalid/login"


def test_a_slow_answer_takes_its_time(client: httpx.Client, classic: Running) -> None:
    classic.faults.add("slow", milliseconds=120)
    started = time.perf_counter()

    assert get(client, classic, APPS).status_code == 200
    assert time.perf_counter() - started >= 0.12


def test_a_fault_strikes_every_kth_request_and_only_its_path(
    client: httpx.Client, classic: Running
) -> None:
    classic.faults.add("server_error", path="/apps", method="GET", every=3, skip=1)
    codes = [get(client, classic, APPS).status_code for _ in range(7)]

    assert codes == [200, 200, 200, 500, 200, 200, 500]
    assert get(client, classic, "/api/v1/org").status_code == 200
    classic.faults.clear()
    assert get(client, classic, APPS).status_code == 200


def test_an_unknown_fault_is_refused(classic: Running) -> None:
    with pytest.raises(ValueError, match="no fault named"):
        classic.faults.add("earthquake")


def test_the_clock_of_the_org_can_be_off(
    client: httpx.Client, classic: Running
) -> None:
    classic.simulation.clock_skew = 3600
    response = get(client, classic, APPS)
    date = parsedate_to_datetime(response.headers["date"]).timestamp()

    assert date - time.time() > 3500
    assert int(response.headers["x-rate-limit-reset"]) - time.time() > 3500


def test_a_broken_request_line_ends_the_connection(classic: Running) -> None:
    host, port = classic.origin.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        assert b"400" in connection.recv(1000)
