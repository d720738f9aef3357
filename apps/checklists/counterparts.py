"""The members of a family and who may belong to it; reads, joins nobody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.scope import scope_of
from apps.checklists.models import CheckRun, Evidence
from apps.checklists.pairing import Candidate, best, plain
from apps.checklists.places import Place
from apps.checklists.services.families import baselines, can_carry
from apps.inventory.models import Application
from apps.snapshots.queries import raw_object

MOST_LOOKED_INTO = 25  # applications whose redirect URIs are read
MOST_OFFERED = 10
ALIKE = 0.6  # below it a closer look at two labels is not worth its time
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Proposal:
    """An application that may be a counterpart."""

    application: Application
    confidence: int  # percent
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """Another application of the family, with what can be carried over from it."""

    application: Application
    proof: Sequence[tuple[Place, Evidence]]
    runs: Sequence[CheckRun]


def members_of(application: Application, user: User) -> list[Member]:
    """Return the other members of the family that a person may see."""
    if application.family_id is None:
        return []
    others = (
        Application.objects.select_related("org", "family")
        .filter(scope_of(user).applications(), family=application.family_id)
        .exclude(pk=application.pk)
        .order_by("org__name")
    )
    return [
        Member(one, can_carry(one, application), baselines(one, application))
        for one in others
    ]


def proposals_for(application: Application, user: User) -> list[Proposal]:
    """Return the likeliest counterparts that a person may work on, the surest first.

    They live in orgs of another environment. Redirect URIs are read of those alone
    whose labels are most alike: each is a reading.
    """
    org = application.org
    rows = (
        Application.objects.filter(
            scope_of(user, Role.CONTRIBUTOR).applications(),
            org__is_demo=org.is_demo,
            gone_at=None,
            is_okta_own=False,
        )
        .exclude(org__environment=org.environment)
        .exclude(org=org.pk)
    )
    if application.family_id is not None:
        rows = rows.exclude(family=application.family_id).exclude(
            org__applications__family=application.family_id
        )
    columns = ("pk", "label", "name", "client_id", "okta_id")
    found = [
        Candidate(pk, label, name, client_id, okta_id or "")
        for pk, label, name, client_id, okta_id in rows.values_list(*columns)
    ]
    closest = _closest(application, found)
    by_pk = rows.select_related("org", "org__latest_snapshot").in_bulk(
        [one.pk for one in closest]
    )
    hosts = {pk: hosts_of(one) for pk, one in by_pk.items()}
    wanted = _candidate(application, hosts_of(application))
    matches = best(wanted, _with_hosts(closest, hosts))
    return [
        Proposal(by_pk[one.pk], one.confidence, one.reasons)
        for one in matches[:MOST_OFFERED]
    ]


def hosts_of(application: Application) -> frozenset[str]:
    """Return the hosts of the redirect URIs that the latest reading shows."""
    snapshot = application.org.latest_snapshot
    if snapshot is None or not application.okta_id:
        return frozenset()
    body: Any = raw_object(snapshot, "applications", application.okta_id)
    node = body
    for key in ("settings", "oauthClient", "redirect_uris"):
        node = node.get(key) if isinstance(node, dict) else None
    uris = node if isinstance(node, list) else []
    return frozenset(_hosts(uris)) - LOCAL


def may_join(user: User, application: Application) -> bool:
    """Tell whether a person may work on an application, so join it to another."""
    return has_role(user, application.org_id, Role.CONTRIBUTOR, application.team_id)


def _hosts(uris: Iterable[Any]) -> Iterable[str]:
    for uri in uris:
        try:
            host = urlsplit(str(uri)).hostname
        except ValueError:
            continue
        if host:
            yield host


def _closest(
    application: Application, found: Sequence[Candidate]
) -> Sequence[Candidate]:
    """Return the candidates that are worth a reading, those with a shared id first."""
    label = plain(application.label)
    matcher = SequenceMatcher(b=label, autojunk=False)

    def likeness(one: Candidate) -> tuple[bool, float]:
        matcher.set_seq1(plain(one.label))
        same_client = bool(one.client_id) and one.client_id == application.client_id
        close = matcher.real_quick_ratio()
        return same_client, matcher.ratio() if close > ALIKE else close / 2

    return sorted(found, key=likeness, reverse=True)[:MOST_LOOKED_INTO]


def _candidate(application: Application, hosts: frozenset[str]) -> Candidate:
    return Candidate(
        application.pk,
        application.label,
        application.name,
        application.client_id,
        application.okta_id or "",
        hosts,
    )


def _with_hosts(
    found: Iterable[Candidate], hosts: Mapping[int, frozenset[str]]
) -> Iterable[Candidate]:
    for one in found:
        yield Candidate(
            one.pk,
            one.label,
            one.name,
            one.client_id,
            one.okta_id,
            hosts.get(one.pk, frozenset()),
        )
