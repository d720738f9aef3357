"""A custom authorization server needs a rule with the grant."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.seen import PartUnseenError
from apps.okta.shapes import AuthorizationServer
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import (
    counted,
    excerpt,
    failed,
    named,
    not_applicable,
    passed,
    unknown,
)
from apps.probes.grants import server_grant
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict


def judged(org: OrgSnapshot, server: AuthorizationServer) -> Verdict:
    subject = f"authorization_server:{server.id}"
    name = named(server.name, server.id)
    if server.status != "ACTIVE":
        return not_applicable(subject, f"{name} is not active.")
    try:
        grant = server_grant(org, server)
    except PartUnseenError as unseen:
        return unknown(subject, f"{name}: {unseen}")
    if grant.carried is None:
        return unknown(subject, f"{name}: {grant.why}")
    if not grant.carried:
        reading = Reading("authorization_servers", server.id, "", excerpt(server.name))
        message = f"No active rule of an active policy of {name} has the grant."
        return failed(subject, message, reading)
    everyone = "ALL_CLIENTS" in grant.clients
    few = counted(len(grant.clients), "named client")
    clients = "all clients" if everyone else few
    return passed(subject, f"{name} has the grant for {clients}.", grant.reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per custom authorization server."""
    for server in org.authorization_servers.value:
        yield judged(org, server)


PROBE = Probe(
    id="authorization_server_grants_interaction_code",
    title="The authorization server has a rule with the Interaction Code grant",
    kind=Kind.PROOF,
    subject=Subject.AUTHORIZATION_SERVER,
    severity=Severity.INFO,
    why=(
        "Embedded sign-in with Identity Engine needs the grant on the server's rule. "
        "Adding it changes no behaviour."
    ),
    fix=(
        "Open Security > API > Authorization servers > the server > Access policies.",
        "In each rule that serves an embedded application tick Interaction Code.",
    ),
    source=guide("implement-grant-type/interactioncode"),
    parts=(
        "authorization_servers",
        "authorization_server_policies",
        "authorization_server_rules",
    ),
    proves=("as_interaction_code_grant",),
    evaluate=evaluate,
)
