"""The declaration of one part of an org: its call, its scopes, its shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.okta.shapes.base import Shape
from apps.okta.shapes.org import Engine

BOTH = frozenset(Engine)
IDENTITY_ENGINE = frozenset({Engine.IDENTITY_ENGINE})
CLASSIC = frozenset({Engine.CLASSIC})


@dataclass(frozen=True, kw_only=True)
class PartSpec:
    """One part. Its file's name is its id; coverage, scopes and pages use that word.

    `path` may hold `{0}`, `{1}`: the segments of the parent key ("aus1/00p1").
    `parents` names the parts whose objects become the parents of this one.
    `absent` maps Okta error codes to the sentence that says why the part is empty, not
    unseen.
    `secrets` are JSON keys whose values are dropped before anything is stored.
    """

    id: str
    title: str
    path: str
    shape: type[Shape]
    scopes: tuple[str, ...] = ()
    engines: frozenset[Engine] = BOTH
    parents: tuple[str, ...] = ()
    key: str = "id"
    single: bool = False
    envelope: str = ""
    absent: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    public: bool = False
