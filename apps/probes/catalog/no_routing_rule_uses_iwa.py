"""The Hub refuses to schedule an org that still routes to IWA."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict
from apps.probes.routing import provider_at


def problems(_policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    found = provider_at(rule, "IWA")
    if found is None:
        return
    pointer, provider = found
    state = "routes" if active(rule) else "is inactive but routes"
    yield failed(
        f"rule:{rule.id}",
        f"{named(rule.name, rule.id)} {state} to Integrated Windows Authentication.",
        rule_reading(rule, pointer, provider),
        severity=None if active(rule) else Severity.MEDIUM,
    )


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.routing_policies.value
    return judge_rules(org, policies, problems, "No routing rule uses IWA.")


PROBE = Probe(
    id="no_routing_rule_uses_iwa",
    title="No routing rule uses Integrated Windows Authentication",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.BLOCKER,
    why="The upgrade cannot be scheduled while an IWA routing rule exists.",
    fix=(
        "Note each rule: after the upgrade it is no longer visible.",
        "Open Security > Identity Providers > Routing rules and delete it.",
        "Choose agentless Desktop SSO, FastPass or certificates instead.",
    ),
    source=guide("oie-upgrade-rollout-plan"),
    parts=("routing_policies", "policy_rules"),
    facts=(
        "limitation:iwa",
        "hub:IWA_ROUTING_RULES",
        "stage:org_delete_iwa_rules",
    ),
    evaluate=evaluate,
)
