"""Lists that move or lie while they are read, as no simulated org does."""

import json
from typing import Any

import httpx
import pytest

from apps.orgs.credentials import ApiToken, fill
from apps.orgs.models import Credential, Org
from apps.orgs.services.doors import Door
from apps.snapshots.models import ObjectVersion, Snapshot
from apps.snapshots.queries import raw_object
from tests.factories import make_org
from tests.syncs.worlds import go_on, reason_of, start, sync

OKTA_ID = "00oMOVING000000001d7"
SPARE = {"/api/v1/org": {"id": OKTA_ID}, "/api/v1/domains": {"domains": []}}
# Without them every call would wait for the careful limit of the unknown.
PLENTY = {
    "X-Rate-Limit-Limit": "1000",
    "X-Rate-Limit-Remaining": "999",
    "X-Rate-Limit-Reset": "1",
}
Pages = dict[str, tuple[Any, str]]  # query: (body, the query of the next page)


def door(applications: Pages) -> Door:
    """Return a way to an org that is empty but for these pages of applications."""

    def answer(request: httpx.Request) -> httpx.Response:
        path, query = request.url.path, request.url.query.decode()
        if path == "/.well-known/okta-organization":
            identity = {"id": OKTA_ID, "pipeline": "v1"}
            return httpx.Response(200, json=identity, headers=PLENTY)
        if path != "/api/v1/apps":
            return httpx.Response(200, json=SPARE.get(path, []), headers=PLENTY)
        body, following = applications[query]
        link = f'<https://{request.url.host}{path}?{following}>; rel="next"'
        headers = {**PLENTY, "Link": link} if following else PLENTY
        return httpx.Response(200, content=body, headers=headers)

    return Door(transport=httpx.MockTransport(answer))


def body(*applications: dict[str, Any]) -> bytes:
    return json.dumps(applications).encode()


def named(okta_id: str, label: str) -> dict[str, Any]:
    return {"id": okta_id, "label": label}


@pytest.fixture
def moving(transactional_db: None) -> Org:
    org = make_org("moving", okta_id=OKTA_ID)
    credential = Credential(org=org)
    fill(credential, ApiToken("00token"))
    credential.save()
    return org


@pytest.mark.parametrize("label", ["same", "changed meanwhile"])
def test_an_object_that_comes_on_two_pages_is_one(moving: Org, label: str) -> None:
    pages: Pages = {
        "limit=200": (body(named("0oa1", "same"), named("0oa2", "b")), "after=2"),
        "after=2": (body(named("0oa1", label), named("0oa3", "c")), ""),
    }
    snapshot = sync(moving, door=door(pages))
    assert snapshot.state == Snapshot.State.COMPLETE
    assert ObjectVersion.objects.filter(part="applications").count() == 3
    assert raw_object(snapshot, "applications", "0oa1") == named("0oa1", label)
    again = sync(moving, door=door(pages))
    assert ObjectVersion.objects.filter(part="applications", until=None).count() == 3
    assert raw_object(again, "applications", "0oa1") == named("0oa1", label)


def test_pages_that_lead_in_a_circle_are_no_list(moving: Org) -> None:
    pages: Pages = {
        "limit=200": (body(named("0oa1", "a")), "after=1"),
        "after=1": (body(named("0oa2", "b")), "limit=200"),
    }
    snapshot = sync(moving, door=door(pages))
    assert snapshot.state == Snapshot.State.PARTIAL
    assert "already read" in reason_of(snapshot, "applications")
    assert not ObjectVersion.objects.filter(part="applications").exists()


def test_an_object_where_a_list_belongs_is_unseen(moving: Org) -> None:
    snapshot = sync(moving, door=door({"limit=200": (b'{"id": "0oa1"}', "")}))
    assert "not a list" in reason_of(snapshot, "applications")


def test_objects_without_an_id_are_kept_and_stay_the_same(moving: Org) -> None:
    pages: Pages = {"limit=200": (body({"label": "nameless"}, {"label": "other"}), "")}
    sync(moving, door=door(pages))
    again = sync(moving, door=door(pages))
    versions = ObjectVersion.objects.filter(part="applications")
    assert versions.count() == 2
    assert not versions.filter(since=again).exists()


def test_secrets_are_stored_nowhere(moving: Org) -> None:
    secret = {"oauthClient": {"client_secret": "s3cr3t", "client_id": "0oa1"}}
    listed = {**named("0oa1", "a"), "credentials": secret}
    snapshot = sync(moving, door=door({"limit=200": (body(listed), "")}))
    stored = raw_object(snapshot, "applications", "0oa1")
    assert stored is not None
    assert stored["credentials"] == {"oauthClient": {"client_id": "0oa1"}}
    for version in ObjectVersion.objects.all():
        assert "s3cr3t" not in version.body


def test_an_error_that_nobody_expects_ends_the_attempt_at_once(moving: Org) -> None:
    def crash(_: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    snapshot = start(moving)
    with pytest.raises(ZeroDivisionError):
        go_on(snapshot, door=Door(transport=httpx.MockTransport(crash)))
    snapshot.refresh_from_db()
    assert snapshot.state == Snapshot.State.READING
