"""What can go wrong with Okta, as a tree of errors for people; none holds a secret.

The tree: OktaError

- HostRefusedError: the rules of `hosts` forbid the address
- UnreachableError: no answer at all; DnsError, TlsError, TimedOutError, DroppedError
- NotOktaError: an answer, but not from an Okta org (proxy page, other site)
- BadAnswerError: cut off, not JSON, or pages that never end; UnknownShapeError
- ServerFaultError: 5xx
- ThrottledError: 429 after all waits; `retry_at`
- CredentialRefusedError: the token or the service app is not accepted
- ClockSkewError: this machine's clock is off
- ForbiddenError: role or scope too small; `missing`
- AbsentError: the org has no such thing; `code` says which kind of absence
- RefusedError: any other 4xx
"""

import re
from datetime import datetime

# What an answer may echo of our own request, and what no database stores.
CREDENTIALS = re.compile(
    r"(?:\b(?:SSWS|Bearer|DPoP)\s+\S{16,})"
    r"|(?<![\w-])00[\w-]{40}(?![\w-])"
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"
)
HIDDEN = "(hidden)"


def discreet(text: str) -> str:
    """Return `text` without what looks like a credential, and without NUL."""
    return CREDENTIALS.sub(HIDDEN, text.replace("\x00", ""))


class OktaError(Exception):
    """`sentence` says what happened, `next_step` what to do, `code` is Okta's own.

    `transient` is true where the same call may well succeed a moment later.
    """

    def __init__(
        self,
        sentence: str,
        *,
        code: str = "",
        next_step: str = "",
        transient: bool = False,
    ) -> None:
        self.sentence = discreet(sentence)
        super().__init__(self.sentence)
        self.code = discreet(code)
        self.next_step = discreet(next_step)
        self.transient = transient

    @property
    def advice(self) -> str:
        """The sentence, followed by the next step where there is one."""
        return f"{self.sentence} {self.next_step}".rstrip()


class HostRefusedError(OktaError):
    """The address may not be called."""


class UnreachableError(OktaError):
    """No answer came back."""


class DnsError(UnreachableError):
    """The name could not be resolved."""


class TlsError(UnreachableError):
    """No trusted connection could be made."""


class TimedOutError(UnreachableError):
    """The answer did not come in time."""


class DroppedError(UnreachableError):
    """The connection was closed before an answer came."""


class NotOktaError(OktaError):
    """Something answered that is not an Okta org."""


class BadAnswerError(OktaError):
    """The answer cannot be used: cut off, not JSON, or an endless chain of pages."""


class UnknownShapeError(BadAnswerError):
    """The answer is JSON, but not of the documented shape."""


class ServerFaultError(OktaError):
    """Okta failed to answer (5xx)."""


class ThrottledError(OktaError):
    """Okta still answers 429 after every wait that we allow ourselves."""

    def __init__(
        self,
        sentence: str,
        *,
        retry_at: datetime,
        code: str = "",
        next_step: str = "",
    ) -> None:
        super().__init__(sentence, code=code, next_step=next_step)
        self.retry_at = retry_at


class CredentialRefusedError(OktaError):
    """The API token or the service app is not accepted."""


class ClockSkewError(OktaError):
    """Okta refused a signed request because of its time stamps."""


class ForbiddenError(OktaError):
    """The credential is accepted but may not do this.

    `missing` names the OAuth scopes that were not granted, separated by spaces; empty
    where Okta does not tell what is missing.
    """

    def __init__(
        self, sentence: str, *, missing: str = "", code: str = "", next_step: str = ""
    ) -> None:
        super().__init__(sentence, code=code, next_step=next_step)
        self.missing = missing


class AbsentError(OktaError):
    """The org does not have what was asked for."""


class RefusedError(OktaError):
    """Okta refused the request for another reason."""
