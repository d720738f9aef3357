"""Smart cards move from an identity provider to an authenticator of their own."""

from collections.abc import Iterator

from apps.okta.shapes import Policy, PolicyRule
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import (
    active,
    excerpt,
    failed,
    judge_rules,
    named,
    rule_reading,
)
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict
from apps.probes.routing import provider_at


def problems(_policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    found = provider_at(rule, "X509")
    if found and active(rule):
        name = named(rule.name, rule.id)
        message = f"{name} routes to a smart card identity provider."
        yield failed(f"rule:{rule.id}", message, rule_reading(rule, *found))


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per active X509 identity provider and per rule that uses one."""
    providers = [
        idp
        for idp in org.identity_providers.value
        if idp.type == "X509" and idp.status == "ACTIVE"
    ]
    for idp in providers:
        yield failed(
            f"identity_provider:{idp.id}",
            f"{named(idp.name, idp.id)} is an active smart card identity provider.",
            Reading("identity_providers", idp.id, "/type", excerpt(idp.type)),
        )
    well = "No smart card identity provider is active."
    for verdict in judge_rules(org, org.routing_policies.value, problems, well):
        if verdict.subject != "org" or not providers:
            yield verdict


PROBE = Probe(
    id="no_smart_card_identity_provider_is_active",
    title="No smart card identity provider is active",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "The Classic smart card sign-in is not carried over; whether the authenticator "
        "for smart cards takes its place has to be answered per org."
    ),
    fix=(
        "Ask Okta whether the org qualifies.",
        "Plan the Smart Card IdP authenticator and test it on preview.",
    ),
    source="https://help.okta.com/okta_help.htm?id=ext-idp-smart-card-workflow",
    parts=("identity_providers", "routing_policies", "policy_rules"),
    facts=("limitation:piv",),
    evaluate=evaluate,
)
