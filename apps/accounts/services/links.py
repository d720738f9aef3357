"""One-time links that let a person in: made, looked up, used once. Sees no request."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from apps.accounts.errors import AccountError, AdministratorExistsError, DeadLinkError
from apps.accounts.models import OneTimeLink, User
from apps.accounts.queries import administrator_exists
from apps.accounts.services.people import COMMAND_LINE, make_administrator, subject
from apps.audit.services import record

LIFE = timedelta(hours=24)
Purpose = OneTimeLink.Purpose


@transaction.atomic
def admin_link(base_url: str = "", *, again: bool = False) -> str:
    """Return a new link that makes whoever opens it an administrator.

    Older ones die. Raises AdministratorExistsError, unless `again`.
    """
    if administrator_exists() and not again:
        raise AdministratorExistsError(
            "There is an administrator already; people are invited under Settings, "
            "People. Add --again to make a link for a further one all the same."
        )
    token = _new_token(Purpose.ADMINISTRATOR, None)
    record(COMMAND_LINE, "administrator.link_created", "administrators")
    return _url(token, base_url)


@transaction.atomic
def password_link(actor: str, person: User, base_url: str = "") -> str:
    """Return a new link with which `person` chooses a password; older ones die."""
    if not person.is_active:
        raise AccountError(
            f"{person.email} is deactivated. Reactivate the person first."
        )
    token = _new_token(Purpose.PASSWORD, person)
    record(actor, "person.link_created", subject(person))
    return _url(token, base_url)


def open_link(token: str) -> OneTimeLink:
    """Return the link while it works. Raises DeadLinkError."""
    link = (
        OneTimeLink.objects.filter(
            Q(user=None) | Q(user__is_active=True),
            token_hash=_hash(token),
            used_at=None,
            expires_at__gt=timezone.now(),
        )
        .select_related("user")
        .first()
    )
    if link is None:
        raise DeadLinkError(
            "This link no longer works. It was used, replaced by a newer one, or is "
            "older than 24 hours."
        )
    return link


@transaction.atomic
def claim_admin_link(token: str, email: str, password: str) -> User:
    """Use the link up and return the administrator. Raises DeadLinkError."""
    _use(token, Purpose.ADMINISTRATOR)
    return make_administrator(email, password)


@transaction.atomic
def claim_password_link(token: str, password: str) -> User:
    """Use the link up and return the person with the new password."""
    link = _use(token, Purpose.PASSWORD)
    person = link.user
    assert person is not None
    was_invited = person.is_invited
    person.set_password(password)
    person.save(update_fields=["password"])
    verb = "person.joined" if was_invited else "person.password_chosen"
    record(person.email, verb, subject(person))
    return person


def _new_token(purpose: OneTimeLink.Purpose, person: User | None) -> str:
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.filter(purpose=purpose, user=person, used_at=None).update(
        used_at=timezone.now()
    )
    OneTimeLink.objects.create(
        purpose=purpose,
        user=person,
        token_hash=_hash(token),
        expires_at=timezone.now() + LIFE,
    )
    return token


def _use(token: str, purpose: OneTimeLink.Purpose) -> OneTimeLink:
    """Mark the link used; of two at once only one succeeds."""
    link = open_link(token)
    used = OneTimeLink.objects.filter(pk=link.pk, purpose=purpose, used_at=None).update(
        used_at=timezone.now()
    )
    if not used:
        raise DeadLinkError("This link was used a moment ago.")
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _url(token: str, base_url: str) -> str:
    path = reverse("accounts:start", args=[token])
    return f"{(base_url or settings.BASE_URL).rstrip('/')}{path}"
