"""Says why no usable answer came: one sentence for each way a connection fails."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from apps.okta.errors import (
    BadAnswerError,
    DroppedError,
    OktaError,
    TimedOutError,
    TlsError,
    UnreachableError,
)
from apps.okta.hosts import dns_error
from apps.okta.http import (
    ConnectError,
    ConnectTimeout,
    DecodingError,
    ProxyError,
    RequestError,
    TimeoutException,
)

# Verification results of OpenSSL, as ssl.SSLCertVerificationError.verify_code has them.
NOT_YET_VALID, EXPIRED = 9, 10
WRONG_NAME = frozenset({62, 64})
CUT_OFF = ("complete message body", "incomplete chunked read")


@contextmanager
def wire_errors(host: str) -> Iterator[None]:
    """Turn what the wire raises into sentences of ours."""
    try:
        yield
    except RequestError as error:
        raise unreachable(error, host) from error


def unreachable(error: RequestError, host: str) -> OktaError:
    """Return the error that stands for a failed exchange with `host`."""
    if isinstance(error, TimeoutException):
        return _timed_out(error, host)
    if isinstance(error, ProxyError):
        return UnreachableError(
            f"The outbound proxy did not connect to {host}.",
            next_step="Check UPGRADEPLANNER_OUTBOUND_PROXY and what the proxy allows.",
        )
    if isinstance(error, ConnectError):
        return _not_connected(error, host)
    if isinstance(error, DecodingError) or any(sign in str(error) for sign in CUT_OFF):
        return BadAnswerError(f"The answer of {host} was cut off.", transient=True)
    return DroppedError(
        f"{host} closed the connection without a whole answer.",
        next_step="Try again later.",
        transient=True,
    )


def _timed_out(error: TimeoutException, host: str) -> TimedOutError:
    connecting = isinstance(error, ConnectTimeout)
    return TimedOutError(
        f"{host} did not accept a connection in time."
        if connecting
        else f"{host} did not answer in time.",
        next_step="Check whether a firewall stands between, or try again later.",
        transient=True,
    )


def _not_connected(error: ConnectError, host: str) -> OktaError:
    cause = _cause_of(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _not_trusted(cause, host)
    if isinstance(cause, ssl.SSLError):
        return TlsError(
            f"No encrypted connection to {host} could be made (TLS).",
            next_step="Check that this is the org's address, and what a proxy does.",
            transient=isinstance(cause, ssl.SSLEOFError),
        )
    if isinstance(cause, socket.gaierror):
        return dns_error(host, cause)
    if isinstance(cause, ConnectionRefusedError):
        return UnreachableError(
            f"{host} refuses connections.",
            next_step="Check the address, and whether a firewall stands between.",
            transient=True,
        )
    return UnreachableError(
        f"{host} cannot be reached.",
        next_step="Check this machine's network, and whether a proxy is needed.",
        transient=True,
    )


def _not_trusted(error: ssl.SSLCertVerificationError, host: str) -> TlsError:
    if error.verify_code in {NOT_YET_VALID, EXPIRED}:
        when = "not valid yet" if error.verify_code == NOT_YET_VALID else "expired"
        return TlsError(
            f"The certificate of {host} is {when} by this machine's clock (TLS).",
            next_step="Check this machine's date and time first.",
        )
    if error.verify_code in WRONG_NAME:
        return TlsError(
            f"The certificate that {host} shows is for another name (TLS).",
            next_step="Check the address: this may be the wrong host.",
        )
    return TlsError(
        f"The certificate of {host} is not from a trusted authority (TLS).",
        next_step=(
            "Where a company proxy inspects traffic, name its authorities in "
            "UPGRADEPLANNER_CA_BUNDLE."
        ),
    )


def _cause_of(error: BaseException) -> BaseException | None:
    """Return the first failure of the operating system or of TLS behind `error`."""
    cause = error.__cause__ or error.__context__
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__ or cause.__context__
    return cause
