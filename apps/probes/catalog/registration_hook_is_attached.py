"""The step is done when every active registration hook is in a rule that registers."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, not_applicable, passed
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict
from apps.probes.registration import attached_hook_ids, registration_hooks


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    hooks = registration_hooks(org)
    if not hooks:
        yield not_applicable("org", "No registration inline hook is active.")
        return
    if org.engine.value.engine is not Engine.IDENTITY_ENGINE:
        yield failed(
            "org", "Only an upgraded org can attach it to a user profile policy."
        )
        return
    attached = attached_hook_ids(org)
    loose = [hook for hook in hooks if hook.id not in attached]
    if not loose:
        yield passed("org", "Every active registration hook is in a registration rule.")
        return
    hook = loose[0]
    reading = Reading("inline_hooks", hook.id, "/type", excerpt(hook.type))
    yield failed("org", f"{named(hook.name, hook.id)} is in no such rule.", reading)


PROBE = Probe(
    id="registration_hook_is_attached",
    title="The registration inline hook is attached to a user profile policy",
    kind=Kind.PROOF,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why="The hook runs only where a rule that registers people names it.",
    fix=("Enable the hook under Security > User Profile Policies > Enrollment.",),
    source=guide("oie-upgrade-registration-inline-hook"),
    parts=("inline_hooks", "engine", "profile_enrollment_policies", "policy_rules"),
    proves=("org_registration_hook",),
    evaluate=evaluate,
)
