"""Faults on demand: what should go wrong, for which requests, how often."""

import re
import threading
import time
from dataclasses import asdict, dataclass

from apps.simulator.messages import Answer, OktaError, Request
from apps.simulator.store import Json

HTML = b"""<!DOCTYPE html><html><head><title>Corporate proxy</title></head>
<body><h1>Sign in to the network</h1><p>Your session has ended.</p></body></html>"""
APACHE = b'{"status":404,"message":"Resource not found"}'
KINDS = {
    "rate_limit": "429 E0000047, with a reset `seconds` from now",
    "concurrency": "429 E0000047 with limit and remaining 0",
    "server_error": "500 E0000009",
    "unavailable": "503 with an HTML body",
    "policy_busy": "423 E0000239",
    "forbidden": "403 E0000006",
    "slow": "waits `milliseconds`, then answers as usual",
    "drop": "closes the connection without an answer",
    "truncate": "breaks off half way through the body",
    "html": "200 with the page of a proxy",
    "invalid_json": "200 with a body that is no JSON",
    "no_rate_headers": "leaves the rate-limit headers out",
    "foreign_next": "a next link that names another host",
    "redirect": "302 to another host",
    "apache_404": "404 of a host that is no Okta org",
}
BEFORE = frozenset(
    {
        "rate_limit",
        "concurrency",
        "server_error",
        "unavailable",
        "policy_busy",
        "forbidden",
        "drop",
        "html",
        "redirect",
        "apache_404",
    }
)


@dataclass
class Fault:
    """`path` is a regular expression that must be found in path and query.

    It strikes `times` times (None: always), each `every`-th matching request, and not
    before `skip` matching requests have passed.
    """

    kind: str
    path: str = ""
    method: str = ""
    times: int | None = None
    every: int = 1
    skip: int = 0
    milliseconds: int = 0
    seconds: int = 2
    id: int = 0
    seen: int = 0
    struck: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"There is no fault named {self.kind}.")
        re.compile(self.path)

    def strikes(self, request: Request) -> bool:
        """Count a matching request and say whether the fault hits it."""
        if self.method and self.method != request.method:
            return False
        if not re.search(self.path, request.target):
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self.seen += 1
        if self.seen <= self.skip or (self.seen - self.skip) % self.every:
            return False
        self.struck += 1
        return True


class Faults:
    """The faults that are switched on."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._last = 0

    def add(self, kind: str, **options: object) -> Fault:
        """Switch a fault on; raises ValueError for an unknown kind."""
        fault = Fault(kind, **options)  # type: ignore[arg-type]
        with self._lock:
            self._last += 1
            fault.id = self._last
            self._faults.append(fault)
        return fault

    def strike(self, request: Request) -> list[Fault]:
        with self._lock:
            return [fault for fault in self._faults if fault.strikes(request)]

    def remove(self, number: int) -> bool:
        with self._lock:
            kept = [fault for fault in self._faults if fault.id != number]
            found = len(kept) < len(self._faults)
            self._faults = kept
        return found

    def clear(self) -> None:
        with self._lock:
            self._faults = []

    @property
    def json(self) -> list[Json]:
        with self._lock:
            return [asdict(fault) for fault in self._faults]


def instead(fault: Fault, now: float) -> Answer:
    """Return the answer that a fault gives in place of the real one."""
    errors = {
        "rate_limit": (429, "E0000047"),
        "concurrency": (429, "E0000047"),
        "server_error": (500, "E0000009"),
        "policy_busy": (423, "E0000239"),
        "forbidden": (403, "E0000006"),
    }
    if fault.kind in errors:
        answer = OktaError(*errors[fault.kind]).answer()
        if fault.kind in ("rate_limit", "concurrency"):
            answer.headers = rate_headers(fault, now)
        return answer
    html = "text/html; charset=utf-8"
    answers = {
        "drop": Answer(dropped=True),
        "unavailable": Answer(503, HTML, content_type=html, server="cloud-edge"),
        "html": Answer(200, HTML, content_type=html, server="squid"),
        "redirect": Answer(302, headers=[("Location", "https://portal.invalid/login")]),
        "apache_404": Answer(404, APACHE, server="Apache"),
    }
    answer = answers[fault.kind]
    answer.counts = False
    return answer


def rate_headers(fault: Fault, now: float) -> list[tuple[str, str]]:
    limit = "0" if fault.kind == "concurrency" else "100"
    return [
        ("X-Rate-Limit-Limit", limit),
        ("X-Rate-Limit-Remaining", "0"),
        ("X-Rate-Limit-Reset", str(int(now + fault.seconds))),
    ]


def spoil(fault: Fault, answer: Answer) -> None:
    """Change a real answer as the fault says."""
    if fault.kind == "slow":
        time.sleep(fault.milliseconds / 1000)
    elif fault.kind == "truncate":
        answer.cut = len(answer.body) // 2
    elif fault.kind == "invalid_json":
        answer.body = answer.body[: len(answer.body) // 2] + b"<<<"
    elif fault.kind == "no_rate_headers":
        names = [name for name, _ in answer.headers if name.startswith("X-Rate-")]
        answer.headers = [pair for pair in answer.headers if pair[0] not in names]
    elif fault.kind == "foreign_next":
        answer.headers = [
            (name, _foreign(value) if 'rel="next"' in value else value)
            for name, value in answer.headers
        ]


def _foreign(link: str) -> str:
    return re.sub(r"<https?://[^/]+", "<https://attacker.invalid", link)
