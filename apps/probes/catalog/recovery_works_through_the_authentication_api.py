"""Recovery by /authn cannot meet push alone, any authenticator, or a sign-in policy."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

POINTER = "/actions/selfServicePasswordReset/requirement"


def locks(rule: PolicyRule) -> list[tuple[str, str, Severity]]:
    """Return (key, sentence, severity) of what locks Classic recovery out."""
    reset = dig(rule.actions, "selfServicePasswordReset")
    if not active(rule) or dig(reset, "access") == "DENY":
        return []
    requirement = dig(reset, "requirement")
    found = []
    if dig(requirement, "accessControl") == "AUTH_POLICY":
        text = "the account management policy decides instead of this rule"
        found.append(("auth_policy", text, Severity.HIGH))
    methods = dig(requirement, "primary", "methods")
    if isinstance(methods, list) and set(methods) == {"push"}:
        found.append(("only_push", "push is the only method", Severity.BLOCKER))
    step_up = dig(requirement, "stepUp")
    if dig(step_up, "required") is True and not dig(step_up, "methods"):
        text = "any enrolled authenticator is asked for in addition"
        found.append(("any_authenticator", text, Severity.HIGH))
    return found


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
    requirement = dig(rule.actions, "selfServicePasswordReset", "requirement")
    for key, text, severity in locks(rule):
        message = f"{name}: {text}, which /authn cannot meet."
        reading = rule_reading(rule, POINTER, requirement)
        yield failed(f"rule:{rule.id}", message, reading, severity=severity, key=key)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.password_policies.value
    well = "Every password rule leaves a way that /authn can meet."
    return judge_rules(org, policies, problems, well)


PROBE = Probe(
    id="recovery_works_through_the_authentication_api",
    title="Password recovery works through the Authentication API",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.HIGH,
    why="People whose application recovers passwords through /authn are denied.",
    fix=(
        "Keep SMS, voice, e-mail or the question for the groups of those applications,",
        "or replace the recovery flow by an Identity Engine SDK.",
    ),
    source=guide("oie-upgrade-api-changes"),
    parts=("password_policies", "policy_rules"),
    facts=("limitation:authn_recovery", "stage:authn_pre_upgrade_fixes"),
    evaluate=evaluate,
)
