"""The only door to Okta: one org, read calls, every failure a sentence.

It never follows a redirect, never calls another host, and never logs a header.
"""

import random
import time
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import Self

from apps.okta.answers import Answer, Trail, next_target, target_of
from apps.okta.auth import ApiTokenAuth, ServiceAppAuth
from apps.okta.errors import BadAnswerError, OktaError, ThrottledError
from apps.okta.hosts import Resolver, check_origin, is_trusted, resolve
from apps.okta.http import (
    BaseTransport,
    MeteredTransport,
    Request,
    Timeout,
    open_client,
)
from apps.okta.pinned import PinnedBackend, PinnedTransport
from apps.okta.refusals import Credential, NoCredential, Reply, error_of, not_okta
from apps.okta.throttle import Gate, server_time
from apps.okta.unreachable import wire_errors

MAX_TRIES = 4
MAX_THROTTLED = 5
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 8.0
DEFAULT_TIMEOUT = Timeout(connect=10.0, read=40.0, write=10.0, pool=None)


class OktaClient:
    """Reads one org. Safe for five threads; close it, or use it as a context manager.

    `aliases` are other origins of the same org (its custom domain, its Okta domain): a
    next page may name them, and is read from `origin` all the same. `gate` is asked
    before every request, also those for tokens. `sleep` may raise, to cancel.
    Raises HostRefusedError where `origin` may not be called.
    """

    def __init__(  # noqa: PLR0913 (each is a door for settings or tests)
        self,
        origin: str,
        *,
        auth: ApiTokenAuth | ServiceAppAuth | None = None,
        gate: Gate,
        trusted_origins: Collection[str] = frozenset(),
        aliases: Collection[str] = frozenset(),
        proxy: str = "",
        ca_bundle: str = "",
        transport: BaseTransport | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        resolver: Resolver = resolve,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.origin = check_origin(origin, trusted_origins)
        exempt = is_trusted(self.origin, trusted_origins)
        proxy = "" if exempt and self.origin.is_loopback else proxy
        self.pins_addresses = not proxy
        self.clock_skew_seconds: float | None = None
        self._aliases = aliases
        self._credential: Credential = auth or NoCredential()
        self._auth = auth
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self._meter = MeteredTransport(
            transport
            or PinnedTransport(
                self.origin,
                backend=PinnedBackend(self.origin, exempt=exempt, resolver=resolver),
                proxy=proxy,
                ca_bundle=ca_bundle,
            ),
            gate,
            clock,
        )
        self._http = open_client(self._meter, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    @property
    def calls(self) -> int:
        """Requests that went out, retries and token requests included."""
        return self._meter.calls

    def get(
        self,
        path_or_url: str,
        *,
        authenticated: bool = True,
        scopes: Collection[str] = (),
    ) -> Answer:
        """Return one whole, valid JSON answer.

        `scopes` are what the call needs, to name the missing one. What may pass is
        tried four times with growing pauses; 429 waits at the gate. Raises OktaError.
        """
        target = target_of(path_or_url, self.origin, self._aliases)
        tries = throttled = 0
        while True:
            try:
                return self._once(target, authenticated=authenticated, scopes=scopes)
            except ThrottledError:
                throttled += 1
                if throttled >= MAX_THROTTLED:
                    raise
            except OktaError as error:
                tries += 1
                if not error.transient or tries >= MAX_TRIES:
                    raise
                self._sleep(self._pause_seconds(tries))

    def pages(
        self,
        path_or_url: str,
        *,
        authenticated: bool = True,
        scopes: Collection[str] = (),
        trail: Trail | None = None,
    ) -> Iterator[Answer]:
        """Yield the pages of a list, following `next` as is, but not in circles."""
        trail = Trail() if trail is None else trail
        target: str | None = target_of(path_or_url, self.origin, self._aliases)
        while target:
            trail.step(target)
            answer = self.get(target, authenticated=authenticated, scopes=scopes)
            yield answer
            target = answer.next_url

    def _once(
        self, target: str, *, authenticated: bool, scopes: Collection[str]
    ) -> Answer:
        request = Request("GET", f"{self.origin}{target}", headers=self._http.headers)
        auth = self._auth if authenticated else None
        with wire_errors(self.origin.host):
            response = self._http.send(request, auth=auth)
        body, now = response.content, self._clock()
        reply = Reply(response.status_code, response.headers, body, now)
        self._note_time(reply)
        if not response.is_success:
            credential = self._credential if authenticated else NoCredential()
            raise error_of(reply, self.origin, credential, scopes)
        answer = Answer(
            status=reply.status,
            body=body,
            next_url=next_target(
                response.headers.get_list("link"), self.origin, self._aliases
            )
            or None,
            received_at=datetime.fromtimestamp(now, UTC),
        )
        try:
            answer.check()
        except BadAnswerError as error:
            if reply.is_web_page:
                raise not_okta(reply, self.origin) from error
            raise
        return answer

    def _note_time(self, reply: Reply) -> None:
        date = server_time(reply.headers)
        if date is not None:
            self.clock_skew_seconds = reply.received_at - date

    def _pause_seconds(self, tries: int) -> float:
        pause = min(FIRST_PAUSE_SECONDS * 2.0 ** (tries - 1), LONGEST_PAUSE_SECONDS)
        return pause * (0.5 + self._jitter())
