"""The server: keep-alive, TLS, custom domains, and speed."""

import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World
from tests.simulator.conftest import get


def certificate(folder: Path) -> Path:
    """Write a key with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "org.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_an_org_with_a_certificate_of_its_own_is_not_trusted(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    with running(World(applications=10), tls=context) as org:
        url = f"{org.origin}/.well-known/okta-organization"
        assert url.startswith("https://")
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(url, trust_env=False)
        answer = httpx.get(url, verify=False, trust_env=False)
        assert answer.json()["id"] == org.world.id


def test_an_org_states_its_domains() -> None:
    world = World(
        applications=10,
        okta_domain="meridian.okta.com",
        custom_domain="login.meridian.example",
    )
    with running(world) as org:
        url = f"{org.origin}/.well-known/okta-organization"
        links = httpx.get(url, trust_env=False).json()["_links"]

    assert links == {
        "organization": {"href": "https://meridian.okta.com"},
        "alternate": {"href": "https://login.meridian.example"},
    }


def test_answers_share_a_connection(client: httpx.Client, classic: Running) -> None:
    ports = {
        get(client, classic, "/api/v1/org")
        .extensions["network_stream"]
        .get_extra_info("client_addr")
        for _ in range(5)
    }

    assert len(ports) == 1


def test_ten_thousand_applications_are_served_quickly(client: httpx.Client) -> None:
    world = World(applications=10_000)
    with running(Simulation(world, plan="off")) as org:
        url, count = "/api/v1/apps?limit=200", 0
        started = time.perf_counter()
        while url:
            page = get(client, org, url)
            count += page.text.count('"signOnMode":')
            url = page.links.get("next", {}).get("url", "").removeprefix(org.origin)
        elapsed = time.perf_counter() - started
        spent = sorted(entry.milliseconds for entry in org.log.entries)

    assert count == 10_000
    assert len(spent) == 50
    assert spent[25] < 20
    assert elapsed < 10
