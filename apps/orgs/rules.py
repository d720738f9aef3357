"""Rules about orgs from plain values: names, and whose id an address proves. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.okta.errors import HostRefusedError
from apps.okta.hosts import origin_of
from apps.okta.shapes import OrgIdentity

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME_LENGTH = 60
RESERVED_NAMES = frozenset({"connect"})  # words of our own addresses under /orgs/
SHARE_PERCENT = range(1, 101)
HOURS_BETWEEN_SYNCS = range(24 * 31 + 1)  # 0: by hand only


@dataclass(frozen=True, kw_only=True)
class ProvenIdentity:
    """What an org states of itself, once it is proven to answer at `url`."""

    okta_id: str
    url: str
    stated_url: str
    alternate_url: str
    pipeline: str


def name_problem(name: str) -> str:
    """Return why `name` cannot name an org, or nothing."""
    if not NAME.fullmatch(name) or len(name) > NAME_LENGTH:
        return (
            "A name is 1 to 60 small letters and digits, with single hyphens between "
            "words, such as acme-production."
        )
    if name in RESERVED_NAMES:
        return f"{name} is a word of this product's own addresses; choose another."
    return ""


def next_sync(hours: int, now: datetime) -> datetime | None:
    """Return when the next sync is due after one now; None where only people ask."""
    return now + timedelta(hours=hours) if hours else None


def plain_origin(url: str | None) -> str:
    """Return the origin of an address that an org states; empty where it is none."""
    try:
        return str(origin_of(url or ""))
    except HostRefusedError:
        return ""


def identity_of(entered: str, stated: OrgIdentity) -> ProvenIdentity:
    """Return what `stated` says of the org that answers at the origin `entered`."""
    return ProvenIdentity(
        okta_id=stated.id,
        url=entered,
        stated_url=plain_origin(stated.url),
        alternate_url=plain_origin(stated.alternate_url),
        pipeline=stated.pipeline,
    )


def names_back(entered: str, stated: OrgIdentity, at_okta: OrgIdentity) -> bool:
    """Return whether the org on Okta's own domain is the same and names `entered`."""
    alternate = plain_origin(at_okta.alternate_url)
    own = plain_origin(at_okta.url)
    return stated.id == at_okta.id and entered in {alternate, own}
