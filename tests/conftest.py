"""What every test may lean on: a fenced network, own folders, and a cast of people."""

import shutil
import socket
import sys
import uuid
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache

from apps.accounts.models import Role, User
from apps.orgs.models import Org
from tests.factories import make_member, make_org, make_user

LOOPBACK_NAMES = {"localhost", "ip6-localhost", "testserver"}


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name in LOOPBACK_NAMES:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _fence(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop any way out: a connection fails the test, a name does not resolve."""
    if event == "socket.getaddrinfo" and not _is_loopback(arguments[0]):
        if not str(arguments[0]).replace(".", "").isdecimal():
            raise socket.gaierror(socket.EAI_NONAME, "Tests resolve loopback only")
    elif event == "socket.connect":
        sock, address = arguments
        if sock.family != socket.AF_UNIX and not _is_loopback(address[0]):
            pytest.fail(f"A test reached for {address[0]}: only loopback is allowed")


sys.addaudithook(_fence)


def pytest_unconfigure() -> None:
    """Remove the data folder that the settings made for this process."""
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_cache() -> Iterator[None]:
    """Give each test its own keys: counted failures of one do not lock out another."""
    cache.key_prefix = uuid.uuid4().hex
    yield
    cache.key_prefix = ""


@pytest.fixture
def org(db: None) -> Org:
    return make_org("acme-production")


@pytest.fixture
def other_org(db: None) -> Org:
    """Return an org of which only administrators know."""
    return make_org("umbra-production")


@pytest.fixture
def administrator(db: None) -> User:
    return make_member("ada@acme.example", Role.ADMINISTRATOR)


@pytest.fixture
def lead(org: Org) -> User:
    return make_member("lea@acme.example", Role.LEAD, org)


@pytest.fixture
def contributor(org: Org) -> User:
    return make_member("coby@acme.example", Role.CONTRIBUTOR, org)


@pytest.fixture
def viewer(org: Org) -> User:
    return make_member("vic@acme.example", Role.VIEWER, org)


@pytest.fixture
def outsider(db: None) -> User:
    """Return a person with an account and no role anywhere."""
    return make_user("olga@umbra.example")
