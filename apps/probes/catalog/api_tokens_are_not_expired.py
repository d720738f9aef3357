"""An expired token belongs to an integration that nobody looks after."""

from collections.abc import Iterator
from datetime import UTC, datetime

from apps.facts.sources import guide
from apps.okta.shapes import ApiToken
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, passed
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict


def is_expired(token: ApiToken, now: datetime) -> bool:
    """Return whether the token's own date is past; an unreadable date is not."""
    try:
        expires = datetime.fromisoformat(token.expires_at or "")
    except ValueError:
        return False
    if expires.tzinfo is None:
        expires = expires.replace(tzinfo=UTC)
    return expires <= now


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per expired token."""
    expired = [
        token for token in org.api_tokens.value if is_expired(token, org.taken_at)
    ]
    for token in expired:
        reading = Reading(
            "api_tokens", token.id, "/expiresAt", excerpt(token.expires_at)
        )
        message = f"The API token “{token.name}” has expired."
        yield failed(f"api_token:{token.id}", message, reading)
    if not expired:
        yield passed("org", "No API token has expired.")


PROBE = Probe(
    id="api_tokens_are_not_expired",
    title="No API token has expired",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why="Its integration is gone or broken; the inventory should say which.",
    fix=("Find what used the token, then revoke it.",),
    source=guide("oie-upgrade-identify-integrations"),
    parts=("api_tokens",),
    facts=("stage:org_inventory",),
    evaluate=evaluate,
)
