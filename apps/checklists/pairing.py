"""Which applications of other orgs may be the same one; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ENVIRONMENT_WORDS = frozenset(
    {
        "dev", "development", "int", "integration", "nonprod", "oktapreview", "preview",
        "pre", "preprod", "prod", "production", "qa", "sandbox", "sbx", "stage",
        "staging", "test", "testing", "uat",
    }
)  # fmt: skip
SPLIT = re.compile(r"[\W_]+")
DIGITS = "0123456789"
SUREST, SURE, LIKELY, MAYBE = 95, 90, 70, 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is compared of an application. `hosts`: of its redirect URIs."""

    pk: int
    label: str
    name: str = ""
    client_id: str = ""
    okta_id: str = ""
    hosts: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate with how sure the match is, in percent, and why."""

    pk: int
    confidence: int
    reasons: tuple[str, ...]


def plain(text: str) -> str:
    """Return a label or host without what only tells environments apart."""
    words = [word for word in SPLIT.split(text.casefold()) if word]
    kept = [word for word in words if word.rstrip(DIGITS) not in ENVIRONMENT_WORDS]
    return " ".join(kept or words)


def match(wanted: Candidate, other: Candidate) -> Match | None:
    """Return how alike two applications of different orgs are, None for strangers.

    An Okta id is never the same in two orgs, so a client id counts only where somebody
    chose it.
    """
    reasons = []
    custom = wanted.client_id and wanted.client_id != wanted.okta_id
    same_client = bool(custom) and wanted.client_id == other.client_id
    same_label = bool(plain(wanted.label)) and plain(wanted.label) == plain(other.label)
    same_name = bool(wanted.name) and wanted.name == other.name
    mine = {plain(host) for host in wanted.hosts}
    shared = sorted({plain(host) for host in other.hosts} & mine - {""})
    if same_client:
        reasons.append(f"the same client id {wanted.client_id}")
    if same_label:
        reasons.append(f"the same label “{other.label}”")
    if shared:
        reasons.append(f"redirect URIs on the same host, {shared[0]}")
    if not reasons:
        return None
    if same_client:
        confidence = SUREST
    elif same_label and shared:
        confidence = SURE
    elif same_label:
        confidence = LIKELY + (5 if same_name else 0)
    else:
        confidence = MAYBE
    return Match(other.pk, confidence, tuple(reasons))


def best(wanted: Candidate, others: Iterable[Candidate]) -> Sequence[Match]:
    """Return the matches, the surest first."""
    found = [one for other in others if (one := match(wanted, other)) is not None]
    return sorted(found, key=lambda one: (-one.confidence, one.pk))
