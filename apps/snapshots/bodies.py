"""Objects as they are stored: without the keys that may hold a secret. Pure.

Says the same as `apps.okta.json.scrub`, for a whole page at once: one search over its
text, and only the branches that hold such a key are taken apart.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec

from apps.okta.errors import BadAnswerError
from apps.okta.json import elements, encode, members, refuse_too_deep, scrub

Raw = msgspec.Raw | bytes

ESCAPE = "\\u"
# A character that PostgreSQL stores in no text; here it is still written as an escape.
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
# A key that is written with escapes, so that no search finds its name.
ESCAPED_KEY = re.compile(r'\\u[0-9a-fA-F]{4}[^"]*"\s*:')


def bodies_of(raws: Sequence[Raw], secrets: tuple[str, ...]) -> list[str]:
    """Return the objects as text, in their order, without the keys `secrets`.

    Raises BadAnswerError for what is no readable JSON after all.
    """
    try:
        texts = [str(raw, "utf-8") for raw in raws]
    except UnicodeDecodeError as error:
        raise BadAnswerError("Okta's answer is not valid UTF-8.") from error
    for text in texts:
        refuse_too_deep(text)
    page = "\n".join(texts)
    if ESCAPE in page:  # rare: JSON needs no escape but for control characters
        texts = [_without_nul(text) for text in texts]
        page = "\n".join(texts)
        if secrets and ESCAPED_KEY.search(page):
            return [scrub(text.encode(), secrets).decode() for text in texts]
    for place in _suspects(texts, page, secrets):
        texts[place] = _scrubbed(texts[place].encode(), secrets).decode()
    return texts


def _without_nul(text: str) -> str:
    """Return the text with the sign for an unreadable character in a NUL's place."""
    return NUL.sub(r"\1\\ufffd", text) if "\\u0000" in text else text


def _suspects(
    texts: Sequence[str], page: str, secrets: tuple[str, ...]
) -> Iterator[int]:
    """Yield the places of texts in which a key stands, by one search over them all."""
    if not secrets:
        return
    finder = _finder(secrets)
    ends = list(accumulate(len(text) + 1 for text in texts))
    found = finder.search(page)
    while found is not None:
        place = bisect_right(ends, found.start())
        yield place
        found = finder.search(page, ends[place])


def _scrubbed(body: bytes, secrets: tuple[str, ...]) -> bytes:
    """Return `body` without the keys; a branch that holds none stays as it is."""
    if _bytes_finder(secrets).search(body) is None:
        return body
    if body.lstrip()[:1] == b"[":
        return encode([_branch(each, secrets) for each in elements(body)])
    kept = members(body).items()
    return encode(
        {key: _branch(each, secrets) for key, each in kept if key not in secrets}
    )


def _branch(value: msgspec.Raw, secrets: tuple[str, ...]) -> msgspec.Raw:
    body = bytes(value)
    if body.lstrip()[:1] not in (b"{", b"["):
        return value
    return msgspec.Raw(_scrubbed(body, secrets))


@lru_cache(maxsize=64)
def _finder(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the keys; by first letter, which halves the search."""
    by_letter: dict[str, list[str]] = {}
    for key in keys:
        by_letter.setdefault(key[0], []).append(re.escape(key[1:]))
    words = [f"{re.escape(one)}(?:{'|'.join(ends)})" for one, ends in by_letter.items()]
    return re.compile(f'"(?:{"|".join(words)})"\\s*:')


@lru_cache(maxsize=64)
def _bytes_finder(keys: tuple[str, ...]) -> re.Pattern[bytes]:
    return re.compile(_finder(keys).pattern.encode())
