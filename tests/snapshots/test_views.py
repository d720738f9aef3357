"""The comparison of two snapshots, and the raw reading behind a claim."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.accounts.models import User
from apps.orgs.models import Org
from apps.snapshots.models import ObjectVersion, PartReading, Snapshot
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db


def as_person(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def see(org: Org, **parts: dict[str, Any]) -> Snapshot:
    """Make a snapshot that sees {part: {id: object}} and nothing else any more."""
    snapshot = make_snapshot(org)
    for part, objects in parts.items():
        PartReading.objects.create(snapshot=snapshot, part=part, state="seen")
        opened = ObjectVersion.objects.filter(org=org, part=part, until=None)
        for version in opened:
            if json.loads(version.body) != objects.get(version.okta_id):
                ObjectVersion.objects.filter(pk=version.pk).update(until=snapshot)
        for okta_id, value in objects.items():
            if not opened.filter(okta_id=okta_id).exists():
                body = json.dumps(value)
                ObjectVersion.objects.create(
                    org=org,
                    part=part,
                    okta_id=okta_id,
                    digest=str(hash(body))[:32],
                    since=snapshot,
                    body=body,
                )
    return snapshot


def compare_path(org: Org) -> str:
    return reverse("snapshots:compare", args=[org.name])


def raw_path(snapshot: Snapshot, part: str, okta_id: str) -> str:
    names = [snapshot.org.name, snapshot.pk, part, okta_id]
    return reverse("snapshots:raw", args=names)


def test_one_snapshot_has_nothing_to_be_compared_with(org: Org, viewer: User) -> None:
    see(org, zones={"z1": {"name": "Office"}})
    answer = as_person(viewer).get(compare_path(org))
    assert "Two syncs are needed" in answer.content.decode()


def test_changes_show_property_by_property(org: Org, viewer: User) -> None:
    older = see(org, zones={"z1": {"name": "Office"}, "z2": {"name": "Gone zone"}})
    newer = see(org, zones={"z1": {"name": "Depot"}, "z3": {"name": "New zone"}})
    page = as_person(viewer).get(compare_path(org)).content.decode()
    for text in ("Depot", "Office", "Gone zone", "New zone", "/name"):
        assert text in page
    assert raw_path(older, "zones", "z2") in page
    assert raw_path(newer, "zones", "z3") in page


def test_the_pickers_choose_any_two_and_filters_narrow(org: Org, viewer: User) -> None:
    first = see(org, zones={"z1": {"name": "One"}}, brands={"b1": {"name": "Brand"}})
    see(org, zones={"z1": {"name": "Two"}}, brands={"b1": {"name": "Brand"}})
    third = see(org, zones={"z1": {"name": "Three"}}, brands={})
    client = as_person(viewer)
    query: dict[str, str | int] = {"from": first.pk, "to": third.pk}
    page = client.get(compare_path(org), query).content.decode()
    assert "Three" in page
    assert "Brand" in page
    narrowed = client.get(compare_path(org), {**query, "part": "zones"})
    assert "1 to 1 of 1 change" in narrowed.content.decode()
    turned = {"from": third.pk, "to": first.pk}
    assert "Three" in client.get(compare_path(org), turned).content.decode()


def test_what_was_not_seen_is_not_compared(org: Org, viewer: User) -> None:
    see(org, zones={"z1": {"name": "Office"}})
    newer = see(org)
    unseen = {"state": "unseen", "reason": "The scope is missing."}
    PartReading.objects.create(snapshot=newer, part="zones", **unseen)
    page = as_person(viewer).get(compare_path(org)).content.decode()
    assert "Nothing changed" in page
    assert "The scope is missing." in page


def test_changes_are_paged_by_fifty(
    org: Org, viewer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    see(org, zones={})
    see(org, zones={f"z{number}": {"name": str(number)} for number in range(120)})
    client = as_person(viewer)
    client.get(compare_path(org))
    with django_assert_max_num_queries(12):
        page = client.get(compare_path(org), {"page": 3}).content.decode()
    assert "101 to 120 of 120 changes" in page


def test_htmx_gets_the_changes_alone(org: Org, viewer: User) -> None:
    see(org, zones={})
    see(org, zones={"z1": {"name": "New zone"}})
    headers = {"HX-Request": "true"}
    page = as_person(viewer).get(compare_path(org), headers=headers).content.decode()
    assert "New zone" in page
    assert "<select" not in page


def test_a_snapshot_of_another_org_is_not_found(
    org: Org, other_org: Org, administrator: User
) -> None:
    see(org)
    see(org)
    other = see(other_org, zones={"z1": {"name": "Theirs"}})
    client = as_person(administrator)
    assert client.get(compare_path(org), {"to": other.pk}).status_code == 404
    path = reverse("snapshots:raw", args=[org.name, other.pk, "zones", "z1"])
    assert client.get(path).status_code == 404


def test_strangers_find_neither(org: Org, outsider: User) -> None:
    snapshot = see(org, zones={"z1": {"name": "Office"}})
    client = as_person(outsider)
    assert client.get(compare_path(org)).status_code == 404
    assert client.get(raw_path(snapshot, "zones", "z1")).status_code == 404


def test_a_reading_shows_what_decided_first(org: Org, viewer: User) -> None:
    value = {"name": "Brand <b>", "settings": {"a": [1, {"b": None}], "e": {}}}
    snapshot = see(org, brands={"b1": value})
    client = as_person(viewer)
    path = raw_path(snapshot, "brands", "b1")
    page = client.get(path, {"pointer": "/settings/a"}).content.decode()
    assert page.index("What decided") < page.index("The whole object")
    assert 'id="/settings/a/1/b"' in page
    assert page.count('class="pointed"') == 6
    assert "Brand &lt;b&gt;" in page
    printed = [line.text for line in client.get(path).context["page"].lines]
    assert json.loads("\n".join(printed)) == value


def test_a_pointer_to_nothing_says_so(org: Org, viewer: User) -> None:
    snapshot = see(org, brands={"b1": {"name": "Brand"}})
    path = raw_path(snapshot, "brands", "b1")
    page = as_person(viewer).get(path, {"pointer": "/other"}).content.decode()
    assert "has no such property" in page


def test_a_reading_that_was_forgotten_is_not_found(org: Org, viewer: User) -> None:
    snapshot = see(org, brands={"b1": {"name": "Brand"}})
    client = as_person(viewer)
    assert client.get(raw_path(snapshot, "brands", "b2")).status_code == 404
    Snapshot.objects.update(pruned_at=snapshot.created)
    assert client.get(raw_path(snapshot, "brands", "b1")).status_code == 404
