"""Every address of ours against three people: nobody's, the other org's, the reader.

The addresses come from the resolver, so a new one is held to this without being named
here; a part of an address that names a new kind of row needs a sample below.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from apps.accounts.models import Role, Team, User
from apps.audit.services import record
from apps.checklists.places import place_in
from apps.checklists.services import attest
from apps.findings.models import Finding, Waiver
from apps.okta.json import digest
from apps.orgs.models import Org
from apps.plans.models import Freeze, Wave
from apps.snapshots.models import ObjectVersion, Snapshot
from tests.factories import (
    NOW,
    make_application,
    make_org,
    make_snapshot,
    make_team,
)

READ = ("get",)
CHANGE = ("post", "put", "patch", "delete")
MARK = "zenith"  # stands in everything that the other org has
OF_NO_ORG = {"stage"}  # parts of an address that every org shares
SEARCHED = {"troubleshooting:symptom_list"}  # a posted text is looked for, not kept
OPEN = {"accounts:start"}  # for people without an account

UPGRADE = ("", "_plan", "_withdraw")  # of an org, not of a wave

Samples = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Address:
    """A named address of ours with the names of its parts."""

    name: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    def of(self, samples: Samples) -> str:
        """Return the address of the sample rows; a part without one is an error."""
        space = self.name.partition(":")[0]
        here = {**samples[""], **samples.get(space, {}), **samples.get(self.name, {})}
        return reverse(self.name, kwargs={part: here[part] for part in self.parts})


def addresses(
    patterns: list[URLPattern | URLResolver],
    space: str = "",
    above: tuple[str, ...] = (),
) -> Iterator[Address]:
    for pattern in patterns:
        parts = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from addresses(
                pattern.url_patterns, pattern.namespace or space, parts
            )
        elif space and f"{space}:{pattern.name}" not in OPEN:
            yield Address(f"{space}:{pattern.name}", parts)


ADDRESSES = sorted(addresses(get_resolver().url_patterns), key=str)
OF_ROWS = [each for each in ADDRESSES if each.parts]
every_address = pytest.mark.parametrize("address", ADDRESSES, ids=str)
every_row = pytest.mark.parametrize("address", OF_ROWS, ids=str)


def samples_of(org: Org, person: User) -> Samples:
    """Make one row of each kind in an org, and name them as addresses do."""
    snapshot = make_snapshot(org)
    application = make_application(org, f"{org.name} portal", model="redirect")
    body = f'{{"id": "0oa1", "name": "{org.name} brand"}}'
    ObjectVersion.objects.create(
        org=org,
        part="brands",
        okta_id="0oa1",
        digest=digest(body.encode()),
        since=snapshot,
        body=body,
    )
    finding = Finding.objects.create(
        org=org,
        application=application,
        probe="no_routing_rule_uses_iwa",
        subject=f"application:{application.okta_id}",
        severity="blocker",
        message=f"{org.name} is blocked",
        opened_at=NOW,
        last_seen_at=NOW,
        snapshot=snapshot,
    )
    waiver = Waiver.objects.create(
        finding=finding, reason=f"{org.name} knows", asked_by=person, expires_at=NOW
    )
    place = place_in(application, "redirect_backend_clients")
    upload = SimpleUploadedFile(f"{org.name}.txt", f"{org.name} says so".encode())
    decision = attest(place, f"{org.name} says so.", person, NOW, upload=upload)
    team = make_team(f"{org.name} team")
    wave = Wave.objects.create(name=f"{org.name}-wave", title=f"{org.name}", org=org)
    freeze = Freeze.objects.create(
        org=org, starts=NOW.date(), ends=NOW.date(), reason=f"{org.name} sells"
    )
    record(person.email, "org.changed", f"org:{org.name}", org_id=org.pk)
    return {
        "": {
            "name": org.name,
            "part": "brands",
            "okta_id": "0oa1",
            "subject": place.subject,
            "stage": place.stage.id,
        },
        "accounts": {"pk": person.pk, "name": team.name},
        "checklists": {"pk": application.pk},
        "checklists:attachment": {"pk": decision.attachment_id},
        "checklists:decision_approve": {"pk": decision.pk},
        "checklists:decision_withdraw": {"pk": decision.pk},
        "roadmap": {"pk": freeze.pk, "name": wave.name},
        **{f"roadmap:upgrade{one}": {"name": org.name} for one in UPGRADE},
        "findings": {"pk": finding.pk, "waiver_pk": waiver.pk},
        "snapshots": {"pk": snapshot.pk},
        "syncs": {"pk": snapshot.pk},
    }


@pytest.fixture
def ours(org: Org, administrator: User) -> Samples:
    return samples_of(org, administrator)


@pytest.fixture
def theirs(administrator: User) -> Samples:
    return samples_of(make_org(f"{MARK}-production"), administrator)


def said(answer: HttpResponse) -> str:
    if answer.streaming:
        content: Any = answer.streaming_content  # type: ignore[attr-defined]
        return b"".join(content).decode()
    return answer.content.decode()


def asked(client: Client, address: str, methods: tuple[str, ...]) -> Iterator[Any]:
    for headers in ({}, {"HX-Request": "true"}):
        for method in methods:
            ask: Callable[..., HttpResponse] = getattr(client, method)
            yield ask(address, headers=headers)


@every_address
def test_the_administrator_gets_there(
    client: Client, administrator: User, ours: Samples, address: Address
) -> None:
    client.force_login(administrator)
    for answer in asked(client, address.of(ours), READ):
        assert answer.status_code in {200, 286, 405}
        said(answer)  # a file closes when it was read


@every_address
def test_whoever_has_no_role_learns_nothing(
    client: Client, outsider: User, theirs: Samples, address: Address
) -> None:
    client.force_login(outsider)
    for answer in asked(client, address.of(theirs), CHANGE):
        assert answer.status_code in {403, 404, 405} or address.name in SEARCHED
        assert MARK not in said(answer)
    for answer in asked(client, address.of(theirs), READ):
        assert answer.status_code in {403, 404, 405} or not address.parts
        assert MARK not in said(answer)


@every_address
@pytest.mark.parametrize("who", ["viewer", "lead"])
def test_nobody_reaches_into_another_org(  # noqa: PLR0917  # each is a fixture
    client: Client,
    request: pytest.FixtureRequest,
    ours: Samples,
    theirs: Samples,
    address: Address,
    who: str,
) -> None:
    client.force_login(request.getfixturevalue(who))
    for answer in asked(client, address.of(theirs), READ):
        assert answer.status_code in {403, 404, 405} or not address.parts
        assert MARK not in said(answer)
    if address.parts:
        for answer in asked(client, address.of(theirs), CHANGE):
            assert answer.status_code in {403, 404, 405}


@every_row
def test_no_row_of_another_org_is_found_under_our_name(
    client: Client, lead: User, ours: Samples, theirs: Samples, address: Address
) -> None:
    """Lend our org's name to their keys, and our rows to their parts' keys."""
    parts = [part for part in address.parts if part not in OF_NO_ORG]
    if parts == ["name"]:
        return
    client.force_login(lead)
    first, *rest = parts
    mixed = {
        space: {key: (rows if key == first else theirs[space])[key] for key in rows}
        for space, rows in ours.items()
    }
    if first == "name" or rest:
        mixed[""] = {**theirs[""], "name": ours[""]["name"]}
        for answer in asked(client, address.of(mixed), (*READ, *CHANGE)):
            assert answer.status_code in {403, 404, 405}
            assert MARK not in said(answer)


@every_address
def test_a_reader_changes_nothing(
    client: Client, viewer: User, ours: Samples, address: Address
) -> None:
    viewer.memberships.create(team=Team.objects.get(), role=Role.VIEWER)
    client.force_login(viewer)
    for answer in asked(client, address.of(ours), CHANGE):
        assert answer.status_code in {403, 405} or address.name in SEARCHED
    assert Snapshot.objects.count() == 1
    assert Finding.objects.get().waivers.get().withdrawn_at is None
