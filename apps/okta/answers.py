"""Good answers of Okta: their raw objects, and the way to the next page; no I/O."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from msgspec import Raw

from apps.okta.errors import BadAnswerError, HostRefusedError
from apps.okta.hosts import Origin, origin_of
from apps.okta.json import elements, members

LINK = re.compile(r"<([^<>]*)>([^<]*)")
REL = re.compile(r"""\brel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)
LONGEST_URL = 8000
MAX_PAGES = 10_000


@dataclass(frozen=True)
class Answer:
    """A good answer. `next_url` is a path with its query on the same origin."""

    status: int
    body: bytes = field(repr=False)
    next_url: str | None
    received_at: datetime

    @cached_property
    def _content(self) -> list[Raw] | dict[str, Raw]:
        if self.body.lstrip()[:1] == b"[":
            return elements(self.body)
        return members(self.body)

    def check(self) -> None:
        """Raise BadAnswerError unless the body is one whole JSON list or object."""
        _ = self._content

    def objects(self, envelope: str = "") -> list[Raw]:
        """Return the raw elements of a list, or of the list under `envelope`.

        Raises BadAnswerError where there is no such list: never an empty one instead.
        """
        content = self._content
        if isinstance(content, list):
            if envelope:
                raise BadAnswerError(f"Okta's answer has no “{envelope}” in it.")
            return content
        if envelope and envelope in content:
            return elements(content[envelope])
        raise BadAnswerError("Okta's answer is not a list.")

    def object(self) -> Raw:
        """Return the raw object that the answer is. Raises BadAnswerError."""
        if isinstance(self._content, list):
            raise BadAnswerError("Okta's answer is a list, not an object.")
        return Raw(self.body)


class Trail:
    """The pages of one list that were read; refuses a next that leads back.

    `visited` of an interrupted reading may be given to a new trail.
    """

    def __init__(self, visited: Iterable[str] = ()) -> None:
        self.visited = set(visited)

    def step(self, url: str) -> None:
        """Note that `url` is read now. Raises BadAnswerError if it was before."""
        if url in self.visited:
            raise BadAnswerError("Okta's next page leads back to a page already read.")
        if len(self.visited) >= MAX_PAGES:
            raise BadAnswerError("Okta's list does not end.")
        self.visited.add(url)


def next_target(links: Iterable[str], origin: Origin, aliases: Iterable[str]) -> str:
    """Return path and query of the next page, empty where there is none.

    `links` are the Link header lines: several, or one joined by commas. Raises
    HostRefusedError where the next page is on a host that is not the org's.
    """
    for url, parameters in LINK.findall(", ".join(links)):
        relation = REL.search(parameters)
        names = (relation[1] or relation[2] or "").lower().split() if relation else []
        if "next" in names:
            return target_of(url, origin, aliases)
    return ""


def target_of(url: str, origin: Origin, aliases: Iterable[str] = ()) -> str:
    """Return path and query of `url`, which may be a path or lie on the org's hosts.

    Raises HostRefusedError for any other host, BadAnswerError for what is no address.
    """
    if not url.isprintable() or len(url) > LONGEST_URL:
        raise BadAnswerError("The address of Okta's next page is unusable.")
    if url.startswith("/") and not url.startswith(("//", "/\\")):
        return url.partition("#")[0]
    found = origin_of(url)
    if found != origin and not any(found == origin_of(alias) for alias in aliases):
        raise HostRefusedError(
            f"{origin.host} points to another host, {found.host}; it is not followed."
        )
    rest = url.strip().partition("://")[2].partition("#")[0]
    path = rest[len(re.split(r"[/?]", rest, maxsplit=1)[0]) :]
    return path if path.startswith("/") else f"/{path}"
