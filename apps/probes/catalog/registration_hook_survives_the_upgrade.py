"""A registration inline hook gets another request and another place of activation."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, passed
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict
from apps.probes.registration import attached_hook_ids, registration_hooks


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per active hook: Classic always FAILED, else by attachment."""
    hooks = registration_hooks(org)
    if not hooks:
        yield passed("org", "No registration inline hook is active.")
        return
    classic = org.engine.value.engine is Engine.CLASSIC
    attached = frozenset() if classic else attached_hook_ids(org)
    for hook in hooks:
        subject = f"inline_hook:{hook.id}"
        name = named(hook.name, hook.id)
        reading = Reading("inline_hooks", hook.id, "/type", excerpt(hook.type))
        if classic:
            message = f"{name}: its receiver must branch on requestType."
            yield failed(subject, message, reading)
        elif hook.id in attached:
            yield passed(
                subject, f"{name} is attached to a registration rule.", reading
            )
        else:
            message = f"{name} is in no rule that registers people: it never runs."
            yield failed(subject, message, reading)


PROBE = Probe(
    id="registration_hook_survives_the_upgrade",
    title="The registration inline hook survives the upgrade",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "The request gains requestType and the hook must be attached to a user profile "
        "policy; until then registrations go through unchecked."
    ),
    fix=(
        "Branch on requestType (self.service.registration, progressive.profile).",
        "After the upgrade enable the hook under Security > User Profile Policies.",
    ),
    source=guide("oie-upgrade-registration-inline-hook"),
    parts=("inline_hooks", "engine", "profile_enrollment_policies", "policy_rules"),
    facts=("limitation:registration_hook",),
    evaluate=evaluate,
)
