"""What a credential can see of an org, part by part, in words. Pure: asks nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from apps.okta.part import PartSpec
from apps.okta.parts import PARTS, READ_SCOPES
from apps.okta.shapes.org import Engine

# What nobody knows while a part is unseen; a part without a line here names itself.
UNKNOWN_WITHOUT: Mapping[str, str] = {
    "applications": (
        "which applications exist, how they sign people in and which grants they hold"
    ),
    "authorization_servers": "which tokens the Interaction Code grant can reach",
    "authorization_server_policies": "which clients each authorization server serves",
    "authorization_server_rules": "which servers allow the Interaction Code grant",
    "policy_rules": "what the policies demand, and where routing still leads to IWA",
    "sign_on_policies": "what signing in to the org demands before and after",
    "password_policies": "which ways of password recovery would lock people out",
    "enrollment_policies": "which policies still enroll factors",
    "routing_policies": "which routing rules block the upgrade",
    "access_policies": "which sign-in policy each application falls under",
    "profile_enrollment_policies": "where people register themselves",
    "authenticators": "which authenticators are active",
    "factors": "which factors are active",
    "event_hooks": "which event hooks listen to events that end or change",
    "inline_hooks": "which inline hooks change with the upgrade",
    "brands": "which brands there are to check",
    "sign_in_pages": "which widget version and page code each brand has",
    "domains": "which custom domains people sign in on",
    "features": "which early-access features are on",
    "org_settings": "the org's own name and status",
    "contacts": "which contacts the org names",
    "api_tokens": "which API tokens exist and whose they are",
    "identity_providers": "which identity providers need work",
    "trusted_origins": "which pages may embed the sign-in",
    "zones": "which network zones there are",
}


class Sight(StrEnum):
    """How far a credential sees one part."""

    VISIBLE = "visible"
    ABSENT = "absent"  # the org has none; nothing is missing
    SCOPE_MISSING = "scope_missing"
    ROLE_MISSING = "role_missing"
    FAILED = "failed"  # the call did not work this time


SEEN = frozenset({Sight.VISIBLE, Sight.ABSENT})


@dataclass(frozen=True, kw_only=True)
class PartSight:
    """One part as this credential sees it.

    `sentence` says why it is not seen, or why there is nothing; `scopes` are those to
    grant, where Okta or the granted ones tell.
    """

    part: str
    title: str
    sight: Sight
    sentence: str = ""
    scopes: tuple[str, ...] = ()

    @property
    def is_seen(self) -> bool:
        return self.sight in SEEN

    @property
    def unknown_without(self) -> str:
        return UNKNOWN_WITHOUT.get(self.part, f"whatever {self.title.lower()} tell")


@dataclass(frozen=True, kw_only=True)
class Examination:
    """A live test of a credential. `granted` is None for an API token: no scopes."""

    engine: Engine | None
    parts: tuple[PartSight, ...]
    granted: frozenset[str] | None
    calls: int

    @property
    def seen(self) -> tuple[PartSight, ...]:
        return tuple(each for each in self.parts if each.is_seen)

    @property
    def unseen(self) -> tuple[PartSight, ...]:
        return tuple(each for each in self.parts if not each.is_seen)

    @property
    def unseen_first(self) -> tuple[PartSight, ...]:
        return self.unseen + self.seen

    @property
    def missing_scopes(self) -> tuple[str, ...]:
        """The read scopes to grant, sorted; always empty for an API token."""
        scopes = {
            scope
            for each in self.parts
            if each.sight is Sight.SCOPE_MISSING
            for scope in each.scopes
        }
        return tuple(sorted(scopes))

    @property
    def sees_nothing(self) -> bool:
        return not any(each.sight is Sight.VISIBLE for each in self.parts)

    @property
    def summary(self) -> str:
        return f"{len(self.seen)} of {len(self.parts)} parts can be read"

    @property
    def engine_is_known(self) -> bool:
        return self.engine is not None


def asked_parts(engine: Engine | None) -> tuple[PartSpec, ...]:
    """Return the parts a credential is needed for, in reading order.

    An engine that Okta does not document is asked only for what both engines have.
    """
    return tuple(
        part
        for part in PARTS.values()
        if not part.public
        and (part.engines >= set(Engine) if engine is None else engine in part.engines)
    )


def cheapest(path: str) -> str:
    """Return the same list asked for one object."""
    return path.replace("limit=200", "limit=1")


def inherited(part: PartSpec, of_parents: Mapping[str, PartSight]) -> PartSight:
    """Return how a nested part is seen: as far as the parts it hangs on.

    Its own calls need the same scopes, and are made by the first sync.
    """
    parents = [of_parents[each] for each in part.parents if each in of_parents]
    visible = [each for each in parents if each.sight is Sight.VISIBLE]
    unseen = [each for each in parents if not each.is_seen]
    if visible:
        sight, sentence = Sight.VISIBLE, ""
    elif unseen:
        sight, sentence = unseen[0].sight, unseen[0].sentence
    else:
        sight, sentence = Sight.ABSENT, "There is nothing that could have any."
    return sight_of(part, sight, sentence)


def sight_of(
    part: PartSpec, sight: Sight, sentence: str = "", scopes: Iterable[str] = ()
) -> PartSight:
    return PartSight(
        part=part.id,
        title=part.title,
        sight=sight,
        sentence=sentence,
        scopes=tuple(scopes),
    )


def scope_missing(part: PartSpec, missing: tuple[str, ...]) -> PartSight:
    many = "scopes {} are" if len(missing) > 1 else "scope {} is"
    sentence = f"The {many.format(' and '.join(missing))} not granted."
    return sight_of(part, Sight.SCOPE_MISSING, sentence, missing)


def copyable_scopes() -> str:
    """Return exactly the read scopes, one a line, as the Admin Console lists them."""
    return "\n".join(READ_SCOPES)


def to_json(examination: Examination) -> dict[str, Any]:
    """Return the examination as plain values, to be kept with the credential."""
    plain: dict[str, Any] = msgspec.to_builtins(examination)
    plain["granted"] = (
        None if examination.granted is None else sorted(examination.granted)
    )
    return plain


def from_json(plain: Any) -> Examination | None:
    """Return a kept examination; None where there is none that can still be read."""
    try:
        return msgspec.convert(plain, Examination)
    except msgspec.ValidationError:
        return None
