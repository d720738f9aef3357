"""A session opened by Classic code ignores the application's own policy."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes import PolicyRule
from apps.okta.shapes.applications import INTERACTION_CODE
from apps.okta.shapes.org import Engine
from apps.okta.shapes.policies import dig
from apps.probes.access import policy_of
from apps.probes.answers import (
    active,
    named,
    not_applicable,
    passed,
    rule_reading,
    subject_of,
    unknown,
)
from apps.probes.origins import cors_origins, origins_of
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict


def is_strict(rule: PolicyRule) -> bool:
    sign_on = dig(rule.actions, "appSignOn")
    mode = dig(sign_on, "verificationMethod", "factorMode")
    return active(rule) and (dig(sign_on, "access") == "DENY" or mode == "2FA")


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    """Yield UNKNOWN where a strict policy meets signs of embedded Classic code."""
    application = view.application
    subject = subject_of(application)
    if not active(application) or not application.is_openid_connect:
        yield not_applicable(subject, "It is no active OpenID Connect client.")
        return
    if not origins_of(application) & cors_origins(view.org):
        message = "None of its origins may call Okta from a browser."
        yield not_applicable(subject, message)
        return
    policy = policy_of(view)
    if policy is None:
        yield unknown(
            subject, "Its app sign-in policy is not among those that were seen."
        )
        return
    strict = [rule for rule in view.org.rules_of(policy) if is_strict(rule)]
    if not strict or INTERACTION_CODE in application.grant_types:
        yield passed(subject, "It has the interaction code, or no strict policy.")
        return
    rule = strict[0]
    message = (
        f"{named(policy.name, policy.id)} is strict, its origin may call Okta, and the "
        "interaction code grant is missing: Classic code there would bypass the policy."
    )
    yield unknown(subject, message, rule_reading(rule, "/actions/appSignOn", rule.name))


PROBE = Probe(
    id="strict_policy_is_not_bypassed_by_classic_code",
    title="No strict app sign-in policy is bypassed by Classic code",
    kind=Kind.HAZARD,
    subject=Subject.APPLICATION,
    severity=Severity.HIGH,
    why=(
        "A session opened through /authn and a sessionToken ignores app sign-in "
        "policies; only the global session policy applies."
    ),
    fix=("Move the application to a redirect or to an Identity Engine SDK.",),
    source=guide("oie-upgrade-api-changes"),
    parts=(
        "applications",
        "trusted_origins",
        "access_policies",
        "policy_rules",
        "engine",
    ),
    facts=("limitation:ie_features_need_sdk",),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
