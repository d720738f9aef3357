"""Org policies of every type and their rules.

`settings`, `conditions` and `actions` differ by type; they stay plain JSON, which
`dig` reads.
"""

from typing import Any

import msgspec

from apps.okta.shapes.base import Shape


def dig(value: Any, *keys: str) -> Any:
    """Return the value under nested keys, or None where any of them is missing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


class Policy(Shape, frozen=True):
    id: str
    type: str = ""
    name: str = ""
    status: str = ""
    priority: int | None = None
    system: bool | None = None
    conditions: dict[str, Any] | None = None
    settings: dict[str, Any] | None = None
    embedded: dict[str, Any] | None = msgspec.field(name="_embedded", default=None)


class PolicyRule(Shape, frozen=True):
    id: str
    type: str = ""
    name: str = ""
    status: str = ""
    priority: int | None = None
    system: bool | None = None
    conditions: dict[str, Any] | None = None
    actions: dict[str, Any] | None = None
