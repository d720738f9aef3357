"""The upgrade fails where an identity provider takes the name of the Duo factor."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.duo import duo_clash
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    return duo_clash(org)


PROBE = Probe(
    id="no_identity_provider_is_named_duo_security",
    title="No identity provider is named like the Duo factor",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.BLOCKER,
    why="The upgrade stops with an error where the names clash.",
    fix=("Open Security > Identity Providers and rename the identity provider.",),
    source=upgrade_help("rename-duo-security"),
    parts=("identity_providers", "enrollment_policies"),
    facts=(
        "limitation:duo_name_clash",
        "hub:DUO_SECURITY_IDP_NAME",
        "stage:org_rename_duo_idp",
    ),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
