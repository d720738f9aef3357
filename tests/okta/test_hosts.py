"""Which hosts may be called, and where a name may lead."""

import socket
from collections.abc import Sequence

import pytest

from apps.okta.errors import DnsError, HostRefusedError
from apps.okta.hosts import (
    Origin,
    check_origin,
    is_okta_domain,
    is_public,
    is_trusted,
    origin_of,
    public_addresses,
    resolve,
)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://acme.okta.com", "https://acme.okta.com"),
        (" https://Acme.Okta.com/ ", "https://acme.okta.com"),
        ("https://acme.okta.com:443/app/UserHome?x=1", "https://acme.okta.com"),
        ("https://acme.okta.com.", "https://acme.okta.com"),
        ("https://id.acme.example", "https://id.acme.example"),
        ("https://login.müller.example", "https://login.xn--mller-kva.example"),
    ],
)
def test_an_orgs_address_is_brought_into_its_plain_form(url: str, origin: str) -> None:
    assert str(check_origin(url)) == origin


@pytest.mark.parametrize(
    "url",
    [
        "acme.okta.com",
        "",
        "ftp://acme.okta.com",
        "http://acme.okta.com",
        "https://acme.okta.com:8443",
        "https://acme.okta.com:99999",
        "https://user:secret@acme.okta.com",
        "https://user@acme.okta.com",
        "https://localhost",
        "https://intranet",
        "https://127.0.0.1",
        "https://2130706433",
        "https://0x7f.1",
        "https://0x7f.0x0.0x0.0x1",
        "https://0xa9.254.0xa9.0xfe",
        "https://intranet.0x",
        "https://[::1]",
        "https://[::ffff:127.0.0.1]",
        "https://[not an address]",
        "https://acme_org.okta.com",
        "https://-acme.okta.com",
        "https://" + "ü" * 80 + ".example",
    ],
)
def test_every_other_address_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(HostRefusedError) as caught:
        check_origin(url)
    assert caught.value.sentence.endswith(".")
    assert "https://acme.okta.com" in caught.value.next_step
    assert "secret" not in caught.value.advice


def test_a_password_before_the_host_is_not_repeated() -> None:
    with pytest.raises(HostRefusedError) as caught:
        check_origin("ftp://me:hunter2@acme.okta.com")
    assert "hunter2" not in caught.value.advice


def test_the_admin_console_is_not_the_org_and_the_org_is_named() -> None:
    with pytest.raises(HostRefusedError, match="Admin Console") as caught:
        check_origin("https://acme-admin.okta.com")
    assert caught.value.next_step == "Use https://acme.okta.com instead."
    assert check_origin("https://shop-admin.acme.example").host.startswith("shop")


def test_a_trusted_origin_is_exempt_exactly() -> None:
    trusted = {"http://127.0.0.1:8081"}
    assert str(check_origin("http://127.0.0.1:8081/", trusted)) in trusted
    for other in ("http://127.0.0.1:8082", "http://127.0.0.2:8081", "http://localhost"):
        with pytest.raises(HostRefusedError):
            check_origin(other, trusted)
    with pytest.raises(HostRefusedError):
        check_origin("https://127.0.0.1:8081", trusted)
    assert not is_trusted(origin_of("https://127.0.0.1:8081"), trusted)


def test_an_origin_leaves_out_the_usual_port_and_knows_this_machine() -> None:
    assert str(Origin("http", "::1", 80)) == "http://[::1]"
    assert str(Origin("https", "a.example", 444)) == "https://a.example:444"
    assert Origin("http", "::1", 80).is_loopback
    assert Origin("http", "localhost", 80).is_loopback
    assert not Origin("http", "10.0.0.1", 80).is_loopback
    assert not Origin("https", "acme.okta.com", 443).is_loopback


@pytest.mark.parametrize(
    "host",
    [
        "acme.okta.com",
        "acme.oktapreview.com",
        "acme.okta-emea.com",
        "acme.okta-gov.com",
        "acme.okta.mil",
        "ACME.okta.com.",
    ],
)
def test_oktas_own_domains_are_known(host: str) -> None:
    assert is_okta_domain(host)


@pytest.mark.parametrize("host", ["okta.com", "acme-okta.com", "okta.com.evil.example"])
def test_a_name_that_only_looks_like_okta_is_not(host: str) -> None:
    assert not is_okta_domain(host)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "not an address",
    ],
)
def test_no_inner_address_counts_as_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::",
        "2600:1f18::1",
    ],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_one_inner_address_among_public_ones_refuses_the_host() -> None:
    def resolver(_host: str, _port: int) -> Sequence[str]:
        return ["8.8.8.8", "10.0.0.1"]

    with pytest.raises(HostRefusedError, match="private or reserved"):
        public_addresses("id.acme.example", 443, resolver)


def test_public_addresses_are_returned_in_order() -> None:
    def resolver(_host: str, _port: int) -> Sequence[str]:
        return ["8.8.8.8", "8.8.4.4"]

    assert public_addresses("id.acme.example", 443, resolver) == ["8.8.8.8", "8.8.4.4"]


@pytest.mark.parametrize(
    ("failure", "transient"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), False),
        (socket.gaierror(socket.EAI_AGAIN, "again"), True),
        (UnicodeError("label too long"), False),
        (None, False),
    ],
)
def test_a_name_that_does_not_resolve_is_a_sentence(
    failure: Exception | None, *, transient: bool
) -> None:
    def resolver(_host: str, _port: int) -> Sequence[str]:
        if failure:
            raise failure
        return []

    with pytest.raises(DnsError, match="could not be resolved") as caught:
        public_addresses("nowhere.okta.com", 443, resolver)
    assert caught.value.transient is transient


def test_the_systems_resolver_gives_each_address_once() -> None:
    assert list(resolve("127.0.0.1", 80)) == ["127.0.0.1"]
