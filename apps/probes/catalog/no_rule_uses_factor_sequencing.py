"""A compatible chain can stay, but has to be acknowledged and tested."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, no_hit, rule_reading
from apps.probes.chains import chains_of, judge_chains
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    chains = chains_of(rule)
    if chains:
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        reading = rule_reading(rule, "/actions/signon/challenge", list(chains.values()))
        message = f"{name} uses factor sequencing ({len(chains)} chains)."
        yield failed(f"rule:{rule.id}", message, reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per rule with chains; no hit proves nothing: UNKNOWN."""
    found = False
    for verdict in judge_chains(org, problems):
        found = True
        yield verdict
    if not found:
        message = "No chain was seen; the field of the chains is undocumented."
        yield no_hit(message)


PROBE = Probe(
    id="no_rule_uses_factor_sequencing",
    title="No sign-on rule uses factor sequencing",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why=(
        "Assurance in app sign-in policies takes its place; compatible chains are "
        "migrated, and customised pages must not depend on them."
    ),
    fix=("Acknowledge it in the Hub and test each chain on preview.",),
    source=support_article("Org-Summary-Factor-Sequencing-Rules"),
    parts=("sign_on_policies", "policy_rules"),
    facts=("limitation:factor_sequencing", "hub:FACTOR_SEQUENCING_RULES"),
    evaluate=evaluate,
)
