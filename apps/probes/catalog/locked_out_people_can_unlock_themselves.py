"""A locked-out person cannot reset a password any more and has to unlock first."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def unlocks_by_itself(policy: Policy) -> bool:
    minutes = dig(policy.settings, "password", "lockout", "autoUnlockMinutes")
    return isinstance(minutes, int) and minutes > 0


def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
    reset = dig(rule.actions, "selfServicePasswordReset", "access")
    unlock = dig(rule.actions, "selfServiceUnlock", "access")
    if not active(rule) or unlocks_by_itself(policy):
        return
    if reset == "ALLOW" and unlock == "DENY":
        name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
        message = f"{name} allows a password reset but no unlocking."
        reading = rule_reading(rule, "/actions/selfServiceUnlock/access", unlock)
        yield failed(f"rule:{rule.id}", message, reading)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    policies = org.password_policies.value
    well = "Whoever may reset a password can also get unlocked."
    return judge_rules(org, policies, problems, well)


PROBE = Probe(
    id="locked_out_people_can_unlock_themselves",
    title="Locked-out people can unlock themselves",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.MEDIUM,
    why="On Identity Engine a locked-out person cannot reset the password.",
    fix=(
        "Allow self-service unlock in the rule, or automatic unlocking in the policy.",
        "Tell the help desk to unlock first.",
    ),
    source=upgrade_help("password-reset-account-recovery"),
    parts=("password_policies", "policy_rules"),
    facts=("limitation:password_reset_changes",),
    evaluate=evaluate,
)
