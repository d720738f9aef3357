"""Ten thousand applications made from recorded ones, as ready pages of an org.

The distinct application objects of tests/fixtures/okta, each with a fresh id, repeated
in their order. Nothing of the product is imported here.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "okta"
PAGE = 200
SERVERS, POLICIES, RULES = 30, 3, 3

Json = dict[str, Any]


def recorded() -> list[Json]:
    """Return the distinct recorded applications, without their ids."""
    found: dict[str, Json] = {}
    sources = sorted((FIXTURES / "applications").glob("*.json"))
    for source in [*sources, FIXTURES / "recorded_objects.json"]:
        for value in _applications(json.loads(source.read_text())):
            bare = {**value, "id": ""}
            found.setdefault(json.dumps(bare, sort_keys=True), bare)
    return list(found.values())


def _applications(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for each in value:
            yield from _applications(each)
    elif isinstance(value, dict) and "signOnMode" in value and "label" in value:
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _applications(each)


def application(shapes: Sequence[Json], number: int, *, edited: bool = False) -> bytes:
    """Return one application as compact JSON; `edited` ones have another label."""
    shape = shapes[number % len(shapes)]
    label = f"{shape['label']} {number}{' (renamed)' if edited else ''}"
    value = {**shape, "id": f"0oa{number:017d}", "label": label}
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def pages(
    count: int, shapes: Sequence[Json] | None = None, *, edited_every: int = 0
) -> list[bytes]:
    """Return `count` applications as the bodies of pages of 200."""
    shapes = shapes or recorded()
    objects = [
        application(shapes, n, edited=bool(edited_every) and n % edited_every == 0)
        for n in range(count)
    ]
    return [
        b"[" + b",".join(objects[start : start + PAGE]) + b"]"
        for start in range(0, count, PAGE)
    ]


def servers() -> bytes:
    (shape,) = _list("authorization_servers/idx-authorizationServers-list.json", 1)
    made = [{**shape, "id": _server(n), "name": f"Server {n}"} for n in range(SERVERS)]
    return json.dumps(made).encode()


def policies(server: str) -> bytes:
    source = "authorization_server_policies/idx-authorizationServers-policies-list.json"
    (shape,) = _list(source, 1)
    made = [{**shape, "id": f"00p{server[3:15]}{n:02d}"} for n in range(POLICIES)]
    return json.dumps(made).encode()


def rules(policy: str) -> bytes:
    source = "authorization_server_rules/unknown-authorizationServers-rules-list.json"
    (shape,) = _list(source, 1)
    made = [{**shape, "id": f"0pr{policy[3:]}{n:02d}"} for n in range(RULES)]
    return json.dumps(made).encode()


def _server(number: int) -> str:
    return f"aus{number:012d}"


def _list(source: str, length: int) -> list[Json]:
    found: list[Json] = json.loads((FIXTURES / source).read_text())
    return found[:length]
