"""Encryption of stored secrets with rotatable keys; never shows a key or a secret."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

KEY_ID_LENGTH = 12  # hex digits; enough to tell keys apart, useless to guess one


class CryptoError(Exception):
    """A value could not be encrypted or opened; `sentence` holds no secret."""

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.sentence = sentence
        self.next_step = next_step


class NoKeyError(CryptoError):
    """There is no usable key in the settings."""


class WrongKeyError(CryptoError):
    """None of the keys opens this value, or the value was altered."""


@dataclass(frozen=True)
class _Ring:
    """The keys in use, newest first, with the short ids that may be shown."""

    ids: tuple[str, ...]
    keys: tuple[Fernet, ...]

    def __repr__(self) -> str:
        return f"_Ring({', '.join(self.ids)})"


def encrypt(value: bytes) -> bytes:
    """Return `value` encrypted with the newest key. Raises NoKeyError."""
    return MultiFernet(_ring().keys).encrypt(value)


def decrypt(value: bytes) -> bytes:
    """Return the plain value. Raises WrongKeyError or NoKeyError."""
    return _opened(value)[1]


def reencrypt(value: bytes) -> bytes:
    """Return `value` under the newest key. Raises WrongKeyError or NoKeyError."""
    return encrypt(decrypt(value))


def is_current(value: bytes) -> bool:
    """Return whether the newest key opens `value`, so that rotation may skip it."""
    return _opened(value)[0] == 0


def key_id_of(value: bytes) -> str:
    """Return the id of the key that opens `value`. Raises WrongKeyError."""
    return _ring().ids[_opened(value)[0]]


def key_ids() -> tuple[str, ...]:
    """Return the ids of the keys in use, newest first."""
    return _ring().ids


def generate_key() -> str:
    """Return a new key in the form that the settings take."""
    return Fernet.generate_key().decode()


def _opened(value: bytes) -> tuple[int, bytes]:
    for position, key in enumerate(_ring().keys):
        try:
            return position, key.decrypt(bytes(value))
        except InvalidToken:
            continue
    raise WrongKeyError(
        "A stored secret cannot be opened with any of the encryption keys.",
        "Put the key it was stored with back into UPGRADEPLANNER_ENCRYPTION_KEYS "
        "(newest first), or enter the secret again.",
    )


def _ring() -> _Ring:
    return _ring_of(tuple(settings.ENCRYPTION_KEYS))


@lru_cache(maxsize=4)
def _ring_of(keys: tuple[str, ...]) -> _Ring:
    if not keys:
        raise NoKeyError(
            "There is no encryption key, so secrets cannot be stored.",
            "Set UPGRADEPLANNER_ENCRYPTION_KEYS, or UPGRADEPLANNER_DATA_DIR to a "
            "folder in which a key can be made.",
        )
    fernets = tuple(_fernet(key, number) for number, key in enumerate(keys, start=1))
    return _Ring(tuple(_id_of(key) for key in keys), fernets)


def _fernet(key: str, number: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:  # its text may quote the key, so it is not chained
        raise NoKeyError(
            f"Encryption key number {number} is not a key.",
            "Each key is 32 random bytes in URL-safe base64, 44 characters long.",
        ) from None


def _id_of(key: str) -> str:
    return hashlib.sha256(b"key id:" + key.encode()).hexdigest()[:KEY_ID_LENGTH]
