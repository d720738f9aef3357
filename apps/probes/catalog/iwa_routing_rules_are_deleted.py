"""The step is done when no active routing rule names IWA any more."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import settled
from apps.probes.catalog import no_routing_rule_uses_iwa as hazard
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict; inactive rules do not deny the step."""
    verdicts = [v for v in hazard.evaluate(org) if v.severity is not Severity.MEDIUM]
    yield settled("org", verdicts, "No active routing rule uses IWA.")


PROBE = Probe(
    id="iwa_routing_rules_are_deleted",
    title="Every active IWA routing rule is deleted",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="The upgrade cannot be scheduled while an IWA routing rule exists.",
    fix=("Open Security > Identity Providers > Routing rules and delete them.",),
    source=guide("oie-upgrade-rollout-plan"),
    parts=("routing_policies", "policy_rules"),
    proves=("org_delete_iwa_rules",),
    evaluate=evaluate,
)
