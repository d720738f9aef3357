"""Mail to people; without a mail server nothing is sent, and pages say so."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail

from apps.accounts.models import User

log = logging.getLogger(__name__)


def is_configured() -> bool:
    """Return whether this installation can send mail."""
    return bool(settings.EMAIL_HOST)


def send_link(person: User, url: str) -> bool:
    """Mail a one-time link; return whether the mail server took it."""
    if not is_configured():
        return False
    text = (
        "Open this link to choose a password for the upgrade planner. It works once "
        f"and for 24 hours.\n\n{url}\n"
    )
    try:
        send_mail("Your way into the upgrade planner", text, None, [person.email])
    except (smtplib.SMTPException, OSError) as error:
        log.warning("A mail was not taken: %s", type(error).__name__)
        return False
    return True
