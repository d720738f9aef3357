"""The step is done when no identity provider clashes with the Duo factor in use."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import settled
from apps.probes.duo import duo_clash
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    well = "No identity provider clashes with the Duo factor."
    yield settled("org", duo_clash(org), well)


PROBE = Probe(
    id="duo_identity_provider_is_renamed",
    title="No identity provider clashes with the Duo factor",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="The upgrade stops with an error where the names clash.",
    fix=("Open Security > Identity Providers and rename the identity provider.",),
    source=upgrade_help("rename-duo-security"),
    parts=("identity_providers", "enrollment_policies"),
    proves=("org_rename_duo_idp",),
    evaluate=evaluate,
)
