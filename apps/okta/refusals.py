"""What an answer means that is not a good one: the error it stands for; no I/O."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Protocol

from apps.okta.answers import target_of
from apps.okta.errors import (
    AbsentError,
    BadAnswerError,
    CredentialRefusedError,
    ForbiddenError,
    HostRefusedError,
    NotOktaError,
    OktaError,
    RefusedError,
    ServerFaultError,
    ThrottledError,
)
from apps.okta.hosts import Origin, origin_of
from apps.okta.http import REDIRECTED_TO
from apps.okta.json import parse
from apps.okta.throttle import WINDOW_SECONDS, rate_headers

TITLE = re.compile(rb"<title[^>]{0,100}>([^<]{1,200})", re.IGNORECASE)
LONGEST_QUOTE = 200
ABSENT_CODES = frozenset({"E0000007", "E0000008", "E0000015"})


class Credential(Protocol):
    """What an error has to say about the credential that was used."""

    def refused(self, code: str = "") -> OktaError:
        """Return the error for a credential that Okta does not accept."""

    def forbidden(self, scopes: Iterable[str], code: str = "") -> OktaError:
        """Return the error for a credential that may not do what needs `scopes`."""


class NoCredential:
    """Stands in where a call is made without one."""

    def refused(self, code: str = "") -> OktaError:
        return CredentialRefusedError(
            "Okta wants a credential for this call.", code=code
        )

    def forbidden(self, scopes: Iterable[str], code: str = "") -> OktaError:
        return ForbiddenError(
            "Okta does not allow this call without a credential.",
            missing=" ".join(scopes),
            code=code,
        )


@dataclass(frozen=True)
class Reply:
    """An answer as it came, before anything is believed of it."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    received_at: float

    @property
    def is_web_page(self) -> bool:
        kind = self.headers.get("content-type", "").lower()
        return "html" in kind or self.body[:200].lstrip().startswith(b"<")

    @cached_property
    def members(self) -> Mapping[str, object]:
        """The body as an object; empty where it is none."""
        try:
            content = parse(self.body)
        except BadAnswerError:
            return {}
        return content if isinstance(content, dict) else {}

    def text(self, key: str) -> str:
        """Return a text member of the body in short, empty where there is none."""
        value = self.members.get(key)
        return " ".join(value.split())[:LONGEST_QUOTE] if isinstance(value, str) else ""


def error_of(
    reply: Reply, origin: Origin, credential: Credential, scopes: Iterable[str] = ()
) -> OktaError:
    """Return what an answer other than a good one means."""
    status, code = reply.status, reply.text("errorCode")
    if status == 429:  # noqa: PLR2004
        return _throttled(reply, origin, code)
    if status >= 500:  # noqa: PLR2004
        return ServerFaultError(
            f"Okta failed to answer (status {status}).",
            code=code,
            next_step="Try again later; status.okta.com tells about outages.",
            transient=True,
        )
    if 300 <= status < 400:  # noqa: PLR2004
        return _redirected(reply, origin)
    challenge = reply.headers.get("www-authenticate", "")
    if not code and (reply.is_web_page or not challenge):
        return not_okta(reply, origin)
    return _refusal(reply, credential, scopes, code)


def not_okta(reply: Reply, origin: Origin) -> OktaError:
    """Return the error for an answer that no Okta org gives."""
    good = reply.status < 300  # noqa: PLR2004
    if reply.is_web_page:
        found = TITLE.search(reply.body[:20_000])
        title = " ".join(found[1].decode("utf-8", "replace").split()) if found else ""
        titled = f", titled “{title[:80]}”," if title else ""
        return NotOktaError(
            f"{origin.host} answered with a web page{titled} instead of JSON "
            f"(status {reply.status}).",
            next_step=(
                "A proxy or filter may stand between, or the address may not be the "
                "org's."
            ),
            transient=good,
        )
    return NotOktaError(
        f"{origin.host} answered as no Okta org does (status {reply.status}).",
        next_step="Check the address: it is probably not that of an Okta org.",
        transient=good,
    )


def _refusal(
    reply: Reply, credential: Credential, scopes: Iterable[str], code: str
) -> OktaError:
    summary = reply.text("errorSummary")
    if code in ABSENT_CODES or (
        code == "E0000002" and "policy type" in summary.lower()
    ):
        return AbsentError(_absence(code, summary), code=code)
    if reply.status == 401:  # noqa: PLR2004
        return credential.refused(code)
    if reply.status == 403 and code in {"", "E0000006"}:  # noqa: PLR2004
        return credential.forbidden(scopes, code)
    said = f": {summary}" if summary else "."
    return RefusedError(
        f"Okta refused the call (status {reply.status}){said}", code=code
    )


def _absence(code: str, summary: str) -> str:
    if code == "E0000015":
        return "The org's licence does not include this feature."
    if code == "E0000002":
        return "The org has no policies of this type."
    if code == "E0000008":
        return "The org does not know this call."
    return summary or "The org has no such object."


def _redirected(reply: Reply, origin: Origin) -> OktaError:
    target = reply.headers.get(REDIRECTED_TO, "")
    other = ""
    try:
        target_of(target, origin)
    except HostRefusedError:
        other = _host_in(target)
    if other:
        return HostRefusedError(
            f"{origin.host} redirects to {other}, which is not followed.",
            next_step=f"If {other} is the org, use its address.",
        )
    return NotOktaError(
        f"{origin.host} redirects instead of answering.",
        next_step="A proxy may want a sign-in first, or the address is not the org's.",
    )


def _host_in(url: str) -> str:
    try:
        return origin_of(url).host
    except HostRefusedError:
        return ""


def _throttled(reply: Reply, origin: Origin, code: str) -> ThrottledError:
    headers = rate_headers(reply.headers, reply.received_at)
    wait = WINDOW_SECONDS if headers is None else headers.resets_in
    retry_at = datetime.fromtimestamp(reply.received_at + wait, UTC)
    what = (
        "too many calls at once" if headers and headers.is_concurrency else "too many"
    )
    return ThrottledError(
        f"{origin.host} says {what} (rate limit, status 429).",
        retry_at=retry_at,
        code=code,
        next_step=f"Try again after {retry_at:%H:%M:%S} UTC, or lower the rate share.",
    )
