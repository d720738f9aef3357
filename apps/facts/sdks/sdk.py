"""What an SDK entry is. Holds none."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a language reaches Identity Engine."""

    BAKED_IN = "baked_in"
    SEPARATE = "separate"
    REDIRECT_WRAPPER = "redirect_wrapper"
    MANAGEMENT = "management"
    NONE = "none"

    @property
    def words(self) -> str:
        return {
            Kind.BAKED_IN: "One package serves both engines: raise its version.",
            Kind.SEPARATE: (
                "A second package is added beside the old one; both can stay while "
                "calls are replaced."
            ),
            Kind.REDIRECT_WRAPPER: (
                "It redirects to the hosted page: the org decides the engine."
            ),
            Kind.MANAGEMENT: "It manages an org and signs nobody in.",
            Kind.NONE: "There is no Identity Engine SDK for this language.",
        }[self]


@dataclass(frozen=True)
class Package:
    """A package as manifests spell it; `note` says what it is for."""

    ecosystem: str
    name: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Sdk:
    """An SDK with its package for each engine.

    `patterns`: the groups of apps.facts.code_patterns that its code may hold beside
    the HTTP calls. `current` is empty where the documentation names none.
    """

    id: str
    language: str
    platform: str
    kind: Kind
    models: tuple[str, ...]
    classic: tuple[Package, ...]
    engine: tuple[Package, ...]
    minimum: str
    current: str
    status: str
    runtime: tuple[str, ...]
    patterns: tuple[str, ...]
    url: str
    source: str
    also_seen: tuple[Package, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        if self.language == self.platform:
            return self.language
        return f"{self.language}, {self.platform}"
