"""The one door for JSON that came from elsewhere: splits, decodes, digests, scrubs.

Whatever a hostile file holds, the answer is a value or a BadAnswerError, never a crash.
"""

import re
from collections.abc import Collection, Hashable
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Raw

from apps.okta.errors import BadAnswerError, UnknownShapeError

T = TypeVar("T")
Bytes = bytes | Raw

DIGEST_BYTES = 16
DEEPEST = 100  # levels; what Okta sends has about fifteen
_LIST = msgspec.json.Decoder(list[Raw])
_OBJECT = msgspec.json.Decoder(dict[str, Raw])
_ANY = msgspec.json.Decoder()
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_MALFORMED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def elements(body: Bytes) -> list[Raw]:
    """Return the elements of a JSON list as raw bytes, checked to be valid JSON.

    They are views of `body`: copy what outlives the page. Raises BadAnswerError.
    """
    return _checked(_LIST, body, "a list")


def members(body: Bytes) -> dict[str, Raw]:
    """Return the members of a JSON object as raw bytes. Raises BadAnswerError."""
    return _checked(_OBJECT, body, "an object")


def parse(body: Bytes) -> Any:
    """Return plain Python values. Raises BadAnswerError."""
    try:
        return _ANY.decode(body)
    except _MALFORMED as error:
        raise _bad(error) from error


def decode(body: Bytes, shape: type[T]) -> T:
    """Return `body` as `shape`.

    Raises UnknownShapeError for JSON of another shape, else BadAnswerError.
    """
    try:
        decoder: msgspec.json.Decoder[T] = _decoder(cast("Hashable", shape))
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        raise UnknownShapeError(
            f"Okta sent an object of an unknown shape: {error}."
        ) from error
    except _MALFORMED as error:
        raise _bad(error) from error


def digest(body: Bytes) -> str:
    """Return the blake2b digest of the raw bytes: 32 hexadecimal characters."""
    return blake2b(body, digest_size=DIGEST_BYTES).hexdigest()


def encode(value: object) -> bytes:
    """Return `value` as compact JSON."""
    return msgspec.json.encode(value)


def scrub(body: Bytes, keys: Collection[str]) -> bytes:
    """Return `body` without the values of `keys`, at any depth.

    The bytes come back unchanged where no key name stands in them; a name that is
    written with escapes counts as well. Raises BadAnswerError.
    """
    raw = bytes(body)
    if not keys or (
        b"\\u" not in raw and not any(f'"{key}"'.encode() in raw for key in keys)
    ):
        return raw
    return encode(_without(parse(raw), frozenset(keys)))


def refuse_too_deep(text: str) -> None:
    """Raise BadAnswerError for a document that would exhaust whoever walks it."""
    if text.count("{") + text.count("[") <= DEEPEST:
        return  # cheap, and true of nearly every object
    depth = 0
    for found in _MARKS.finditer(text):
        mark = found.group()
        depth += (mark in "{[") - (mark in "}]")
        if depth > DEEPEST:
            raise _bad(RecursionError())


def same_meaning(one: Bytes, other: Bytes) -> bool:
    """Return whether two documents say the same, whatever their spacing and key order.

    Raises BadAnswerError.
    """
    first, second = bytes(one), bytes(other)
    return first == second or _canonical(first) == _canonical(second)


def _canonical(body: bytes) -> bytes:
    return msgspec.json.encode(parse(body), order="deterministic")


def _without(value: Any, keys: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {
            key: _without(inner, keys)
            for key, inner in value.items()
            if key not in keys
        }
    if isinstance(value, list):
        return [_without(inner, keys) for inner in value]
    return value


@cache
def _decoder(shape: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


def _checked(decoder: msgspec.json.Decoder[T], body: Bytes, what: str) -> T:
    """Decode into raw parts; only their text is looked at beyond the grammar."""
    try:
        str(memoryview(body), "utf-8")
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        raise BadAnswerError(f"Okta's answer is not {what}.") from error
    except _MALFORMED as error:
        raise _bad(error) from error


def _bad(error: Exception) -> BadAnswerError:
    if isinstance(error, RecursionError):
        return BadAnswerError("Okta's answer is nested too deeply to be read.")
    if isinstance(error, UnicodeDecodeError):
        return BadAnswerError("Okta's answer is not valid UTF-8.", transient=True)
    if isinstance(error, msgspec.ValidationError):
        return BadAnswerError("Okta's answer holds a number that is out of range.")
    return BadAnswerError("Okta's answer is cut off or not valid JSON.", transient=True)
