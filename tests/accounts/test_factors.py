"""Second factors outlive the encryption key that they were enrolled under."""

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import Fernet
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.accounts.services import rotate_second_factors
from apps.audit.models import AuditLine
from apps.core.crypto import WrongKeyError

WHO = "command line"


def rotate(settings: Settings) -> str:
    """Put a new key in front and return the old one."""
    old: str = settings.ENCRYPTION_KEYS[0]
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), old]
    return old


@pytest.fixture
def codes(viewer: User) -> list[str]:
    """Return the recovery codes of a viewer who has an authenticator app as well."""
    with context.request_context(RequestFactory().get("/")):
        TOTP.activate(viewer, generate_totp_secret())
        return list(RecoveryCodes.activate(viewer).generate_codes())


def codes_of(viewer: User) -> list[str]:
    kind = Authenticator.Type.RECOVERY_CODES
    row = Authenticator.objects.get(user=viewer, type=kind)
    return list(RecoveryCodes(row).generate_codes())


def test_the_old_key_can_go_after_a_rotation(
    viewer: User, codes: list[str], settings: Settings
) -> None:
    rotate(settings)
    done = rotate_second_factors(WHO)
    assert (done.total, done.moved, done.unreadable) == (2, 2, ())
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert codes_of(viewer) == codes
    assert rotate_second_factors(WHO).moved == 0
    line = AuditLine.objects.get(verb="second_factors.reencrypted")
    assert line.after == {"moved": 2, "of": 2}


def test_what_no_key_opens_is_named_and_left(
    viewer: User, codes: list[str], settings: Settings
) -> None:
    old = rotate(settings)
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert rotate_second_factors(WHO).unreadable == (viewer.email, viewer.email)
    with pytest.raises(WrongKeyError):
        codes_of(viewer)
    settings.ENCRYPTION_KEYS = [old]
    assert codes_of(viewer) == codes
