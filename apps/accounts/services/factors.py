"""Moves the secrets of second factors under a new key, so that nobody enrols again."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import transaction

from apps.audit.services import record
from apps.core import crypto

# Passkeys keep nothing secret here.
SECRET_OF = {
    Authenticator.Type.TOTP: "secret",
    Authenticator.Type.RECOVERY_CODES: "seed",
}


@dataclass(frozen=True)
class FactorRotation:
    """What a rotation found; `unreadable` are the addresses of people."""

    total: int
    moved: int
    unreadable: tuple[str, ...]


def rotate_second_factors(actor: str) -> FactorRotation:
    """Put every stored secret under the newest key, one short write each.

    May be stopped and run again at any time.
    """
    moved, unreadable = 0, []
    rows = Authenticator.objects.filter(type__in=SECRET_OF).order_by("pk")
    keys = list(rows.values_list("pk", "user__email"))
    for pk, email in keys:
        try:
            moved += _move(pk)
        except crypto.WrongKeyError:
            unreadable.append(email)
    if moved:
        after = {"moved": moved, "of": len(keys)}
        record(actor, "second_factors.reencrypted", "second factors", after=after)
    return FactorRotation(len(keys), moved, tuple(unreadable))


@transaction.atomic
def _move(pk: int) -> bool:
    """Return whether the row had to be moved. Raises WrongKeyError."""
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    name = SECRET_OF[Authenticator.Type(row.type)]
    old = row.data[name].encode()
    if crypto.is_current(old):
        return False
    row.data[name] = crypto.reencrypt(old).decode()
    row.save(update_fields=["data"])
    return True
