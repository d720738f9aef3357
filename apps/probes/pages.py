"""Reads customised sign-in pages: what is customised, and which patterns it holds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from apps.facts.page_scan import PagePattern
from apps.okta.seen import PartUnseenError
from apps.okta.shapes import Brand, SignInPage
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import named, unknown
from apps.probes.probe import Reading, Verdict

__all__ = ["PAGE_LIMIT", "Hit", "brand_pages", "content_reading", "scan_page"]

PAGE_LIMIT = 1_000_000  # characters of a page that are searched
BEFORE, AFTER = 40, 90
TOKEN = re.compile(r"(?=[\w+/=-]{0,200}\d)[\w+/=-]{16,200}")
SECRET = re.compile(
    r"(?i)((?:secret|token|password|key)\w{0,20}[\"']?\s{0,3}[:=]\s{0,3}[\"'])"
    r"[^\"']{1,200}"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """The first place where a pattern is found; `line` 0: nothing matched."""

    pattern: PagePattern
    line: int
    text: str


def brand_pages(
    org: OrgSnapshot,
) -> Iterator[tuple[Brand, SignInPage | None, Verdict | None]]:
    """Yield each brand with its customised page, or with the UNKNOWN that hides it."""
    for brand in org.brands.value:
        try:
            yield brand, org.sign_in_page_of(brand), None
        except PartUnseenError as unseen:
            name = named(brand.name, brand.id)
            message = f"Sign-in page of {name}: {unseen}"
            yield brand, None, unknown(f"brand:{brand.id}", message)


def content_reading(brand: Brand, text: str) -> Reading:
    return Reading("sign_in_pages", brand.id, "/pageContent", text)


def scan_page(content: str, patterns: Iterable[PagePattern]) -> Iterator[Hit]:
    """Yield one hit per pattern found in the first PAGE_LIMIT characters."""
    searched = content[:PAGE_LIMIT]
    for pattern in patterns:
        match = re.search(pattern.regex, searched)
        if match and not pattern.absence:
            line = searched.count("\n", 0, match.start()) + 1
            yield Hit(pattern, line, around(searched, match.start(), match.end()))
        elif pattern.absence and not match:
            yield Hit(pattern, 0, "")


def around(content: str, start: int, end: int) -> str:
    """Return the line of a match, cut at whole words, without what looks secret."""
    first = content.rfind("\n", 0, start) + 1
    last = content.find("\n", end)
    last = len(content) if last < 0 else last
    left = content[max(first, start - BEFORE) : start]
    right = content[end : min(last, end + AFTER)]
    if start - BEFORE > first:
        left = left.partition(" ")[2]
    if end + AFTER < last:
        right = right.rpartition(" ")[0]
    return scrubbed(left) + content[start:end][:BEFORE] + scrubbed(right)


def scrubbed(text: str) -> str:
    return TOKEN.sub("…", SECRET.sub(r"\1…", text)).replace("\r", "")
