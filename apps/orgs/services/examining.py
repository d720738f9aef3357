"""Tests live what a credential sees of an org: cheap calls, each answer told."""

from apps.okta.auth import ApiTokenAuth, ServiceAppAuth
from apps.okta.client import OktaClient
from apps.okta.errors import (
    AbsentError,
    ClockSkewError,
    CredentialRefusedError,
    ForbiddenError,
    OktaError,
    UnreachableError,
)
from apps.okta.part import PartSpec
from apps.okta.shapes.org import Engine
from apps.orgs.examination import (
    Examination,
    PartSight,
    Sight,
    asked_parts,
    cheapest,
    inherited,
    scope_missing,
    sight_of,
)

# Nothing else would be learned by asking on.
HOPELESS = (ClockSkewError, CredentialRefusedError, UnreachableError)
NO_SCOPE_AT_ALL = "invalid_scope"  # the token endpoint's word, not that of one part
# What holds for every list of one endpoint; the others hold for one list alone.
SHARED = frozenset({Sight.VISIBLE, Sight.SCOPE_MISSING, Sight.ROLE_MISSING})


def examine_with(
    client: OktaClient, auth: ApiTokenAuth | ServiceAppAuth, engine: Engine | None
) -> Examination:
    """Return what the credential sees, part by part.

    One call an endpoint at the client's own gate: a part that hangs on others, and the
    next list of the same endpoint, are seen as those are; a scope that was not granted
    needs no call. Raises the OktaError that would meet every part alike.
    """
    before = client.calls
    sights: dict[str, PartSight] = {}
    by_endpoint: dict[str, PartSight] = {}
    for part in asked_parts(engine):
        endpoint = part.path.partition("?")[0]
        known = by_endpoint.get(endpoint)
        missing = missing_of(part, granted_to(auth))
        if missing:
            sight = scope_missing(part, missing)
        elif part.parents:
            sight = inherited(part, sights)
        elif known and known.sight in SHARED:
            sight = sight_of(part, known.sight, known.sentence)
        else:
            sight = by_endpoint[endpoint] = look(client, part)
        sights[part.id] = sight
    return Examination(
        engine=engine,
        parts=tuple(sights.values()),
        granted=granted_to(auth),
        calls=client.calls - before,
    )


def granted_to(auth: ApiTokenAuth | ServiceAppAuth) -> frozenset[str] | None:
    """Return the scopes of a service app; None for an API token or before any call."""
    return auth.granted_scopes if isinstance(auth, ServiceAppAuth) else None


def missing_of(part: PartSpec, granted: frozenset[str] | None) -> tuple[str, ...]:
    """Return the scopes a part needs and a service app was not granted."""
    if granted is None:
        return ()
    return tuple(scope for scope in part.scopes if scope not in granted)


def look(client: OktaClient, part: PartSpec) -> PartSight:
    """Ask for one object of a part, and say in words what came of it."""
    try:
        answer = client.get(cheapest(part.path), scopes=part.scopes)
        _ = answer.object() if part.single else answer.objects(part.envelope)
    except HOPELESS:
        raise
    except AbsentError as error:
        if error.code in part.absent:
            return sight_of(part, Sight.ABSENT, part.absent[error.code])
        return sight_of(part, Sight.FAILED, error.advice)
    except ForbiddenError as error:
        if error.code == NO_SCOPE_AT_ALL:
            raise
        missing = error.missing.split()
        sight = Sight.SCOPE_MISSING if missing else Sight.ROLE_MISSING
        return sight_of(part, sight, error.advice, missing)
    except OktaError as error:
        return sight_of(part, Sight.FAILED, error.advice)
    return sight_of(part, Sight.VISIBLE)
