"""One simulated org behind its HTTP surface: limits, faults, log; no sockets."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from apps.simulator import public, reading, writing
from apps.simulator.access import Access
from apps.simulator.contract import Call, ContractError, check, match
from apps.simulator.faults import BEFORE, Fault, Faults, instead, spoil
from apps.simulator.journal import Journal, Note
from apps.simulator.limits import Limits, Plan, bucket_of
from apps.simulator.messages import Answer, OktaError, Request
from apps.simulator.oauth import token
from apps.simulator.org import letters
from apps.simulator.store import ORIGIN
from apps.simulator.world import World

if TYPE_CHECKING:
    from apps.simulator.server import Running

HANDLERS = public.HANDLERS | reading.HANDLERS | writing.HANDLERS
ORIGIN_BYTES = ORIGIN.encode()


class LimitOptions(TypedDict, total=False):
    """How Limits is set up."""

    plan: Plan
    percent: int
    window_seconds: float
    overrides: dict[str, int]


@dataclass
class Trace:
    """What is learned about a request on its way."""

    identity: str = ""
    fault: str = ""
    violation: str = ""


class Simulation:
    """`Simulation(World(seed=3), plan="off")`; `answer` is what the server calls."""

    def __init__(
        self,
        world: World | None = None,
        *,
        latency_ms: int = 0,
        **limits: Unpack[LimitOptions],
    ) -> None:
        self.world = world or World()
        self.latency_ms = latency_ms
        self.clock_skew = 0.0
        self.origin = ORIGIN
        self.limits = Limits(self.clock, **limits)
        self.access = Access(self.world.recipe.seed, self.clock)
        self.faults = Faults()
        self.log = Journal()
        self._pages: dict[str, Answer] = {}
        self._pages_of = -1

    def clock(self) -> float:
        """Return the org's time in seconds since 1970."""
        return time.time() + self.clock_skew

    @property
    def token(self) -> str:
        return self.access.default_token

    def answer(self, request: Request) -> Answer:
        """Answer one request and write it into the log."""
        started, trace = time.perf_counter(), Trace()
        at = time.time()
        fits = self.limits.enter()
        try:
            if self.latency_ms:
                time.sleep(self.latency_ms / 1000)
            faults = self.faults.strike(request)
            trace.fault = " ".join(fault.kind for fault in faults)
            if not fits:
                answer = instead(Fault("concurrency"), self.clock())
            else:
                answer = self._answer(request, faults, trace)
            for fault in faults:
                spoil(fault, answer)
        finally:
            self.limits.leave()
        spent = round((time.perf_counter() - started) * 1000, 3)
        note = Note(at, spent, trace.identity, trace.fault, trace.violation)
        self.log.write(request, answer, note)
        return answer

    def _answer(self, request: Request, faults: list[Fault], trace: Trace) -> Answer:
        for fault in faults:
            if fault.kind in BEFORE:
                return instead(fault, self.clock())
        try:
            answer = self._real_answer(request, trace)
        except ContractError as error:
            trace.violation = f"{request.method} {request.target}: {error.violation}"
            answer = self._counted(request, error.answer())
        except OktaError as error:
            answer = self._counted(request, error.answer())
        request_id = letters(32, self.world.id, request.target, time.monotonic_ns())
        answer.headers.append(("X-Okta-Request-Id", request_id))
        return answer

    def _real_answer(self, request: Request, trace: Trace) -> Answer:
        call = match(request)
        if call.operation.id == "token":
            return self._counted(request, token(self.access, request, self.origin))
        if not call.operation.scope:
            check(request, call)
            return self._handle(request, call)
        trace.identity, scopes = self.access.identify(request, self.origin)
        self._check_licence(request)
        if call.operation.scope not in scopes:
            raise OktaError(403, "E0000006")
        check(request, call)
        draw = self.limits.draw(bucket_of(request.path))
        if not draw.allowed:
            answer = OktaError(429, "E0000047").answer()
            answer.headers += draw.headers
            return answer
        answer = self._handle(request, call)
        answer.headers += draw.headers
        return answer

    def _check_licence(self, request: Request) -> None:
        servers = request.path.startswith("/api/v1/authorizationServers")
        if servers and not self.world.api_access_management:
            raise OktaError(401, "E0000015")

    def _counted(self, request: Request, answer: Answer) -> Answer:
        """Let an error draw from its bucket and show so."""
        if answer.counts and not any(n.startswith("X-Rate") for n, _ in answer.headers):
            draw = self.limits.draw(bucket_of(request.path))
            answer.headers += draw.headers
        return answer

    def _handle(self, request: Request, call: Call) -> Answer:
        """Answer, out of ready bytes where nothing has changed since."""
        handler = HANDLERS[call.operation.id]
        if handler is not reading.paged:
            return self._placed(handler(self.world, request, call))
        generation = self.world.store.generation
        if self._pages_of != generation:
            self._pages, self._pages_of = {}, generation
        found = self._pages.get(request.target)
        if found is None:
            found = self._placed(handler(self.world, request, call))
            self._pages[request.target] = found
        return Answer(found.status, found.body, list(found.headers))

    def _placed(self, answer: Answer) -> Answer:
        """Put the org's real origin where the objects have a word for it."""
        answer.body = answer.body.replace(ORIGIN_BYTES, self.origin.encode())
        answer.headers = [
            (name, value.replace(ORIGIN, self.origin)) for name, value in answer.headers
        ]
        return answer

    def start(self, port: int = 0, host: str = "127.0.0.1") -> "Running":
        """Serve the org in threads of this process; port 0 takes a free one."""
        from apps.simulator.server import start

        return start(self, port, host)

    def set_origin(self, origin: str) -> None:
        """Say under which address the org is served."""
        self.origin = origin
        self._pages = {}

    def options(self) -> dict[str, Any]:
        """Return what the control API may show and change."""
        return {
            "latency_ms": self.latency_ms,
            "clock_skew_seconds": self.clock_skew,
            "api_access_management": self.world.api_access_management,
            "interaction_code_switch": self.world.interaction_code_switch,
            "token_lifetime_seconds": self.access.token_lifetime,
            "rate_limit_plan": self.limits.plan,
            "rate_limit_percent": self.limits.percent,
            "rate_limit_overrides": self.limits.overrides,
            "rate_limit_window_seconds": self.limits.window_seconds,
        }
