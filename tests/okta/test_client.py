"""The client over real HTTP: pages, envelopes, threads."""

import json
import threading
from datetime import UTC, datetime

import httpx
import pytest

from apps.okta.answers import Trail
from apps.okta.client import OktaClient
from apps.okta.errors import BadAnswerError, HostRefusedError
from tests.okta.clients import APPS, FakeTime, OpenGate, client_of, in_turn
from tests.okta.loopback import Call, answer, serving


def test_a_list_comes_as_raw_objects_with_the_time_it_came() -> None:
    with serving(in_turn(answer(b'[{"id":"0oa1"},{"id":"0oa2"}]'))) as server:
        with client_of(server) as client:
            found = client.get(APPS)
        (call,) = server.calls
    assert [bytes(raw) for raw in found.objects()] == [
        b'{"id":"0oa1"}',
        b'{"id":"0oa2"}',
    ]
    assert found.status == 200
    assert found.next_url is None
    assert found.received_at == datetime.fromtimestamp(1_800_000_000, UTC)
    assert call.headers["authorization"] == "SSWS 00-secret-token"
    assert call.headers["accept"] == "application/json"
    assert call.target == APPS


def test_a_public_call_carries_no_credential() -> None:
    with serving(in_turn(answer(b'{"id":"00o1"}'))) as server:
        with client_of(server) as client:
            found = client.get("/.well-known/okta-organization", authenticated=False)
        assert "authorization" not in server.calls[0].headers
    assert bytes(found.object()) == b'{"id":"00o1"}'


def test_a_list_inside_an_envelope_is_found_and_its_absence_is_an_error() -> None:
    with (
        serving(in_turn(answer(b'{"domains":[{"id":"OcD1"}]}'))) as server,
        client_of(server) as client,
    ):
        found = client.get("/api/v1/domains")
    assert len(found.objects("domains")) == 1
    for envelope in ("", "others"):
        with pytest.raises(BadAnswerError):
            found.objects(envelope)


def test_a_list_where_an_object_or_envelope_was_due_is_an_error() -> None:
    with serving(in_turn(answer(b"[]"))) as server, client_of(server) as client:
        found = client.get(APPS)
    assert found.objects() == []
    with pytest.raises(BadAnswerError):
        found.object()
    with pytest.raises(BadAnswerError):
        found.objects("domains")


def page(server_origin: str, *links: str) -> bytes:
    filled = [link.replace("ORIGIN", server_origin) for link in links]
    return answer(b"[]", *[f"Link: {link}" for link in filled])


@pytest.mark.parametrize(
    "links",
    [
        [
            '<ORIGIN/api/v1/apps>; rel="self"',
            '<ORIGIN/api/v1/apps?after=a,b>; rel="next"',
        ],
        ['<ORIGIN/x>; rel="self", <ORIGIN/api/v1/apps?after=a,b>; rel="next"'],
        ["<ORIGIN/api/v1/apps?after=a,b>; rel=next"],
        ['</api/v1/apps?after=a,b#top>; title="p"; rel="last NEXT"'],
    ],
    ids=["two lines", "joined by a comma", "without quotes", "relative"],
)
def test_the_next_page_is_followed_as_it_is(links: list[str]) -> None:
    def script(call: Call) -> bytes:
        return answer() if "after" in call.target else page(server.origin, *links)

    with serving(script) as server, client_of(server) as client:
        pages = list(client.pages("/api/v1/apps"))
    assert [call.target for call in server.calls] == [
        "/api/v1/apps",
        "/api/v1/apps?after=a,b",
    ]
    assert pages[-1].next_url is None


@pytest.mark.parametrize(
    "link",
    [
        '<https://evil.example/api/v1/apps?after=1>; rel="next"',
        '<//evil.example/api>; rel="next"',
        '</\\evil.example/api>; rel="next"',
        '<http://127.0.0.1:1/api/v1/apps>; rel="next"',
        '<javascript:alert(1)>; rel="next"',
    ],
)
def test_a_next_page_on_another_host_is_refused(link: str) -> None:
    with serving(in_turn(answer(b"[]", f"Link: {link}"))) as server:
        with client_of(server) as client, pytest.raises(HostRefusedError):
            client.get(APPS)
        assert len(server.calls) == 1


@pytest.mark.parametrize("cursor", ["a\tb", "a" * 9000])
def test_a_next_page_with_an_unusable_address_is_a_bad_answer(cursor: str) -> None:
    link = f'Link: </api/v1/apps?after={cursor}>; rel="next"'
    with (
        serving(in_turn(answer(b"[]", link))) as server,
        client_of(server) as client,
        pytest.raises(BadAnswerError, match="unusable"),
    ):
        client.get(APPS)


@pytest.mark.parametrize(
    "link", ["<ORIGIN/self>; rel=self", "<ORIGIN/x>", "<ORIGIN/x>; rel=prefetch-next"]
)
def test_other_links_are_not_the_next_page(link: str) -> None:
    with (
        serving(lambda _: page(server.origin, link)) as server,
        client_of(server) as client,
    ):
        assert client.get(APPS).next_url is None


def test_a_next_page_on_the_orgs_other_name_is_read_from_the_called_one() -> None:
    def script(call: Call) -> bytes:
        if "after" in call.target:
            return answer()
        return answer(
            b"[]", 'Link: <https://acme.okta.com/api/v1/apps?after=1>; rel="next"'
        )

    aliases = frozenset({"https://id.acme.example", "https://acme.okta.com"})
    with serving(script) as server, client_of(server, aliases=aliases) as client:
        assert len(list(client.pages(APPS))) == 2
        assert client.get("https://acme.okta.com?x=1#y").status == 200
    assert server.calls[-1].target == "/?x=1"


def test_a_next_page_that_leads_back_ends_the_reading() -> None:
    def script(call: Call) -> bytes:
        after = "b" if call.target.endswith("a") else "a"
        return answer(b"[]", f'Link: </api/v1/apps?after={after}>; rel="next"')

    with serving(script) as server:
        with (
            client_of(server) as client,
            pytest.raises(BadAnswerError, match="leads back"),
        ):
            list(client.pages(APPS))
        assert len(server.calls) == 3


def test_an_interrupted_reading_remembers_its_trail() -> None:
    trail = Trail(["/api/v1/apps?after=a"])
    assert trail.visited == {"/api/v1/apps?after=a"}
    with pytest.raises(BadAnswerError, match="leads back"):
        trail.step("/api/v1/apps?after=a")
    endless = Trail(str(number) for number in range(10_000))
    with pytest.raises(BadAnswerError, match="does not end"):
        endless.step("one more")


def test_five_threads_share_one_client() -> None:
    def script(call: Call) -> bytes:
        return answer(json.dumps([{"path": call.target}]).encode())

    wrong: list[str] = []
    with serving(script) as server, client_of(server) as client:

        def work(number: int) -> None:
            for turn in range(20):
                path = f"/api/v1/zones?n={number}-{turn}"
                (raw,) = client.get(path).objects()
                if path not in bytes(raw).decode():
                    wrong.append(path)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert client.calls == 100
    assert wrong == []


def test_cookies_are_not_kept() -> None:
    with serving(in_turn(answer(b"[]", "Set-Cookie: sid=1; Path=/"))) as server:
        with client_of(server) as client:
            client.get(APPS)
            client.get(APPS)
        assert "cookie" not in server.calls[1].headers


def test_the_clocks_difference_is_known_where_the_server_tells() -> None:
    time = FakeTime()
    with (
        serving(in_turn(answer(date=time.now - 90))) as server,
        client_of(server, time=time) as client,
    ):
        client.get(APPS)
        assert client.clock_skew_seconds == 90.0


def test_without_a_date_no_difference_is_claimed() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=[]))
    with OktaClient(
        "https://acme.okta.com", gate=OpenGate(), transport=transport
    ) as client:
        assert client.get(APPS).objects() == []
        assert client.clock_skew_seconds is None


def test_a_url_of_another_host_is_not_called() -> None:
    with serving(in_turn(answer())) as server:
        with client_of(server) as client, pytest.raises(HostRefusedError):
            client.get("https://other.okta.com/api/v1/apps")
        assert server.calls == []
