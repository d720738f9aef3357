"""Some conditions are carried over from Classic but cannot be set any more."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes import Policy, PolicyRule
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import active, failed, judge_rules, named, rule_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

CARRIED_OVER = (
    ("people", "users", "include"),
    ("people", "users", "exclude"),
    ("network", "exclude"),
)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    zones = {zone.id: zone.name for zone in org.zones.value}

    def problems(policy: Policy, rule: PolicyRule) -> Iterator[Verdict]:
        for path in CARRIED_OVER if active(rule) else ():
            chosen = dig(rule.conditions, *path)
            if not isinstance(chosen, list) or not chosen:
                continue
            name = f"{named(rule.name, rule.id)} of {named(policy.name, policy.id)}"
            shown = ", ".join(zones.get(str(each), str(each)) for each in chosen[:5])
            kind = "zones" if path[0] == "network" else "people"
            yield failed(
                f"rule:{rule.id}",
                f"{name} names single {kind} ({path[-1]}): {shown}.",
                rule_reading(rule, "/conditions/" + "/".join(path), chosen),
                key="/".join(path),
            )

    well = "Every access rule can still be set as it is."
    yield from judge_rules(org, org.access_policies.value, problems, well)


PROBE = Probe(
    id="access_rules_can_still_be_edited",
    title="Every app sign-in rule can still be edited",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.LOW,
    why=(
        "Included or excluded people and excluded zones were carried over; once "
        "removed they cannot be set again."
    ),
    fix=("Use groups and zones of their own before the rule has to change.",),
    source=upgrade_help("app-sign-on-policy-changes"),
    parts=("access_policies", "policy_rules", "zones", "engine"),
    facts=("limitation:app_sign_on_policy", "stage:redirect_policies"),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
