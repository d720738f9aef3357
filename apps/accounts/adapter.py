"""What we decide differently from allauth: nobody signs up, failures lock, all is said.

The audit lines of signing in stand here, since allauth calls no service of ours.
"""

import logging
import smtplib
import time
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from apps.accounts import mail
from apps.accounts.models import User
from apps.accounts.rules import wait_sentence
from apps.accounts.services import subject
from apps.audit.services import record
from apps.core import crypto

log = logging.getLogger(__name__)
LOCK: dict[str, str] = {"app": "allauth.account", "action": "login_failed"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Signing in with an e-mail address that an administrator let in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "E-mail address or password is not right.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your present password.",
        "rate_limited": "Too many tries. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while locked, also the right password. Raises ValidationError."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            seconds = self._locked_seconds(request, **credentials)
            raise ValidationError(
                wait_sentence(seconds), code="too_many_login_attempts"
            ) from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write one line when a lock closes, not one for each try."""
        email = str(credentials.get("email", "")).strip().lower()
        person = User.objects.filter(email=email).first()
        if person and self._locked_seconds(request, **credentials):
            record(
                "system",
                "account.locked",
                subject(person),
                after={"address": self.get_client_ip(request)},
                why="Repeated failed sign-ins",
            )

    def forgive(self, request: HttpRequest, email: str) -> None:
        """Open the lock of an account whose person proved otherwise who they are."""
        self._delete_login_attempts_cached_email(request, email=email)

    def reauthenticate(self, user: User, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def post_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse:
        record(user.email, "account.signed_in", subject(user))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record(request.user.email, "account.signed_out", subject(request.user))
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record(user.email, "account.password_changed", subject(user))

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send where a mail server is known; its failure does not fail the page."""
        if not mail.is_configured():
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (smtplib.SMTPException, OSError) as error:
            log.warning("A mail was not taken: %s", type(error).__name__)

    def _locked_seconds(self, request: HttpRequest, **credentials: Any) -> float:
        """Return how long the lock of this account or address still holds."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        now = time.time()
        waits = [0.0]
        for rate in ratelimit.get_rates(**LOCK):
            name = ratelimit.get_cache_key(request, rate=rate, key=key, **LOCK)
            tries = [at for at in cache.get(name, []) if at > now - rate.duration]
            if len(tries) >= rate.amount:
                waits.append(min(tries) + rate.duration - now)
        return max(waits)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Second factors; their secrets are stored encrypted."""

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Upgrade planner"}


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]  # untyped
    """A person's own list of sessions."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            person = ended[0].user
            record(
                person.email,
                "account.sessions_ended",
                subject(person),
                after={"sessions": len(ended)},
            )
