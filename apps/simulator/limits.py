"""Okta's rate limits: buckets whose window starts with the first call."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Plan = Literal["free", "enterprise", "workforce", "off"]
WITHOUT_LIMIT = 1_000_000

# Requests per minute of an org, by plan; a token may use half of each.
# Source: https://developer.okta.com/docs/reference/rl-global-mgmt/
TABLE: dict[str, dict[str, int]] = {
    "free": {"apps": 20, "app": 100, "other": 100},
    "enterprise": {"apps": 100, "app": 600, "other": 600},
    "workforce": {"apps": 100, "app": 500, "other": 1200},
}
TOKEN_LIMIT = 150  # of /oauth2/v1/token, as seen in its headers
CONCURRENT = {"free": 35, "enterprise": 75, "workforce": 75}
APP_DEPTH = 4  # /api/v1/apps/{id}


def bucket_of(path: str) -> str:
    """Return the bucket that a path draws from."""
    parts = path.strip("/").split("/")
    if parts[:2] == ["oauth2", "v1"]:
        return "token"
    if parts[:3] == ["api", "v1", "apps"]:
        return "app" if len(parts) == APP_DEPTH else "apps"
    if parts[:3] == ["api", "v1", "authorizationServers"]:
        return "servers"
    return "other"


@dataclass
class Window:
    ends_at: float
    used: int = 0


@dataclass(frozen=True)
class Draw:
    """What one call found in its bucket."""

    allowed: bool
    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [
            ("X-Rate-Limit-Limit", str(self.limit)),
            ("X-Rate-Limit-Remaining", str(self.remaining)),
            ("X-Rate-Limit-Reset", str(self.reset)),
        ]


@dataclass
class Limits:
    """The buckets of an org.

    `overrides` sets what a token may use of a bucket, `percent` is its share of the
    table. Authorization servers draw from "other" unless an override names "servers".
    """

    clock: Callable[[], float]
    plan: Plan = "workforce"
    percent: int = 50
    window_seconds: float = 60
    overrides: dict[str, int] = field(default_factory=dict)
    in_flight: int = 0
    most_in_flight: int = 0

    def __post_init__(self) -> None:
        self._windows: dict[str, Window] = {}
        self._lock = threading.Lock()

    def limit_of(self, bucket: str) -> int:
        if bucket in self.overrides:
            return self.overrides[bucket]
        if self.plan == "off":
            return WITHOUT_LIMIT
        if bucket == "token":
            return TOKEN_LIMIT
        return TABLE[self.plan][bucket] * self.percent // 100

    def draw(self, bucket: str) -> Draw:
        """Take one call out of a bucket, if any is left before its window ends."""
        if bucket == "servers" and bucket not in self.overrides:
            bucket = "other"
        now = self.clock()
        limit = self.limit_of(bucket)
        with self._lock:
            window = self._windows.get(bucket)
            if window is None or now >= window.ends_at:
                window = Window(math.ceil(now + self.window_seconds))
                self._windows[bucket] = window
            allowed = window.used < limit
            window.used += allowed
            return Draw(allowed, limit, limit - window.used, int(window.ends_at))

    def enter(self) -> bool:
        """Begin a call; false where too many run at once."""
        with self._lock:
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            return self.in_flight <= CONCURRENT.get(self.plan, WITHOUT_LIMIT)

    def leave(self) -> None:
        with self._lock:
            self.in_flight -= 1

    def reset(self) -> None:
        """Forget every window."""
        with self._lock:
            self._windows.clear()
            self.most_in_flight = 0
