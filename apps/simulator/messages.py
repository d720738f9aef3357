"""What comes in and what goes out: requests, answers and Okta's error bodies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from apps.simulator.org import letters
from apps.simulator.store import Json, encode

SUMMARIES = {
    "E0000001": "Api validation failed: {0}",
    "E0000002": "The request was not valid: {0}",
    "E0000006": "You do not have permission to perform the requested action",
    "E0000007": "Not found: Resource not found: {0}",
    "E0000008": "The requested path was not found",
    "E0000009": "Internal Server Error",
    "E0000011": "Invalid token provided",
    "E0000015": "You do not have permission to access the feature you are requesting",
    "E0000022": "The endpoint does not support the provided HTTP method",
    "E0000047": "API call exceeded rate limit due to too many requests.",
    "E0000239": "Policy priorities are being reconciled. Please try again later.",
}


@dataclass(frozen=True)
class Request:
    """One request. `target` stood on the request line; header names are lower case."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    client: str = "127.0.0.1"

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query_text(self) -> str:
        return urlsplit(self.target).query

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_text, keep_blank_values=True))

    @property
    def json(self) -> Any:
        """Return the decoded body; raises ValueError where it is no JSON."""
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace")))


@dataclass
class Answer:
    """One answer; `cut` is where its body breaks off, `dropped` sends nothing."""

    status: int = 200
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    content_type: str = "application/json"
    counts: bool = True  # against the rate limit, and shows its headers
    cut: int | None = None
    dropped: bool = False
    server: str = "nginx"


class OktaError(Exception):
    """An error that Okta answers with."""

    def __init__(self, status: int, code: str, about: str = "", *causes: str) -> None:
        super().__init__(code)
        self.status, self.code, self.about, self.causes = status, code, about, causes

    def answer(self) -> Answer:
        counted = self.code != "E0000015"
        body = error_body(self.code, self.about, *self.causes)
        return Answer(self.status, encode(body), counts=counted)


def error_body(code: str, about: str = "", *causes: str) -> Json:
    return {
        "errorCode": code,
        "errorSummary": SUMMARIES[code].format(about),
        "errorLink": code,
        "errorId": f"oae{letters(22, code, about, causes)}",
        "errorCauses": [{"errorSummary": cause} for cause in causes],
    }


def invalid(about: str, *causes: str) -> OktaError:
    return OktaError(400, "E0000001", about, *causes)


def not_found(object_id: str, kind: str) -> OktaError:
    return OktaError(404, "E0000007", f"{object_id} ({kind})")


def oauth_error(status: int, error: str, description: str) -> Answer:
    body = {"error": error, "error_description": description}
    return Answer(status, encode(body))
