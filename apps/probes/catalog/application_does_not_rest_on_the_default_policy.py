"""After the upgrade an application on the shared default policy changes with it."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.okta.shapes.org import Engine
from apps.probes.access import policy_of
from apps.probes.answers import (
    active,
    application_reading,
    failed,
    named,
    not_applicable,
    passed,
    subject_of,
    unknown,
)
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict

WITHOUT_SIGN_IN = frozenset({"BOOKMARK", None})


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    if not active(application) or application.sign_on_mode in WITHOUT_SIGN_IN:
        yield not_applicable(subject, "Nobody signs in to it.")
        return
    if application.sign_on_mode == "OPENID_CONNECT" and not application.oauth_client:
        yield not_applicable(subject, "It is one of Okta's own applications.")
        return
    policy = policy_of(view)
    if policy is None:
        yield unknown(
            subject, "Its app sign-in policy is not among those that were seen."
        )
        return
    href = application_reading(application, "/_links/accessPolicy", policy.id)
    name = named(policy.name, policy.id)
    if policy.system:
        yield failed(subject, f"It rests on the default policy {name}.", href)
    else:
        yield passed(subject, f"It has the policy {name}.", href)


PROBE = Probe(
    id="application_does_not_rest_on_the_default_policy",
    title="The application does not rest on the default app sign-in policy",
    kind=Kind.HAZARD,
    subject=Subject.APPLICATION,
    severity=Severity.LOW,
    why=(
        "The default policy (“Any two factors”) was not made from the application's "
        "Classic rules, and a change of it reaches every application that rests on it."
    ),
    fix=(
        "Compare with the Classic app sign-on rules that were recorded.",
        "Assign an app sign-in policy of its own where they differ.",
    ),
    source=upgrade_help("app-sign-on-policy-changes"),
    parts=("applications", "access_policies"),
    facts=("limitation:app_sign_on_policy", "stage:redirect_policies"),
    asked_of=frozenset({Engine.IDENTITY_ENGINE}),
    evaluate=evaluate,
)
