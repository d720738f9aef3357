"""Audit lines for what allauth alone can tell: second factors and addresses.

It offers no other hook for these; our own services call the audit trail themselves.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.services import subject
from apps.audit.services import record


@receiver(authenticator_added)
def second_factor_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    kind = {"kind": str(authenticator.type)}
    record(user.email, "account.second_factor_added", subject(user), after=kind)


@receiver(authenticator_removed)
def second_factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    kind = {"kind": str(authenticator.type)}
    record(user.email, "account.second_factor_removed", subject(user), before=kind)


@receiver(authenticator_reset)
def recovery_codes_renewed(user: User, **_: Any) -> None:
    record(user.email, "account.recovery_codes_renewed", subject(user))


@receiver(email_changed)
def address_changed(
    user: User,
    from_email_address: EmailAddress | None,
    to_email_address: EmailAddress,
    **_: Any,
) -> None:
    before = from_email_address.email if from_email_address else None
    record(
        user.email,
        "account.address_changed",
        subject(user),
        before={"email": before},
        after={"email": to_email_address.email},
    )
