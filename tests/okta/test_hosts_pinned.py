"""Connections go to checked addresses only: DNS, TLS, proxies, on real sockets."""

import datetime as dt
import socket
import ssl
from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from apps.okta.client import OktaClient
from apps.okta.errors import DnsError, HostRefusedError, OktaError, TlsError
from apps.okta.hosts import Origin
from apps.okta.http import Request
from apps.okta.pinned import PinnedBackend, PinnedTransport, tls_context
from tests.okta.clients import APPS, OpenGate, in_turn
from tests.okta.loopback import Call, answer, serving


def make_certificate(
    folder: Path, *, name: str = "127.0.0.1", days: tuple[int, int] = (-1, 1)
) -> tuple[Path, ssl.SSLContext]:
    """Write a self-signed certificate; return its file and a server context."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = dt.datetime.now(dt.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    alternative: x509.GeneralName = x509.DNSName(name)
    if name[0].isdigit():
        alternative = x509.IPAddress(ip_address(name))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=days[0]))
        .not_valid_after(now + dt.timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    bundle, secret = folder / "bundle.pem", folder / "key.pem"
    bundle.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(bundle, secret)
    return bundle, context


def read(origin: str, *, ca_bundle: str = "", proxy: str = "") -> bytes:
    with OktaClient(
        origin,
        gate=OpenGate(),
        trusted_origins={origin},
        ca_bundle=ca_bundle,
        proxy=proxy,
        sleep=lambda _: None,
    ) as client:
        return client.get(APPS).body


def test_a_certificate_nobody_vouches_for_is_refused_at_once(tmp_path: Path) -> None:
    _, context = make_certificate(tmp_path)
    with (
        serving(in_turn(answer()), context) as server,
        pytest.raises(TlsError, match="not from a trusted authority") as caught,
    ):
        read(server.origin)
    assert "UPGRADEPLANNER_CA_BUNDLE" in caught.value.next_step
    assert server.calls == []


def test_an_authority_of_the_bundle_is_trusted(tmp_path: Path) -> None:
    bundle, context = make_certificate(tmp_path)
    with serving(in_turn(answer(b"[1]")), context) as server:
        assert read(server.origin, ca_bundle=str(bundle)) == b"[1]"


@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        ("other.example", (-1, 1), "another name"),
        ("127.0.0.1", (-3, -2), "expired"),
        ("127.0.0.1", (2, 3), "not valid yet"),
    ],
)
def test_a_certificate_for_another_name_or_time_says_so(
    tmp_path: Path, name: str, days: tuple[int, int], words: str
) -> None:
    bundle, context = make_certificate(tmp_path, name=name, days=days)
    with (
        serving(in_turn(answer()), context) as server,
        pytest.raises(TlsError, match=words),
    ):
        read(server.origin, ca_bundle=str(bundle))


def test_a_server_without_tls_is_a_sentence() -> None:
    with serving(in_turn(answer())) as server:
        origin = server.origin.replace("http:", "https:")
        with pytest.raises(TlsError, match="No encrypted connection"):
            read(origin)


@pytest.mark.parametrize("content", [None, "not a certificate"])
def test_an_unusable_bundle_is_a_sentence(tmp_path: Path, content: str | None) -> None:
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    with pytest.raises(TlsError, match="cannot be used"):
        tls_context(str(bundle))


class ChangingDns:
    """A name that leads elsewhere from the second time on."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, _host: str, _port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"]
)
def test_a_name_that_leads_inside_is_never_connected(address: str) -> None:
    with (
        OktaClient(
            "https://id.acme.example",
            gate=OpenGate(),
            resolver=ChangingDns([address]),
        ) as client,
        pytest.raises(HostRefusedError, match="private or reserved"),
    ):
        client.get(APPS)


class PublicSockets(httpcore.NetworkBackend):
    """Stands for the internet: notes the address, and connects to a local server."""

    def __init__(self, port: int, *, dead: frozenset[str] = frozenset()) -> None:
        self.port = port
        self.dead = dead
        self.connected: list[str] = []
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        if host in self.dead:
            raise httpcore.ConnectError("no route")
        return self.inner.connect_tcp("127.0.0.1", self.port, timeout)


def test_every_new_connection_is_resolved_checked_and_pinned() -> None:
    """The name is public at first; once it leads inside, it is not called any more."""
    dns = ChangingDns(["8.8.8.8"], ["10.0.0.7"])
    closing = answer(b"[1]", "Connection: close")
    origin = Origin("http", "id.acme.example", 80)
    with serving(in_turn(closing)) as server:
        sockets = PublicSockets(server.port)
        backend = PinnedBackend(origin, exempt=False, resolver=dns, sockets=sockets)
        with PinnedTransport(origin, backend=backend) as transport:
            first = transport.handle_request(Request("GET", f"{origin}{APPS}"))
            assert first.read() == b"[1]"
            with pytest.raises(HostRefusedError):
                transport.handle_request(Request("GET", f"{origin}{APPS}"))
    assert sockets.connected == ["8.8.8.8"]
    assert server.calls[0].headers["host"] == "id.acme.example"
    assert dns.asked == 2


def test_a_dead_address_gives_way_to_the_next_one() -> None:
    origin = Origin("http", "id.acme.example", 80)
    dns = ChangingDns(["8.8.8.8", "8.8.4.4"])
    with serving(in_turn(answer(b"[1]"))) as server:
        sockets = PublicSockets(server.port, dead=frozenset({"8.8.8.8"}))
        backend = PinnedBackend(origin, exempt=False, resolver=dns, sockets=sockets)
        with PinnedTransport(origin, backend=backend) as transport:
            response = transport.handle_request(Request("GET", f"{origin}{APPS}"))
            assert response.read() == b"[1]"
    assert sockets.connected == ["8.8.8.8", "8.8.4.4"]


def test_when_every_address_is_dead_the_last_failure_is_told() -> None:
    origin = Origin("http", "id.acme.example", 80)
    sockets = PublicSockets(1, dead=frozenset({"8.8.8.8"}))
    dns = ChangingDns(["8.8.8.8"])
    backend = PinnedBackend(origin, exempt=False, resolver=dns, sockets=sockets)
    with pytest.raises(httpcore.ConnectError, match="no route"):
        backend.connect_tcp("id.acme.example", 80)


def test_no_other_host_is_connected_through_the_same_door() -> None:
    origin = Origin("http", "127.0.0.1", 80)
    backend = PinnedBackend(origin, exempt=True)
    for host, port in (("127.0.0.1", 81), ("localhost", 80)):
        with pytest.raises(HostRefusedError, match="Only http://127"):
            backend.connect_tcp(host, port)


def test_a_name_that_does_not_resolve_is_a_sentence() -> None:
    def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with (
        OktaClient(
            "https://nowhere.okta.com", gate=OpenGate(), resolver=nowhere
        ) as client,
        pytest.raises(DnsError, match=r"nowhere\.okta\.com could not be resolved"),
    ):
        client.get(APPS)


def test_a_trusted_name_that_does_not_resolve_is_a_sentence_too() -> None:
    with pytest.raises(DnsError, match="could not be resolved"):
        read("http://nowhere.invalid:8080")


class Proxy:
    """A forwarding proxy that notes what it was asked."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self.credentials: list[str] = []

    def __call__(self, call: Call) -> bytes:
        self.targets.append(f"{call.method} {call.target}")
        self.credentials.append(call.headers.get("proxy-authorization", ""))
        if call.method == "CONNECT":
            return answer(b"", status=403)
        return answer(b"[7]")


@pytest.fixture
def proxy_server() -> Iterator[tuple[Proxy, str]]:
    proxy = Proxy()
    with serving(proxy) as server:
        yield proxy, server.origin


def test_names_are_left_to_an_explicit_proxy(proxy_server: tuple[Proxy, str]) -> None:
    proxy, url = proxy_server
    with_login = url.replace("http://", "http://us%40er:pass%2Fword@")
    assert read("http://orgs.inside.example:8080", proxy=with_login) == b"[7]"
    assert proxy.targets == [f"GET http://orgs.inside.example:8080{APPS}"]
    assert proxy.credentials[0].startswith("Basic ")


def test_a_proxy_that_refuses_is_a_sentence(proxy_server: tuple[Proxy, str]) -> None:
    proxy, url = proxy_server
    with (
        OktaClient("https://acme.okta.com", gate=OpenGate(), proxy=url) as client,
        pytest.raises(OktaError, match="proxy did not connect"),
    ):
        client.get(APPS)
    assert not client.pins_addresses
    assert proxy.targets == ["CONNECT acme.okta.com:443"]


def test_this_machine_is_never_reached_through_the_proxy() -> None:
    with serving(in_turn(answer(b"[1]"))) as server:
        assert read(server.origin, proxy="http://127.0.0.1:1") == b"[1]"


@pytest.mark.parametrize("url", ["socks5://proxy:1", "proxy:3128", "http://"])
def test_an_unusable_proxy_is_a_sentence(url: str) -> None:
    with pytest.raises(OktaError, match="proxy is not usable"):
        OktaClient("https://acme.okta.com", gate=OpenGate(), proxy=url)


def test_a_proxy_is_reached_by_tls_where_its_address_says_so(tmp_path: Path) -> None:
    bundle, context = make_certificate(tmp_path)
    with serving(Proxy(), context) as server:
        body = read(
            "http://orgs.inside.example", ca_bundle=str(bundle), proxy=server.origin
        )
    assert body == b"[7]"


def test_the_wire_knows_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with serving(in_turn(answer(b"[1]"))) as server:
        assert read(server.origin) == b"[1]"
