"""Which custom authorization servers carry the interaction code grant, and for whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.okta.seen import PartUnseenError
from apps.okta.shapes import (
    AuthorizationServer,
    AuthorizationServerPolicy,
    AuthorizationServerRule,
)
from apps.okta.shapes.applications import INTERACTION_CODE
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt
from apps.probes.probe import Reading

__all__ = ["ServerGrant", "candidates", "server_grant"]


@dataclass(frozen=True, slots=True)
class ServerGrant:
    """`carried` is None where a part that could decide was not seen; `why` says which.

    `clients` are the clients of the policies that carry the grant; ALL_CLIENTS is one.
    """

    server: AuthorizationServer
    carried: bool | None
    clients: frozenset[str] = frozenset()
    reading: Reading | None = None
    why: str = ""


def server_grant(org: OrgSnapshot, server: AuthorizationServer) -> ServerGrant:
    """Return whether any active rule of an active policy carries the grant.

    Raises PartUnseenError where the server's policies were not seen.
    Source: https://developer.okta.com/docs/guides/implement-grant-type/interactioncode/main/
    """
    policies = [
        policy for policy in org.server_policies_of(server) if policy.status == "ACTIVE"
    ]
    return over_policies(org, server, policies)


def candidates(org: OrgSnapshot, *client_ids: str) -> Iterator[ServerGrant]:
    """Yield the active servers with an active policy for one of the clients.

    `carried` regards only the policies that cover the client. A server whose policies
    were not seen may be one, so it is yielded with `carried` None.
    """
    for server in org.authorization_servers.value:
        if server.status != "ACTIVE":
            continue
        try:
            policies = org.server_policies_of(server)
        except PartUnseenError as unseen:
            yield ServerGrant(server, None, why=str(unseen))
            continue
        covering = [
            policy
            for policy in policies
            if policy.status == "ACTIVE" and policy.covers(*client_ids)
        ]
        if covering:
            yield over_policies(org, server, covering)


def over_policies(
    org: OrgSnapshot,
    server: AuthorizationServer,
    policies: list[AuthorizationServerPolicy],
) -> ServerGrant:
    clients: frozenset[str] = frozenset()
    carrier: AuthorizationServerRule | None = None
    why = ""
    for policy in policies:
        try:
            found = rule_with_grant(org, server, policy)
        except PartUnseenError as unseen:
            why = str(unseen)
            continue
        if found:
            clients |= policy.clients
            carrier = carrier or found
    if carrier:
        return ServerGrant(server, True, clients, reading_of(carrier))
    return ServerGrant(server, None if why else False, why=why)


def rule_with_grant(
    org: OrgSnapshot, server: AuthorizationServer, policy: AuthorizationServerPolicy
) -> AuthorizationServerRule | None:
    for rule in org.server_rules_of(server, policy):
        if rule.status == "ACTIVE" and INTERACTION_CODE in rule.grant_types:
            return rule
    return None


def reading_of(rule: AuthorizationServerRule) -> Reading:
    return Reading(
        "authorization_server_rules",
        rule.id,
        "/conditions/grantTypes/include",
        excerpt(sorted(rule.grant_types)),
    )
