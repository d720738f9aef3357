"""A chain with two methods of one authenticator stops the upgrade."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, no_hit, rule_reading
from apps.probes.chains import chains_of, judge_chains, repeated_authenticator
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    for pointer, chain in chains_of(rule).items():
        twice = repeated_authenticator(chain)
        if twice is None:
            continue
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        yield failed(
            f"rule:{rule.id}",
            f"{name} chains two methods of {twice}: the upgrade is blocked.",
            rule_reading(rule, pointer, chain),
            severity=Severity.BLOCKER,
            key=pointer.rsplit("/", 1)[-1],
        )


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per invalid chain; no hit proves nothing, so it is UNKNOWN."""
    found = False
    for verdict in judge_chains(org, problems):
        found = True
        yield verdict
    if not found:
        message = "No invalid chain was seen; the field of the chains is undocumented."
        yield no_hit(message)


PROBE = Probe(
    id="factor_sequencing_chains_are_valid",
    title="Every factor sequencing chain is valid",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "A chain of Okta Verify and its push, or of voice and SMS, blocks the upgrade. "
        "Chains are not in Okta's published API: a hit is proof, no hit is not."
    ),
    fix=(
        "Open the Okta sign-on policy rule and edit the chain,",
        "or press Update Rule without a change. The Hub lists what is left.",
    ),
    source=support_article(
        "invalid-factor-sequencing-chain-blocks-okta-identity-engine-upgrade"
    ),
    parts=("sign_on_policies", "policy_rules", "engine"),
    facts=(
        "limitation:factor_sequencing",
        "hub:FACTOR_SEQUENCING_NO_SAME_ENROLLMENT",
        "stage:org_hub_action_items",
    ),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
