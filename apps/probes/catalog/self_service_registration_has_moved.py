"""Registration moves to the user profile policy; Classic settings cannot be read."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, no_hit, passed, rule_reading
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict
from apps.probes.registration import registration_hooks, registration_rules


def on_classic(org: OrgSnapshot) -> Verdict:
    hooks = registration_hooks(org)
    if not hooks:
        message = "Whether people register themselves is not readable on Classic."
        return no_hit(message)
    reading = Reading("inline_hooks", hooks[0].id, "/type", excerpt(hooks[0].type))
    name = named(hooks[0].name, hooks[0].id)
    message = f"People register themselves: {name} is active."
    return failed("org", message, reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    if org.engine.value.engine is not Engine.IDENTITY_ENGINE:
        yield on_classic(org)
        return
    rules = list(registration_rules(org))
    if rules:
        policy, rule = rules[0]
        pointer = "/actions/profileEnrollment/unknownUserAction"
        message = f"{named(policy.name, policy.id)} lets people register."
        yield passed("org", message, rule_reading(rule, pointer, "REGISTER"))
    elif registration_hooks(org):
        yield failed(
            "org", "A registration hook is active, but no rule registers people."
        )
    else:
        yield passed("org", "No rule registers people, and no hook expects it.")


PROBE = Probe(
    id="self_service_registration_has_moved",
    title="Self-service registration has moved to the user profile policy",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why=(
        "Only read-write attributes are carried over, POST /api/v1/registration ends, "
        "and progressive profiling is off by default."
    ),
    fix=(
        "List attributes and flags under Directory > Self-Service Registration.",
        "Make attributes read-write, or set them in a registration or event hook.",
        "After the upgrade configure the user profile policy.",
    ),
    source=guide("ie-limitations"),
    parts=("engine", "inline_hooks", "profile_enrollment_policies", "policy_rules"),
    facts=("limitation:self_service_registration", "hub:SELF_SERVICE_REGISTRATION"),
    evaluate=evaluate,
)
