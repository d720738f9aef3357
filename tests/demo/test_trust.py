"""Whose address on this machine may be called without anybody having trusted it."""

import pytest
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.core import crypto
from apps.okta.errors import HostRefusedError
from apps.orgs.credentials import ApiToken
from apps.orgs.models import Org
from apps.orgs.services import client_for, connect_org
from apps.orgs.services.doors import Door
from tests.factories import make_org

HERE = "http://127.0.0.1:8171"

pytestmark = pytest.mark.django_db


def test_a_demo_org_is_called_at_its_own_address_only() -> None:
    demo = make_org("demo-preview", url=HERE, is_demo=True)
    assert Door.to(demo).trusted_origins == {HERE}


@pytest.mark.parametrize("url", ["http://10.0.0.5:8171", "http://demo:8171"])
def test_a_demo_elsewhere_has_to_be_trusted_by_the_settings(
    url: str, settings: Settings
) -> None:
    demo = make_org("demo-preview", url=url, is_demo=True)
    assert Door.to(demo).trusted_origins == frozenset()
    settings.TRUSTED_ORG_ORIGINS = frozenset({url})
    assert Door.to(demo).trusted_origins == {url}


def test_a_real_org_on_this_machine_is_refused() -> None:
    org: Org = make_org("acme-preview", url=HERE)
    with pytest.raises(HostRefusedError):
        client_for_known(org)


def client_for_known(org: Org) -> None:
    org.credentials.create(kind="api_token", secret_encrypted=encrypted("00token"))
    client_for(org)


def encrypted(text: str) -> bytes:
    return crypto.encrypt(text.encode())


def test_what_a_person_types_is_refused_though_the_demo_is_there(
    administrator: User,
) -> None:
    make_org("demo-preview", url=HERE, is_demo=True)
    with pytest.raises(HostRefusedError):
        connect_org(
            name="mine",
            url=HERE,
            environment="preview",
            secret=ApiToken("00token"),
            actor=administrator.email,
        )
