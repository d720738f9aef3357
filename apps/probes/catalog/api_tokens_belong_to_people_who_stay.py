"""A token may stop when the account of its owner is deactivated."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import counted, excerpt, passed, unknown
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict

SHOWN = 10


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield PASSED without tokens, else UNKNOWN: no call tells the owners' state."""
    tokens = org.api_tokens.value
    if not tokens:
        yield passed("org", "The org has no API token.")
        return
    owners = {f"{token.name} ({token.user_id or 'no owner'})" for token in tokens}
    shown = ", ".join(sorted(owners)[:SHOWN])
    more = f" and {len(owners) - SHOWN} more" if len(owners) > SHOWN else ""
    message = (
        f"{counted(len(tokens), 'API token')}: {shown}{more}. See under "
        "Security > API > Tokens that each owner is still active, and note it."
    )
    reading = Reading("api_tokens", "", "", excerpt([token.id for token in tokens]))
    yield unknown("org", message, reading)


PROBE = Probe(
    id="api_tokens_belong_to_people_who_stay",
    title="API tokens belong to people who stay",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="Automation stops when the account of someone who left is deactivated.",
    fix=("Give the token to a service account, or use an OAuth service application.",),
    source=guide("oie-upgrade-identify-integrations"),
    parts=("api_tokens",),
    facts=("stage:org_inventory",),
    evaluate=evaluate,
)
