"""Every operation of the contract is answered, and what breaks it is noted."""

import httpx
import pytest

from apps.simulator.contract import document
from apps.simulator.server import Running
from apps.simulator.simulation import HANDLERS
from tests.simulator.conftest import get, put


def test_every_operation_is_answered() -> None:
    operations = {
        operation["operationId"]
        for item in document()["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
    }

    assert operations - {"token"} == set(HANDLERS)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/users", 404, "E0000008"),
        ("/api/v1/apps?limit=201", 400, "E0000001"),
        ("/api/v1/apps?limit=many", 400, "E0000001"),
        ("/api/v1/apps?limit=0", 400, "E0000001"),
        ("/api/v1/apps?useOptimization=true", 400, "E0000001"),
        ("/api/v1/apps?includeNonDeleted=perhaps", 400, "E0000001"),
        ("/api/v1/apps/..%2F", 400, "E0000001"),
        ("/api/v1/policies", 400, "E0000001"),
        ("/api/v1/policies?type=NONSENSE", 400, "E0000001"),
        ("/api/v1/authenticators?limit=20", 400, "E0000001"),
    ],
)
def test_a_request_outside_the_contract_is_refused_and_noted(
    path: str, status: int, code: str, client: httpx.Client, classic: Running
) -> None:
    refused = get(client, classic, path)

    assert (refused.status_code, refused.json()["errorCode"]) == (status, code)
    assert [entry.status for entry in classic.log.violations] == [status]


def test_a_wrong_method_is_refused_and_noted(
    client: httpx.Client, classic: Running
) -> None:
    refused = put(client, classic, "/api/v1/apps", {})

    assert (refused.status_code, refused.json()["errorCode"]) == (405, "E0000022")
    assert len(classic.log.violations) == 1


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"name": "x", "label": "x", "signOnMode": "BOOKMARK"},
        {"name": "x", "label": 7, "signOnMode": "BOOKMARK", "settings": {}},
        {
            "name": "x",
            "label": "x",
            "signOnMode": None,
            "settings": {"oauthClient": {"grant_types": [1]}},
        },
    ],
)
def test_a_body_outside_the_contract_is_refused_and_noted(
    body: object, client: httpx.Client, classic: Running
) -> None:
    refused = put(client, classic, "/api/v1/apps/0oa1", body)

    assert (refused.status_code, refused.json()["errorCode"]) == (400, "E0000001")
    assert len(classic.log.violations) == 1


def test_a_body_that_is_no_json_is_refused(
    client: httpx.Client, classic: Running
) -> None:
    refused = client.put(
        f"{classic.origin}/api/v1/apps/0oa1",
        headers={"Authorization": f"SSWS {classic.token}"},
        content=b"{",
    )

    assert refused.json()["errorCauses"][0]["errorSummary"] == "body is no JSON"


@pytest.mark.parametrize("cursor", ["rubbish", "YXBwLng", "dHJ1LjE", "%C3%A4"])
def test_a_cursor_that_was_never_given_is_refused(
    cursor: str, client: httpx.Client, classic: Running
) -> None:
    refused = get(client, classic, f"/api/v1/apps?after={cursor}&limit=10")

    assert (refused.status_code, refused.json()["errorCode"]) == (400, "E0000001")
