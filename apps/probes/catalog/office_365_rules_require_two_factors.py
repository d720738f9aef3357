"""The MFA pass claim of Office 365 is sent only if every rule asks for two factors."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes import PolicyRule
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.probes.access import policy_of
from apps.probes.answers import (
    active,
    failed,
    named,
    not_applicable,
    passed,
    rule_reading,
    subject_of,
    unknown,
)
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict


def is_loose(rule: PolicyRule) -> bool:
    sign_on = dig(rule.actions, "appSignOn")
    mode = dig(sign_on, "verificationMethod", "factorMode")
    return active(rule) and dig(sign_on, "access") == "ALLOW" and mode != "2FA"


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    if application.name != "office365" or not active(application):
        yield not_applicable(subject, "It is no active Office 365 application.")
        return
    if view.engine is not Engine.IDENTITY_ENGINE:
        message = (
            "Its Classic app sign-on rules have no public API: see the Admin Console."
        )
        yield unknown(subject, message)
        return
    policy = policy_of(view)
    if policy is None:
        yield unknown(
            subject, "Its app sign-in policy is not among those that were seen."
        )
        return
    loose = [rule for rule in view.org.rules_of(policy) if is_loose(rule)]
    pointer = "/actions/appSignOn/verificationMethod"
    for rule in loose:
        yield failed(
            subject,
            f"{named(rule.name, rule.id)} allows access without two factors.",
            rule_reading(rule, pointer, dig(rule.actions, "appSignOn")),
            key=rule.id,
        )
    if not loose:
        yield passed(subject, "Every rule that allows access asks for two factors.")


PROBE = Probe(
    id="office_365_rules_require_two_factors",
    title="Every Office 365 rule that allows access requires two factors",
    kind=Kind.HAZARD,
    subject=Subject.APPLICATION,
    severity=Severity.HIGH,
    why="With one loose rule the MFA pass claim is not sent and users are asked twice.",
    fix=("Require two factors in every allow rule of the Office 365 policy.",),
    source=support_article("Org-Summary-OFFICE365PASSCLAIMFORMFA"),
    parts=("applications", "engine", "access_policies", "policy_rules"),
    facts=("limitation:o365_pass_claim", "hub:OFFICE365_PASS_CLAIM_FOR_MFA"),
    evaluate=evaluate,
)
