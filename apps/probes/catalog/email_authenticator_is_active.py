"""E-mail counts as enrolled after the upgrade; its authenticator has to be there."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, passed
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    email = [each for each in org.authenticators.value if each.key == "okta_email"]
    if not email:
        message = "The e-mail authenticator was deleted."
        yield failed("org", message, severity=Severity.LOW, key="deleted")
        return
    reading = Reading(
        "authenticators", email[0].id, "/status", excerpt(email[0].status)
    )
    if any(each.status == "ACTIVE" for each in email):
        yield passed("org", "The e-mail authenticator is active.", reading)
    else:
        yield failed("org", "The e-mail authenticator is not active.", reading)


PROBE = Probe(
    id="email_authenticator_is_active",
    title="The e-mail authenticator is active",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why=(
        "A verified primary e-mail counts as enrolled only while the authenticator is "
        "active; after its deletion registration asked for the recovery authenticator."
    ),
    fix=(
        "Activate it for recovery, or for authentication and recovery.",
        "Test self-service registration where it was deleted (mended in 2026.07.2).",
    ),
    source=guide("oie-upgrade-api-changes"),
    parts=("authenticators", "engine"),
    facts=(
        "limitation:reset_factor_email",
        "limitation:email_authenticator_delete_bug",
    ),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
