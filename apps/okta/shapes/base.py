"""The base of every shape: frozen, camelCase on the wire, tolerant of the unknown."""

import msgspec


class Shape(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One object of Okta's API. What may be left out or null has a default."""


class Include(Shape, frozen=True):
    """Okta's `{"include": [...], "exclude": [...]}`."""

    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None


class Link(Shape, frozen=True):
    href: str = ""
