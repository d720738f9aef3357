"""The grant works only on a server whose policy covers the application."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.applications import INTERACTION_CODE
from apps.okta.shapes.org import Engine
from apps.probes.answers import (
    failed,
    named,
    not_applicable,
    passed,
    subject_of,
    unknown,
)
from apps.probes.grants import ServerGrant, candidates
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict


def org_server_carries(view: ApplicationView, custom: list[ServerGrant]) -> bool | None:
    """Return whether the org server has the grant: it follows a switch no API shows.

    Switching it off takes the grant from applications and rules, so that a grant in use
    shows that it is on.
    Source: the guide that the probe names.
    """
    if view.engine is Engine.CLASSIC:
        return False
    in_use = INTERACTION_CODE in view.application.grant_types
    in_use = in_use or any(grant.carried for grant in custom)
    return True if in_use and view.engine is Engine.IDENTITY_ENGINE else None


def names_of(grants: list[ServerGrant]) -> str:
    return ", ".join(named(grant.server.name, grant.server.id) for grant in grants)


def over_custom(
    subject: str, custom: list[ServerGrant], *, org: bool | None
) -> Verdict:
    carrying = [grant for grant in custom if grant.carried]
    if len(carrying) == len(custom):
        message = f"Every server that serves it has the grant: {names_of(custom)}."
        return passed(subject, message, carrying[0].reading)
    unseen = [grant for grant in custom if grant.carried is None]
    if unseen:
        return unknown(subject, f"{names_of(unseen)}: {unseen[0].why}")
    without = names_of([grant for grant in custom if not grant.carried])
    if carrying or org:
        carriers = names_of(carrying) or "the org authorization server"
        message = f"{carriers} would serve it with the grant, {without} without."
        return unknown(subject, f"{message} Name the issuer.")
    return failed(subject, f"No rule with the grant covers it on {without}.")


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    """Yield PASSED where all servers it may use have the grant, FAILED if none."""
    application = view.application
    subject = subject_of(application)
    if not application.is_openid_connect or application.application_type == "service":
        yield not_applicable(subject, "It never asks for an interaction code.")
        return
    custom = list(candidates(view.org, application.id, application.client_id))
    org = org_server_carries(view, custom)
    if custom:
        yield over_custom(subject, custom, org=org)
    elif org:
        message = "Only the org authorization server serves it; its grant is in use."
        yield passed(subject, message)
    elif org is None:
        message = (
            "Only the org authorization server serves it; it follows the org's "
            "interaction code switch, which no API shows."
        )
        yield unknown(subject, message)
    else:
        yield failed(subject, "A Classic org has no interaction code.")


PROBE = Probe(
    id="application_is_covered_by_a_server_grant",
    title="The servers that the application may use have the Interaction Code grant",
    kind=Kind.PROOF,
    subject=Subject.APPLICATION,
    severity=Severity.INFO,
    why="The grant is of no use on a server without a rule that covers the client.",
    fix=(
        "Tick Interaction Code in the rule of the server's policy that covers it.",
        "Where several servers could serve it, name the issuer that it uses.",
    ),
    source=guide("implement-grant-type/interactioncode"),
    parts=(
        "applications",
        "authorization_servers",
        "authorization_server_policies",
        "authorization_server_rules",
        "engine",
    ),
    proves=("as_interaction_code_grant",),
    evaluate=evaluate,
)
