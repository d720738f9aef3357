"""Which hosts may be called, and at which addresses; it resolves names, never calls.

Only https on the usual port to a name of the public internet. Trusted origins (tests,
the demo) are exempt, exactly: scheme, host and port.
"""

import re
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from apps.okta.errors import DnsError, HostRefusedError

# Source: https://developer.okta.com/docs/concepts/okta-organizations/
OKTA_DOMAINS = (
    "okta.com",
    "oktapreview.com",
    "okta-emea.com",
    "okta-gov.com",
    "okta.mil",
    "okta-miltest.com",
    "trexcloud.com",
)
PORTS = {"https": 443, "http": 80}
HOST_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})+")
# A name whose last label is one of these is an IPv4 address in disguise.
# Source: https://url.spec.whatwg.org/#ends-in-a-number-checker
A_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
ADMIN_SUFFIX = "-admin"
NAT64 = IPv6Network("64:ff9b::/96")
GLOBAL_UNICAST = IPv6Network("2000::/3")

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port in their plain form; `str()` leaves out the usual port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def is_loopback(self) -> bool:
        """True where the host is written as this machine."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def origin_of(url: str) -> Origin:
    """Return the origin of `url`, whatever its path. Raises HostRefusedError."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode()
        port = parts.port
    except ValueError as error:
        raise HostRefusedError(
            f"“{_shown(url)}” is not a web address.", next_step=EXAMPLE
        ) from error
    if parts.scheme not in PORTS or not host:
        raise HostRefusedError(
            f"“{_shown(url)}” is not a web address that starts with https://.",
            next_step=EXAMPLE,
        )
    if parts.username is not None or parts.password is not None:
        raise HostRefusedError(
            "The address holds a user name or password.", next_step=EXAMPLE
        )
    return Origin(parts.scheme, host, port or PORTS[parts.scheme])


EXAMPLE = "Enter the org's address as in https://acme.okta.com."


def check_origin(url: str, trusted_origins: Collection[str] = ()) -> Origin:
    """Return the origin of `url` if it may be called at all. Raises HostRefusedError.

    Says nothing about where the name leads: that is checked at each connection.
    """
    origin = origin_of(url)
    if is_trusted(origin, trusted_origins):
        return origin
    if origin.scheme != "https":
        raise HostRefusedError(
            f"{origin} is not called: only https is.", next_step=EXAMPLE
        )
    if origin.port != PORTS["https"]:
        raise HostRefusedError(
            f"{origin} is not called: Okta answers on the usual https port only.",
            next_step=EXAMPLE,
        )
    name = origin.host
    last_label = name.rpartition(".")[2]
    if not HOST_NAME.fullmatch(name) or A_NUMBER.fullmatch(last_label):
        raise HostRefusedError(
            f"{origin} is not called: it is not the full name of a public host.",
            next_step=EXAMPLE,
        )
    _refuse_admin_console(name)
    return origin


def is_trusted(origin: Origin, trusted_origins: Collection[str]) -> bool:
    """Return whether `origin` is exempt from every rule here."""
    return any(origin == origin_of(trusted) for trusted in trusted_origins)


def is_okta_domain(host: str) -> bool:
    """Return whether `host` lies under one of Okta's own domains."""
    name = host.lower().rstrip(".")
    return any(name.endswith(f".{domain}") for domain in OKTA_DOMAINS)


def is_public(address: str) -> bool:
    """Return whether a literal address belongs to the public internet.

    IPv4 inside IPv6 (mapped, NAT64, 6to4) is judged as the IPv4 address that it is.
    """
    try:
        parsed: Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is None and parsed in NAT64:
            inner = IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is None:
            return parsed in GLOBAL_UNICAST and parsed.is_global
        parsed = inner
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved)


def resolve(host: str, port: int) -> Sequence[str]:
    """Return every address of `host` in the system's order; raises socket.gaierror."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_addresses(host: str, port: int, resolver: Resolver) -> Sequence[str]:
    """Return the addresses of `host`, all of them public.

    One address that is not is enough to refuse the host. Raises DnsError and
    HostRefusedError.
    """
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise dns_error(host, error) from error
    if not addresses:
        raise dns_error(host, None)
    if not all(is_public(address) for address in addresses):
        raise HostRefusedError(
            f"{host} leads to an address inside a private or reserved network, "
            "so it is not called.",
            next_step="Check the name, or ask who runs your DNS.",
        )
    return addresses


def dns_error(host: str, error: Exception | None) -> DnsError:
    """Return the error for a name that did not resolve."""
    passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
    return DnsError(
        f"The name {host} could not be resolved (DNS).",
        next_step="Check the spelling of the address and this machine's DNS.",
        transient=passing,
    )


def _refuse_admin_console(host: str) -> None:
    label, _, rest = host.partition(".")
    if label.endswith(ADMIN_SUFFIX) and is_okta_domain(host):
        plain = f"https://{label.removesuffix(ADMIN_SUFFIX)}.{rest}"
        raise HostRefusedError(
            f"{host} is the address of the Admin Console, not of the org.",
            next_step=f"Use {plain} instead.",
        )


def _shown(url: str) -> str:
    """Return the text to show; nothing before an @, which may be a password."""
    return url.strip().rsplit("@", 1)[-1][:80]
